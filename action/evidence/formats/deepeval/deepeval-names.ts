import { type CaseId, caseId } from '../shared/case-id.ts';
import { type Fields, own, textOf } from '../shared/fields.ts';
import { fingerprint } from '../shared/fingerprint.ts';

/** DeepEval numbers cases that have no name: with one more at the start of the list, all of them are others. */
const NUMBERED = /^(?:conversational_)?test_case_\d+$/;

/**
 * Names cases. The same name for the same input is another attempt at it (`--repeat`); for another input it is another
 * case, as where one test goes through a list.
 */
export function caseNames(): (fields: Fields) => CaseId | null {
  const inputOf = new Map<string, string>();
  return (fields) => {
    const name = textOf(own(fields, 'name'));
    const asked = askedIn(fields);
    if (name === null || NUMBERED.test(name)) return caseId(null, asked) ?? caseId(name, null);
    if (asked === null) return caseId(name, null);
    const print = fingerprint(asked);
    const first = inputOf.get(name);
    if (first === undefined) inputOf.set(name, print);
    return first === undefined || first === print
      ? caseId(name, null)
      : { id: `${name} ${print}`, fingerprinted: true };
  };
}

/** What makes a case the one it is: not what was answered, nor what was retrieved for it. */
const ASKED = [
  'input',
  'scenario',
  'expectedOutput',
  'expected_output',
  'expectedOutcome',
  'expected_outcome',
  'context',
];

function askedIn(fields: Fields): unknown {
  const asked = ASKED.map((name) => own(fields, name) ?? null);
  return asked.every((one) => one === null) ? null : asked;
}
