import { expect, describe as group, it } from 'vitest';
import { describe } from '../../action/statistics/describe.ts';
import { studentT } from '../../action/statistics/student-t.ts';

group('Student’s t, two-sided 95 %', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2, column 0.975, to the three digits printed.
  it.each([
    [1, 12.706],
    [2, 4.303],
    [4, 2.776],
    [9, 2.262],
    [19, 2.093],
    [30, 2.042],
    [100, 1.984],
  ])('with %d degrees of freedom is %d', (df, expected) => {
    expect(studentT(df)).toBeCloseTo(expected, 3);
  });

  it('tends to the normal quantile', () => {
    expect(studentT(1e6)).toBeCloseTo(1.95997, 4);
  });
});

group('the description of a sample', () => {
  it('gives mean, median, spread and the interval of the mean', () => {
    // 10, 12, 14, 16, 18: mean 14, s = √10, t(4) = 2.7764, half width 2.7764·√10/√5 = 3.9265.
    const described = describe([10, 12, 14, 16, 18]);
    expect(described).toMatchObject({ n: 5, mean: 14, median: 14 });
    expect(described.cv).toBeCloseTo(Math.sqrt(10) / 14, 12);
    expect(described.interval?.low).toBeCloseTo(14 - 3.9265, 4);
    expect(described.interval?.high).toBeCloseTo(14 + 3.9265, 4);
  });

  it('takes the middle of the two middle values when their number is even', () => {
    expect(describe([1, 9, 3, 5]).median).toBe(4);
  });

  it('claims no spread for a single value', () => {
    expect(describe([7])).toEqual({ n: 1, mean: 7, median: 7, cv: null, interval: null });
  });

  it('does not exist for nothing', () => {
    expect(() => describe([])).toThrow(RangeError);
  });
});
