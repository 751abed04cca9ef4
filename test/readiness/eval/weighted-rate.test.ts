import { describe, expect, it } from 'vitest';
import { weightedRate } from '../../../action/readiness/eval/weighted-rate.ts';
import { wilson } from '../../../action/statistics/wilson.ts';

const slice = (share: number, rate: number, effectiveN: number) => ({
  share,
  estimate: { rate, effectiveN },
});

describe('a weighted rate', () => {
  it('of one slice is its own, with its own interval', () => {
    expect(weightedRate([slice(1, 0.9, 50)])).toEqual({
      rate: 0.9,
      effectiveN: expect.closeTo(50, 9),
      interval: {
        low: expect.closeTo(wilson(0.9, 50).low, 9),
        high: expect.closeTo(wilson(0.9, 50).high, 9),
      },
    });
  });

  it('takes shares for weights, whatever they add up to', () => {
    expect(weightedRate([slice(1, 1, 10), slice(3, 0.5, 10)]).rate).toBeCloseTo(0.625, 12);
  });

  it('is worth all of its cases when they are mixed as the weights are and right as often', () => {
    expect(weightedRate([slice(0.75, 0.8, 75), slice(0.25, 0.8, 25)]).effectiveN).toBeCloseTo(100, 9);
  });

  it('is worth fewer where the slice that weighs most has few', () => {
    // 1 / (0.81/10 + 0.01/90)
    expect(weightedRate([slice(0.9, 1, 10), slice(0.1, 1, 90)]).effectiveN).toBeCloseTo(12.3288, 3);
  });

  it('is worth no more than its variance says, where the slice that weighs most is the least sure', () => {
    // 0.91·0.09 / (0.04·0.55·0.45/10); by the weights alone it would be 1/(0.64/400 + 0.04/10) = 178.6
    expect(weightedRate([slice(0.8, 1, 400), slice(0.2, 0.55, 10)]).effectiveN).toBeCloseTo(82.7273, 3);
  });

  it('is worth no more than its cases where the slices differ and each is sure', () => {
    // By the variances alone it would be 0.25 / (2·0.25·0.0475/20) = 210.5
    expect(weightedRate([slice(0.5, 0.95, 20), slice(0.5, 0.05, 20)]).effectiveN).toBeCloseTo(40, 9);
  });

  it('has an upper bound where everything is right', () => {
    const { interval, effectiveN } = weightedRate([slice(0.5, 1, 20), slice(0.5, 1, 20)]);
    expect(interval).toEqual(wilson(1, effectiveN));
    expect(effectiveN).toBeCloseTo(40, 9);
  });

  it('needs a slice', () => {
    expect(() => weightedRate([])).toThrow('No weighted rate without slices');
  });
});
