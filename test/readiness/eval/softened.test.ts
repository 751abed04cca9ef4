import { expect, it } from 'vitest';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import type { EvalRow } from '../../../action/contract/eval-run.ts';
import { softened } from '../../../action/readiness/eval/softened.ts';
import { given } from '../../given.ts';

const side = (rows: Partial<EvalRow>[], question: Partial<EvalCase> = {}) => {
  const one = given.evalCase('case-1', question);
  return {
    cases: given.rows('eval/cases/all.jsonl', [one]),
    rows: given.recordRows(rows.map((row, repeat) => given.evalRow(one, { repeat, answer: 'bill', ...row }))),
  };
};
const FAILED = side([{ verdict: 'fail' }]);

it.each<[string, ReturnType<typeof side>, ReturnType<typeof side>, boolean]>([
  ['the same answer that failed, and passes', FAILED, side([{}]), true],
  ['another answer that passes', FAILED, side([{ answer: 'other' }]), false],
  ['the same answer that fails again', FAILED, FAILED, false],
  ['the same answer that passed before', side([{}]), side([{}]), false],
  ['an answer that is no longer written down', FAILED, side([{ answer: null }]), true],
  [
    'a case that went to a person, without an answer',
    FAILED,
    side([{ answer: null, outcome: 'needs_person' }]),
    false,
  ],
  ['an answer that nobody wrote down before', side([{ verdict: 'fail', answer: null }]), side([{}]), false],
  ['a grader that crashed on it before', side([{ verdict: 'grader_error' }]), side([{}]), false],
  [
    'an answer that the grader of the base passed as well',
    side([{ verdict: 'fail' }, {}]),
    side([{}]),
    false,
  ],
  ['one of its attempts', FAILED, side([{ answer: 'other' }, {}]), true],
  ['another expected answer', FAILED, side([{}], { expected: 'none' }), false],
  ['another question', FAILED, side([{}], { input: { text: 'another' } }), false],
  [
    'the same fields in another order',
    side([{ verdict: 'fail', answer: { a: 1, b: [{ c: 2, d: 3 }] } }]),
    side([{ answer: { b: [{ d: 3, c: 2 }], a: 1 } }]),
    true,
  ],
  ['another list', side([{ verdict: 'fail', answer: ['a', 'b'] }]), side([{ answer: ['b', 'a'] }]), false],
  ['another spelling', FAILED, side([{ answer: 'Bill' }]), false],
  ['a case that has no result here', FAILED, side([]), false],
])('takes %s for softened or not', (_, before, now, is) => {
  expect(softened(before, now)).toEqual(is ? ['case-1'] : []);
});
