import { describe, expect, it } from 'vitest';
import { upperBound } from '../../action/statistics/clopper-pearson.ts';
import { randomFrom } from '../../action/statistics/random.ts';
import type { Ranked } from '../../action/statistics/risk-coverage.ts';
import {
  casesNeeded,
  levelOfFirst,
  selectThreshold,
  thresholdsFor,
} from '../../action/statistics/selective-risk.ts';

const DEMAND = { risk: 0.05, level: 0.95 };
/** So many answers, the surest first, of which those at these places (from 1) are wrong. */
const answers = (n: number, ...wrong: number[]): Ranked[] =>
  Array.from({ length: n }, (_, index) => ({ confidence: 1 - index / n, right: !wrong.includes(index + 1) }));

describe('the cases that it takes', () => {
  it.each([
    [0, 59],
    [1, 93],
    [2, 124],
  ])('for a twentieth with %d wrong are %d, and one fewer is not enough', (wrong, cases) => {
    expect(casesNeeded(wrong, DEMAND)).toBe(cases);
    expect(upperBound(wrong, cases)).toBeLessThanOrEqual(0.05);
    expect(upperBound(wrong, cases - 1)).toBeGreaterThan(0.05);
  });

  it.each([
    // The success run: 29 for 10 %, 299 for 1 %, 14 for 20 %.
    [0.1, 0.95, 29],
    [0.01, 0.95, 299],
    [0.2, 0.95, 14],
  ])('with none wrong for %f at %f are %d', (risk, level, cases) => {
    expect(casesNeeded(0, { risk, level })).toBe(cases);
  });
});

describe('thresholds', () => {
  it.each<[string, readonly Ranked[], number[]]>([
    ['few answers: all or none', answers(124), [124]],
    [
      'answers enough for two wrong ones, and more',
      answers(200),
      [124, 130, 140, 150, 160, 170, 180, 190, 200],
    ],
    [
      'ties, which are accepted whole',
      answers(300).map((one, index) => ({ ...one, confidence: index < 200 ? 1 : 0 })),
      [200, 300],
    ],
    ['no answers', [], []],
  ])('of %s', (_, list, accepted) => {
    expect(thresholdsFor(list, DEMAND).map((one) => one.accepted)).toEqual(accepted);
  });

  it('are at most twenty, and lie where they lie whatever was right', () => {
    const places = (list: readonly Ranked[]) =>
      thresholdsFor(list, DEMAND).map(({ confidence }) => confidence);
    expect(places(answers(5000))).toHaveLength(20);
    expect(places(answers(5000, ...Array.from({ length: 900 }, (_, i) => i)))).toEqual(places(answers(5000)));
  });

  it('are tested with four fifths of the chance of an error at the first, or all where there is one', () => {
    expect(levelOfFirst(0.95, 1)).toBeCloseTo(0.95, 12);
    expect(levelOfFirst(0.95, 9)).toBeCloseTo(0.96, 12);
  });
});

describe('the threshold that is chosen', () => {
  it.each<[string, readonly Ranked[], number | null]>([
    ['58 right answers', answers(58), null],
    ['59 right answers', answers(59), 59],
    ['123 with two wrong', answers(123, 1, 2), null],
    ['124 with two wrong', answers(124, 1, 2), 124],
    ['124 with three wrong', answers(124, 1, 2, 3), null],
    ['200 right answers', answers(200), 200],
    ['200 with the last 30 wrong', answers(200, ...Array.from({ length: 30 }, (_, i) => 171 + i)), 170],
    // The first fails and loses what it was tested with; the others have too little left.
    ['200 with the first five wrong', answers(200, 1, 2, 3, 4, 5), null],
    // With many answers a bad start is made good: 20 wrong at the top of 2000 are 1 %.
    ['2000 with the first 20 wrong', answers(2000, ...Array.from({ length: 20 }, (_, i) => i + 1)), 2000],
    ['none', [], null],
  ])('of %s', (_, list, accepted) => {
    expect(selectThreshold(list, DEMAND)?.accepted ?? null).toBe(accepted);
  });

  it('says what was accepted, and the bound that it passed', () => {
    expect(selectThreshold(answers(124, 100), DEMAND)).toEqual({
      confidence: 1 - 123 / 124,
      accepted: 124,
      wrong: 1,
      upper: upperBound(1, 124),
    });
  });

  it('hands what a threshold was tested with on to the next, so that the last has all of it where all pass', () => {
    // Seven wrong of 260 pass at 95 % and at nothing over it; the 247 before them are all right.
    const found = selectThreshold(answers(260, 254, 255, 256, 257, 258, 259, 260), DEMAND);
    expect(found?.accepted).toBe(260);
    expect(found?.upper).toBeCloseTo(upperBound(7, 260, 0.95), 12);
    expect(upperBound(7, 260, 0.951)).toBeGreaterThan(0.05);
  });

  it('refuses a risk of 0 and a level of 1', () => {
    expect(() => selectThreshold([], { risk: 0, level: 0.95 })).toThrow(RangeError);
    expect(() => selectThreshold([], { risk: 0.05, level: 1 })).toThrow(RangeError);
  });
});

describe('the promise: in 95 of 100 repetitions at most 5 % of what is accepted is wrong,', () => {
  const REPETITIONS = 1000;

  /** How often what was accepted has a true risk over 5 %, and how often anything was accepted at all. */
  function repeat(n: number, wrongAt: (confidence: number) => number) {
    let [broken, accepting] = [0, 0];
    // The true risk from a confidence on, by the mean over an even grid.
    const grid = Array.from({ length: 10_000 }, (_, index) => 1 - (index + 0.5) / 10_000);
    let sum = 0;
    const risks = grid.map((one, index) => {
      sum += wrongAt(one);
      return sum / (index + 1);
    });
    const trueRisk = (from: number) =>
      risks[Math.max(0, Math.min(9999, Math.round((1 - from) * 10_000) - 1))] as number;
    for (let seed = 0; seed < REPETITIONS; seed += 1) {
      const random = randomFrom(seed);
      const list = Array.from({ length: n }, () => {
        const confidence = random();
        return { confidence, right: random() >= wrongAt(confidence) };
      });
      const found = selectThreshold(list, DEMAND);
      if (found === null) continue;
      accepting += 1;
      if (trueRisk(found.confidence) > 0.05) broken += 1;
    }
    return { broken: broken / REPETITIONS, accepting: accepting / REPETITIONS };
  }

  it.each<[string, number, (confidence: number) => number]>([
    ['where every answer is a hair too bad', 300, () => 0.0501],
    ['where every answer is a hair too bad, and there are many', 1000, () => 0.0501],
    ['where the risk falls with confidence', 600, (confidence) => 0.25 * (1 - confidence)],
    ['where the risk rises with confidence', 600, (confidence) => 0.005 + 0.05 * confidence],
    ['where the surest are bad', 1000, (confidence) => (confidence > 0.95 ? 0.15 : 0.015)],
  ])('%s', (_, n, wrongAt) => {
    const { broken, accepting } = repeat(n, wrongAt);
    expect(broken).toBeLessThanOrEqual(0.05);
    // A rule that accepts nothing keeps any promise.
    expect(accepting).toBeGreaterThan(0.005);
  });
});
