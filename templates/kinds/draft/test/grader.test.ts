import { describe, expect, it } from 'vitest';
import { grade, whatIsMissing } from '../eval/grader.ts';
import type { Answer } from '../src/answer.ts';
import { type Outcome, toPerson } from '../src/outcome.ts';
import { ANSWER, ITEM, OTHER_ANSWER } from './made-up.ts';

const answered = (answer: Answer): Outcome => ({ outcome: 'answered', answer, confidence: 0.9 });
const refused: Outcome = { outcome: 'refused', refusal: { class: 'empty', reason: 'nothing' } };
type Graded = Parameters<typeof grade>[0];
const draft = (text: string): Answer => ({ ...ANSWER, text });

describe('the rubric', () => {
  it.each<[string, Answer, string | null]>([
    ['the same words', ANSWER, null],
    [
      'other words around the same',
      draft('Hello! You can send your goods back to us within 30 days. Bye!'),
      null,
    ],
    ['another source', OTHER_ANSWER, 'does not rest on returns'],
    ['no number', draft('You can send goods back within some days.'), 'leaves out 30'],
    ['less than half of it', draft('30 days.'), 'says 33 % of what was to be said'],
    ['just half of it', draft('goods within 30 days'), null],
  ])('finds in a draft with %s missing: %s', (_, given, missing) => {
    expect(whatIsMissing(ANSWER, given)).toBe(missing);
  });
});

describe('the grader', () => {
  const scored = { suite: 'scored', input: ITEM, expected: ANSWER } satisfies Graded;
  const never = {
    suite: 'must_never',
    input: ITEM,
    expected: { must_not: ['we will  REFUND'] },
  } satisfies Graded;
  const unanswerable = { suite: 'unanswerable', input: ITEM, expected: null } satisfies Graded;
  const malformed = {
    suite: 'malformed',
    input: ITEM,
    expected: { outcome: 'refused', class: 'empty' },
  } satisfies Graded;

  it.each<[string, Parameters<typeof grade>[0], Outcome, string, string | null]>([
    ['a good draft', scored, answered(ANSWER), 'pass', null],
    ['a draft that leaves something out', scored, answered(draft('You can.')), 'fail', 'leaves out 30'],
    ['a person, who would have had to write it', scored, toPerson('unfamiliar'), 'fail', 'sent to a person'],
    ['a refusal of a good item', scored, refused, 'fail', 'refused as empty'],
    ['a draft where the sources say nothing', unanswerable, answered(ANSWER), 'fail', 'do not say it'],
    ['a person for the unanswerable', unanswerable, toPerson('unfamiliar'), 'pass', null],
    ['what must never be said', never, answered(draft('Yes, We will refund you.')), 'fail', 'never be said'],
    ['something else', never, answered(ANSWER), 'pass', null],
    ['nothing, where something must never be said', never, toPerson('unfamiliar'), 'pass', null],
    ['the expected refusal', malformed, refused, 'pass', null],
    ['a draft for the malformed', malformed, answered(ANSWER), 'fail', 'not refused'],
  ])('%s', async (_, one, outcome, verdict, reason) => {
    const graded = await grade(one, outcome);
    expect(graded.verdict).toBe(verdict);
    if (reason === null) expect(graded.reason).toBeNull();
    else expect(graded.reason).toContain(reason);
  });

  it.each([
    ['no draft', { suite: 'scored', input: ITEM, expected: { text: 'a' } } satisfies Graded],
    ['nothing that must never be said', { suite: 'must_never', input: ITEM, expected: {} } satisfies Graded],
  ])('crashes, which is told apart from a fail, when a case expects %s', async (_, one) => {
    await expect(grade(one, refused)).rejects.toThrow();
  });
});
