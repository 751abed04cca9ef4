import { z } from 'zod';
import { type Answer, answer, brokenRules } from './answer.ts';
import type { Item } from './input.ts';

/** Numbers from which the confidence is made (`confidence.ts`), each by its name, such as `score` or `agreement`. */
export const signals = z.record(z.string(), z.number());
export type Signals = Readonly<Record<string, number>>;

/** An answer, and what speaks for it. */
const proposal = z.strictObject({ answer, signals });

/** A model that knows that it does not know. */
const undecided = z.strictObject({
  undecided: z.enum(['model_undecided', 'unfamiliar', 'too_little_training']),
});

/** What a model said, once it is known to keep the contract, or where it does not. */
export type Checked =
  | { status: 'proposal'; answer: Answer; signals: Signals }
  | { status: 'undecided'; doubt: z.infer<typeof undecided>['undecided'] }
  | { status: 'broken'; doubt: 'broken_output' | 'rule_broken'; where: string };

/** The output contract: first the shape, then the rules of the business. What a model returns is untrusted until then. */
export function checkOutput(value: unknown, item: Item): Checked {
  if (typeof value === 'object' && value !== null && 'undecided' in value) {
    const read = undecided.safeParse(value);
    return read.success ? { status: 'undecided', doubt: read.data.undecided } : broken(read.error);
  }
  const read = proposal.safeParse(value);
  if (!read.success) return broken(read.error);
  const rules = brokenRules(read.data.answer, item);
  if (rules.length > 0) return { status: 'broken', doubt: 'rule_broken', where: rules.join(', ') };
  return { status: 'proposal', ...read.data };
}

/** Paths and codes only: a model's words can hold the text of the item. */
const broken = (error: z.ZodError): Checked => ({
  status: 'broken',
  doubt: 'broken_output',
  where: error.issues.map((issue) => `${issue.path.join('.') || 'answer'} (${issue.code})`).join(', '),
});
