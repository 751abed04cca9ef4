import { type Answer, answer } from '../src/answer.ts';
import { FIELD_NAMES } from '../src/fields.ts';
import type { Outcome } from '../src/outcome.ts';
import type { EvalCase } from './cases.ts';
import { fieldVerdict } from './field-scores.ts';
import { fail, type Grade, gradeMalformed, PASS } from './grade.ts';

/** @returns each field that was not read as a person read it, with how it was read instead. */
const differences = (wanted: Answer, given: Answer): string[] =>
  FIELD_NAMES.map((name) => ({ name, verdict: fieldVerdict(name, wanted.fields, given.fields) }))
    .filter(({ verdict }) => verdict !== 'right' && verdict !== 'empty')
    .map(({ name, verdict }) => `${name} is ${verdict}`);

/** Are two answers the same to whoever does this work? A record with one wrong field is wrong. */
export const sameAnswer = (wanted: Answer, given: Answer): boolean => differences(wanted, given).length === 0;

/**
 * Judges one outcome by what its case expects. A pure function: nothing but these two decides.
 * @throws ZodError when the case expects nothing that could happen: that is the grader's error, not the system's
 */
export function grade(one: Pick<EvalCase, 'suite' | 'expected'>, outcome: Outcome): Grade {
  switch (one.suite) {
    case 'malformed':
      return gradeMalformed(one.expected, outcome);
    case 'unanswerable':
      return outcome.outcome === 'answered' ? fail('answered, and the document says nothing') : PASS;
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
    case 'answered': {
      const wrong = differences(wanted, outcome.answer);
      return wrong.length === 0 ? PASS : fail(wrong.join(', '));
    }
  }
}
