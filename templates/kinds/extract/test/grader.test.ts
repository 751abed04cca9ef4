import { describe, expect, it } from 'vitest';
import { grade, sameAnswer } from '../eval/grader.ts';
import { type Answer, answerOf } from '../src/answer.ts';
import { FIELD_NAMES } from '../src/fields.ts';
import type { Outcome } from '../src/outcome.ts';
import { ANSWER, changed, NOTHING, OTHER_ANSWER } from './made-up.ts';

const [NAME = FIELD_NAMES[0] as never] = FIELD_NAMES;

const answered: Outcome = { outcome: 'answered', answer: ANSWER, confidence: 0.9 };
const toPerson: Outcome = {
  outcome: 'needs_person',
  doubt: 'low_confidence',
  reason: 'the model is not sure enough',
  suggestion: { answer: ANSWER, confidence: 0.4 },
};
const refused: Outcome = {
  outcome: 'refused',
  refusal: { class: 'empty', reason: 'there is nothing in it' },
};

type Graded = Parameters<typeof grade>[0];
const scored = (expected: Answer): Graded => ({ suite: 'scored', expected });
const unanswerable: Graded = { suite: 'unanswerable', expected: { outcome: 'needs_person' } };
const malformed = (over: object): Graded => ({
  suite: 'malformed',
  expected: { outcome: 'refused', ...over },
});

describe('the grader', () => {
  it.each<[string, Graded, Outcome, 'pass' | 'fail', string | null]>([
    ['the expected record', scored(ANSWER), answered, 'pass', null],
    [
      'a record with one wrong field',
      scored(changed(ANSWER, NAME, OTHER_ANSWER.fields[NAME])),
      answered,
      'fail',
      `${NAME} is wrong`,
    ],
    [
      'a record with a field that the document does not say',
      scored(changed(ANSWER, NAME, null)),
      answered,
      'fail',
      `${NAME} is invented`,
    ],
    ['a person, who would have had to know', scored(ANSWER), toPerson, 'fail', 'sent to a person'],
    ['a refusal of a good item', scored(ANSWER), refused, 'fail', 'refused as empty'],
    [
      'a must-never case answered wrongly',
      { ...scored(OTHER_ANSWER), suite: 'must_never' },
      answered,
      'fail',
      'is wrong',
    ],
    [
      'a must-never case answered rightly',
      { ...scored(ANSWER), suite: 'must_never' },
      answered,
      'pass',
      null,
    ],
    ['a person for a must-never case', { ...scored(ANSWER), suite: 'must_never' }, toPerson, 'pass', null],
    ['a refusal of a must-never case', { ...scored(ANSWER), suite: 'must_never' }, refused, 'pass', null],
    ['an answer that nobody could have known', unanswerable, answered, 'fail', 'says nothing'],
    ['a person for the unanswerable', unanswerable, toPerson, 'pass', null],
    ['a refusal of the unanswerable', unanswerable, refused, 'pass', null],
    ['the expected refusal', malformed({ class: 'empty' }), refused, 'pass', null],
    ['any refusal where no class is named', malformed({}), refused, 'pass', null],
    ['a refusal of another class', malformed({ class: 'oversize' }), refused, 'fail', 'instead of oversize'],
    ['an answer to the malformed', malformed({ class: 'empty' }), answered, 'fail', 'not refused'],
    ['a person for the malformed', malformed({ class: 'empty' }), toPerson, 'fail', 'not refused'],
  ])('%s', (_, one, outcome, verdict, reason) => {
    const graded = grade(one, outcome);
    expect(graded.verdict).toBe(verdict);
    if (reason === null) expect(graded.reason).toBeNull();
    else expect(graded.reason).toContain(reason);
  });

  it('names a field that is missing', () => {
    const given = changed(ANSWER, NAME, null);
    expect(grade(scored(ANSWER), { ...answered, answer: given }).reason).toBe(`${NAME} is missing`);
  });

  it.each<[string, Graded]>([
    ['nothing', { suite: 'scored', expected: null }],
    ['fields without a status', { suite: 'scored', expected: { fields: ANSWER.fields } }],
    ['a refusal of no known class', malformed({ class: 'made up' })],
    ['an answer to the malformed', { suite: 'malformed', expected: ANSWER }],
  ])('crashes, which is told apart from a fail, when a case expects %s', (_, one) => {
    expect(() => grade(one, refused)).toThrow();
  });
});

it('an answer is the same as one that only lacks what both lack', () => {
  expect(sameAnswer(answerOf(NOTHING), answerOf(NOTHING))).toBe(true);
  expect(sameAnswer(ANSWER, answerOf(NOTHING))).toBe(false);
});
