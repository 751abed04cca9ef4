import { describe, expect, it } from 'vitest';
import { grade } from '../eval/grader.ts';
import type { Outcome } from '../src/outcome.ts';
import { FIRST, SECOND } from './made-up.ts';

const answered: Outcome = { outcome: 'answered', answer: { label: FIRST }, confidence: 0.9 };
const toPerson: Outcome = {
  outcome: 'needs_person',
  doubt: 'low_confidence',
  reason: 'the model is not sure enough',
  suggestion: { answer: { label: FIRST }, confidence: 0.4 },
};
const refused: Outcome = {
  outcome: 'refused',
  refusal: { class: 'empty', reason: 'there is nothing in it' },
};

type Graded = Parameters<typeof grade>[0];
const scored = (label: string): Graded => ({ suite: 'scored', expected: { label } });
const unanswerable: Graded = { suite: 'unanswerable', expected: { outcome: 'needs_person' } };
const malformed = (over: object): Graded => ({
  suite: 'malformed',
  expected: { outcome: 'refused', ...over },
});

describe('the grader', () => {
  it.each<[string, Graded, Outcome, 'pass' | 'fail', string | null]>([
    ['the expected label', scored(FIRST), answered, 'pass', null],
    ['another label', scored(SECOND), answered, 'fail', 'instead of'],
    ['a person, who would have had to know', scored(FIRST), toPerson, 'fail', 'sent to a person'],
    ['a refusal of a good item', scored(FIRST), refused, 'fail', 'refused as empty'],
    [
      'a must-never case answered wrongly',
      { ...scored(SECOND), suite: 'must_never' },
      answered,
      'fail',
      'instead',
    ],
    ['a must-never case answered rightly', { ...scored(FIRST), suite: 'must_never' }, answered, 'pass', null],
    ['a person for a must-never case', { ...scored(FIRST), suite: 'must_never' }, toPerson, 'pass', null],
    ['a refusal of a must-never case', { ...scored(FIRST), suite: 'must_never' }, refused, 'pass', null],
    ['an answer that nobody could have known', unanswerable, answered, 'fail', 'nobody'],
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

  it.each<[string, Graded]>([
    ['no label', { suite: 'scored', expected: null }],
    ['a label that is not in the list', scored('made up')],
    ['a must-never case with no label', { suite: 'must_never', expected: {} }],
    ['a refusal of no known class', malformed({ class: 'made up' })],
    ['an answer to the malformed', { suite: 'malformed', expected: { label: FIRST } }],
  ])('crashes, which is told apart from a fail, when a case expects %s', (_, one) => {
    expect(() => grade(one, refused)).toThrow();
  });
});
