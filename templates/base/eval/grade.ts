import { z } from 'zod';
import { REFUSAL_CLASSES } from '../src/input.ts';
import type { Outcome } from '../src/outcome.ts';

/** What the grader says of one outcome, and why when it is not a pass. */
export type Grade = { verdict: 'pass' | 'fail'; reason: string | null };

export const PASS: Grade = { verdict: 'pass', reason: null };
export const fail = (reason: string): Grade => ({ verdict: 'fail', reason });

/** What a malformed case expects: a refusal, and maybe its class. */
const expectedRefusal = z.strictObject({
  outcome: z.literal('refused'),
  class: z.enum(REFUSAL_CLASSES).optional(),
});

/**
 * Judges a malformed case, which is the same for every kind of workflow.
 * @throws ZodError when the case expects no refusal that there can be
 */
export function gradeMalformed(expected: unknown, outcome: Outcome): Grade {
  const wanted = expectedRefusal.parse(expected).class;
  if (outcome.outcome !== 'refused') return fail(`not refused, but ${outcome.outcome}`);
  const given = outcome.refusal.class;
  return wanted === undefined || wanted === given ? PASS : fail(`refused as ${given} instead of ${wanted}`);
}
