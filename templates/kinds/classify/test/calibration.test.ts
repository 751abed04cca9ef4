import { describe, expect, it } from 'vitest';
import { calibrate, type Trial } from '../src/model/calibration.ts';

/** So many trials with one score, of which so many were right. */
const trials = (score: number, count: number, right: number): Trial[] =>
  Array.from({ length: count }, (_, index) => ({ score, correct: index < right }));

describe('calibration', () => {
  it('turns a score into the share of its trials that were right', () => {
    const confidence = calibrate([...trials(1, 98, 49), ...trials(2, 98, 89)]);
    expect(confidence(1)).toBeCloseTo(0.5, 10);
    expect(confidence(2)).toBeCloseTo(0.9, 10);
  });

  it('never gives a higher score less confidence', () => {
    // The middle scores are right less often than lower ones, by bad luck.
    const confidence = calibrate([
      ...trials(1, 40, 20),
      ...trials(2, 40, 36),
      ...trials(3, 40, 24),
      ...trials(4, 40, 30),
      ...trials(5, 40, 39),
    ]);
    const found = [0, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6].map(confidence);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(confidence(2)).toBe(confidence(4));
    expect(confidence(1)).toBeLessThan(confidence(2));
    expect(confidence(4)).toBeLessThan(confidence(5));
  });

  it.each([
    [15, 16 / 17],
    [100, 101 / 102],
  ])('is not certain after %i trials without a mistake', (count, expected) => {
    expect(calibrate(trials(1, count, count))(1)).toBeCloseTo(expected, 10);
  });

  it('takes scores outside of what it has seen for the nearest that it has', () => {
    const confidence = calibrate([...trials(1, 30, 10), ...trials(2, 30, 29)]);
    expect(confidence(-9)).toBe(confidence(1));
    expect(confidence(9)).toBe(confidence(2));
  });

  it('does not make a bin of one lucky trial', () => {
    const confidence = calibrate([...trials(1, 30, 15), ...trials(2, 1, 1)]);
    expect(confidence(2)).toBeLessThan(0.6);
  });

  it('does not depend on the order of the trials', () => {
    const sorted = [...trials(1, 40, 10), ...trials(2, 40, 30), ...trials(3, 40, 39)];
    const mixed = [
      ...sorted.filter((_, at) => at % 2 === 0),
      ...sorted.filter((_, at) => at % 2 === 1),
    ].reverse();
    const [one, other] = [calibrate(sorted), calibrate(mixed)];
    for (const score of [1, 2, 3]) expect(other(score)).toBe(one(score));
  });

  it('has no confidence without trials', () => {
    expect(calibrate([])(1)).toBe(0);
  });
});
