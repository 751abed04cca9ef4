import { describe, expect, it } from 'vitest';
import { calibrationError, reliability } from '../../action/statistics/calibration-error.ts';
import type { Ranked } from '../../action/statistics/risk-coverage.ts';

/** So many answers with this confidence, of which so many right. */
const answers = (confidence: number, trials: number, right: number): Ranked[] =>
  Array.from({ length: trials }, (_, index) => ({ confidence, right: index < right }));

describe('reliability', () => {
  it('is by bins: mean confidence and the share right', () => {
    expect(reliability([...answers(0.95, 2, 2), ...answers(0.5, 1, 0), ...answers(0.55, 3, 2)])).toEqual([
      { trials: 4, confidence: (0.5 + 3 * 0.55) / 4, right: 0.5 },
      { trials: 2, confidence: 0.95, right: 1 },
    ]);
  });

  it.each([
    [0, 0.0999, 1],
    [0.0999, 0.1, 2],
    [0.9, 1, 1],
  ])('has %f and %f in %d bins', (one, other, bins) => {
    expect(reliability([...answers(one, 1, 1), ...answers(other, 1, 1)])).toHaveLength(bins);
  });

  it('refuses what is no confidence, and no bins', () => {
    expect(() => reliability(answers(1.1, 1, 1))).toThrow(RangeError);
    expect(() => reliability([], 0)).toThrow(RangeError);
  });
});

describe('ECE', () => {
  it.each<[string, readonly Ranked[], number | null]>([
    ['honest confidence', [...answers(0.75, 4, 3), ...answers(0.5, 2, 1)], 0],
    ['sure and wrong', answers(1, 3, 0), 1],
    // |0.9 − 0.5| over 6 of 8 and |0.25 − 0.5| over 2 of 8.
    ['two bins', [...answers(0.9, 6, 3), ...answers(0.25, 2, 1)], 0.3 + 0.0625],
    ['nothing', [], null],
  ])('of %s', (_, list, error) => {
    const found = calibrationError(reliability(list));
    if (error === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(error, 14);
  });
});
