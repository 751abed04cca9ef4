import { describe, expect, it } from 'vitest';
import { type Answer, answersFrom, lowerBound } from '../src/model/abstain.ts';

const answers = (confidence: number, count: number, right: number): Answer[] =>
  Array.from({ length: count }, (_, index) => ({ confidence, correct: index < right }));

describe('from which confidence on it answers', () => {
  it.each<[string, Answer[], number | undefined]>([
    ['one that is right often enough', answers(0.95, 100, 95), 0.95],
    ['the lowest of several', [...answers(0.85, 50, 44), ...answers(0.99, 200, 199)], 0.85],
    ['none when it is right too seldom', answers(0.95, 100, 80), undefined],
    ['none when all confidence is low', answers(0.79, 500, 400), undefined],
    [
      'the upper one when the lower one pulls it down',
      [...answers(0.8, 400, 300), ...answers(0.99, 50, 50)],
      0.99,
    ],
    ['none without answers', [], undefined],
  ])('is %s', (_, given, expected) => {
    expect(answersFrom(given)).toBe(expected);
  });

  it('takes 16 right answers in a row, and not 15, for enough to begin with', () => {
    expect(answersFrom(answers(0.9, 15, 15))).toBeUndefined();
    expect(answersFrom(answers(0.9, 16, 16))).toBe(0.9);
  });
});

describe('the lower end of Wilson’s interval', () => {
  it.each([
    [0, 0, 0],
    [0, 10, 0],
    [10, 10, 0.7225],
    [81, 263, 0.2553],
  ])('for %i of %i is %f', (successes, trials, expected) => {
    expect(lowerBound(successes, trials)).toBeCloseTo(expected, 4);
  });
});
