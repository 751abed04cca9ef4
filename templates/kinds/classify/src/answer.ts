import { z } from 'zod';
import type { Item } from './input.ts';
import { LABELS } from './labels.ts';

/** What the workflow answers. `src/output.schema.json` says the same for the gate: `npm run schema` writes it. */
export const answer = z.strictObject({ label: z.enum(LABELS) });
export type Answer = z.infer<typeof answer>;

/**
 * The rules of the business, for an answer that has the right shape: what a schema cannot say. Write your own beside it.
 * @returns the key of each rule that is broken, never text of the item
 */
export function brokenRules({ label }: Answer, { fields }: Item): string[] {
  const named = LABELS.find((one) => one === fields.category?.trim());
  // Whoever sent the item has chosen in a form. The model may be right all the same, so a person looks.
  return named !== undefined && named !== label ? ['contradicts_the_sender'] : [];
}

/** An answer as one line, for results and for people. */
export const textOf = ({ label }: Answer): string => label;

/** What can be counted of an answer, so that a change of the mix is seen; `null` where there is nothing of the kind. */
export const categoryOf = ({ label }: Answer): string | null => label;

/** How alike two answers are, from 0 to 1: the signal that a second opinion gives. */
export const likeness = (one: Answer, other: Answer): number => (one.label === other.label ? 1 : 0);

/** What stands in `prompts/prompt.md` as `{name}`. */
export const PROMPT_VALUES = { labels: LABELS.map((label) => `- ${JSON.stringify(label)}`).join('\n') };
