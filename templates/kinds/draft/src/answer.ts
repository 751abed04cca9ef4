import { z } from 'zod';
import type { Item } from './input.ts';
import { factsOf, plain, questionOf, sourcesOf } from './sources.ts';

/** A passage that a draft rests on, word for word. */
const citation = z.strictObject({
  source: z.string().min(1).max(60),
  quote: z.string().min(10).max(200),
});

/**
 * What the workflow answers: a draft for a person to send. `partial` says that something asked for is not in the sources.
 * `src/output.schema.json` says the same for the gate: `npm run schema` writes it.
 */
export const answer = z.strictObject({
  status: z.enum(['full', 'partial']),
  text: z.string().min(1).max(1200),
  citations: z.array(citation).min(1).max(3),
});
export type Answer = z.infer<typeof answer>;

/**
 * The rules of the business, for a draft that has the right shape: nothing in it may be made up.
 * @returns the key of each rule that is broken, never text of the item
 */
export function brokenRules({ text, citations }: Answer, item: Item): string[] {
  const sources = new Map(sourcesOf(item).map((source) => [source.name, plain(source.text)]));
  const given = new Set(factsOf([questionOf(item), ...sources.values()].join('\n')));
  const rules: Record<string, boolean> = {
    cites_no_such_source: citations.some(({ source }) => !sources.has(source)),
    quote_not_in_source: citations.some(
      ({ source, quote }) => sources.get(source)?.includes(plain(quote)) === false,
    ),
    fact_not_in_sources: factsOf(text).some((fact) => !given.has(fact)),
  };
  return Object.keys(rules).filter((rule) => rules[rule]);
}

/** An answer as one line, for results and for people. */
export const textOf = ({ text }: Answer): string => text.replace(/\s+/g, ' ');

/** What can be counted of an answer, so that a change of the mix is seen. */
export const categoryOf = ({ status }: Answer): string | null => status;

/** How alike two answers are, from 0 to 1, as the share of sources that both rest on: the signal of a second opinion. */
export function likeness(one: Answer, other: Answer): number {
  const [some, others] = [one, other].map(({ citations }) => new Set(citations.map(({ source }) => source)));
  const both = [...(some ?? [])].filter((source) => others?.has(source)).length;
  return both / ((some?.size ?? 0) + (others?.size ?? 0) - both);
}

/** What stands in `prompts/prompt.md` as `{name}`. */
export const PROMPT_VALUES = {};
