import { textOf } from '../src/answer.ts';
import type { Doubt, Outcome } from '../src/outcome.ts';
import type { About } from '../src/run.ts';
import type { Handle } from '../src/workflow.ts';
import { type EvalCase, rawInputOf } from './cases.ts';
import type { Grade } from './grade.ts';

/** One line of the results: one attempt at one case. The gate reads it, so its fields are a contract. */
export type EvalRow = {
  id: string;
  repeat: number;
  verdict: 'pass' | 'fail' | 'system_error' | 'grader_error' | 'no_verdict';
  outcome: Outcome['outcome'] | null;
  answer: string | null;
  reason: string | null;
  confidence: number | null;
  latency_ms: number | null;
  model: string;
};

/** Doubts that say nothing about the item: whoever runs the eval has to mend their cause. */
const NOT_OF_THE_ITEM: ReadonlySet<Doubt> = new Set([
  'model_failed',
  'switched_off',
  'over_limit',
  'not_recorded',
]);

export type Attempt = {
  handle: Handle;
  grade: (one: EvalCase, outcome: Outcome) => Grade | Promise<Grade>;
  model: string;
};

/**
 * Runs one case and grades it. A crash becomes a row too: a case that is left out would raise the rate.
 * @param repeat the number of the attempt at this case, from 0
 */
export async function attempt(
  { handle, grade, model }: Attempt,
  one: EvalCase,
  repeat = 0,
): Promise<EvalRow> {
  const started = performance.now();
  const begun = () => row({ id: one.id, repeat, model }, started);
  let outcome: Outcome;
  try {
    outcome = await handle(rawInputOf(one), aboutCase(one));
  } catch (error) {
    return { ...begun(), verdict: 'system_error', reason: `the workflow crashed: ${error}` };
  }
  const answered = { ...begun(), ...details(outcome) };
  // A model that cannot be reached would otherwise pass every case that nobody can answer.
  if (outcome.outcome === 'needs_person' && NOT_OF_THE_ITEM.has(outcome.doubt)) {
    return { ...answered, verdict: 'system_error' };
  }
  try {
    const { verdict, reason } = await grade(one, outcome);
    return { ...answered, verdict, reason: reason ?? answered.reason };
  } catch (error) {
    return { ...answered, verdict: 'grader_error', reason: `the grader crashed: ${error}` };
  }
}

/** Nobody waits for it, and nothing of it counts as use. */
const aboutCase = ({ id }: EvalCase): About => ({ caseRef: id, user: 'eval', role: 'eval', kind: 'eval' });

const row = (whose: Pick<EvalRow, 'id' | 'repeat' | 'model'>, started: number): EvalRow => ({
  ...whose,
  verdict: 'no_verdict',
  outcome: null,
  answer: null,
  reason: null,
  confidence: null,
  // Rounded up: a case that took no time at all is one that was not run.
  latency_ms: Math.ceil((performance.now() - started) * 1000) / 1000,
});

function details(outcome: Outcome): Pick<EvalRow, 'outcome' | 'answer' | 'reason' | 'confidence'> {
  switch (outcome.outcome) {
    case 'answered':
      return {
        outcome: 'answered',
        answer: textOf(outcome.answer),
        reason: null,
        confidence: outcome.confidence,
      };
    case 'needs_person':
      return {
        outcome: 'needs_person',
        answer: null,
        reason: outcome.reason,
        confidence: outcome.suggestion?.confidence ?? null,
      };
    case 'refused':
      return {
        outcome: 'refused',
        answer: null,
        reason: `${outcome.refusal.class}: ${outcome.refusal.reason}`,
        confidence: null,
      };
  }
}
