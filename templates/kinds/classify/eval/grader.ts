import { type Answer, answer, textOf } from '../src/answer.ts';
import type { Outcome } from '../src/outcome.ts';
import type { EvalCase } from './cases.ts';
import { fail, type Grade, gradeMalformed, PASS } from './grade.ts';

/** Are two answers the same to whoever does this work? */
export const sameAnswer = (one: Answer, other: Answer): boolean => one.label === other.label;

/**
 * Judges one outcome by what its case expects. A pure function: nothing but these two decides.
 * @throws ZodError when the case expects nothing that could happen: that is the grader's error, not the system's
 */
export function grade(one: Pick<EvalCase, 'suite' | 'expected'>, outcome: Outcome): Grade {
  switch (one.suite) {
    case 'malformed':
      return gradeMalformed(one.expected, outcome);
    case 'unanswerable':
      return outcome.outcome === 'answered'
        ? fail(`answered ${textOf(outcome.answer)}, and nobody could have known`)
        : PASS;
    case 'must_never':
      return gradeMustNever(one.expected, outcome);
    default:
      return gradeAnswer(one.expected, outcome);
  }
}

/** Nobody has to answer these, as long as nobody answers them wrongly. */
function gradeMustNever(expected: unknown, outcome: Outcome): Grade {
  const graded = gradeAnswer(expected, outcome);
  return outcome.outcome === 'answered' ? graded : PASS;
}

function gradeAnswer(expected: unknown, outcome: Outcome): Grade {
  const wanted = answer.parse(expected);
  switch (outcome.outcome) {
    case 'refused':
      return fail(`refused as ${outcome.refusal.class}`);
    case 'needs_person':
      return fail(`sent to a person: ${outcome.reason}`);
    case 'answered':
      return sameAnswer(wanted, outcome.answer)
        ? PASS
        : fail(`answered ${textOf(outcome.answer)} instead of ${textOf(wanted)}`);
  }
}
