import { describe, expect, it } from 'vitest';
import { trialsNeeded, wilson } from '../../action/statistics/wilson.ts';

// Newcombe 1998, Statist. Med. 17:857–872, Table I, method 3 (score), to the four digits printed there.
const PUBLISHED = [
  { x: 81, n: 263, low: 0.2553, high: 0.3662 },
  { x: 15, n: 148, low: 0.0624, high: 0.1605 },
  { x: 0, n: 20, low: 0, high: 0.1611 },
  { x: 1, n: 29, low: 0.0061, high: 0.1718 },
];

describe('Wilson’s interval', () => {
  it.each(PUBLISHED)('of $x in $n is $low to $high, as published', ({ x, n, low, high }) => {
    const interval = wilson(x / n, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('agrees with scipy 1.17.1 to ten digits for 81 in 263', () => {
    expect(wilson(81 / 263, 263).low).toBeCloseTo(0.2552885198782742, 10);
    expect(wilson(81 / 263, 263).high).toBeCloseTo(0.36620957698280004, 10);
  });

  it('stays inside 0 to 1 at both ends', () => {
    expect(wilson(0, 7).low).toBe(0);
    expect(wilson(1, 7).high).toBe(1);
  });

  it.each([
    [0.5, 0],
    [1.1, 10],
    [Number.NaN, 10],
    [0.5, Number.NaN],
  ])('refuses a rate of %d over %d trials', (rate, n) => {
    expect(() => wilson(rate, n)).toThrow(RangeError);
  });
});

describe('the trials that a bar needs', () => {
  it('are 70 at 63 of 70 against 0.80, the case the catalogue names as just passing', () => {
    expect(wilson(63 / 70, 70).low).toBeGreaterThanOrEqual(0.8);
    expect(wilson(62 / 70, 70).low).toBeLessThan(0.8);
  });

  it('put the lower bound on the bar, and one fewer does not', () => {
    const needed = trialsNeeded(0.9, 0.8) as number;
    expect(wilson(0.9, needed).low).toBeGreaterThanOrEqual(0.8);
    expect(wilson(0.9, needed - 1).low).toBeLessThan(0.8);
  });

  it('do not exist for a rate at or under the bar', () => {
    expect(trialsNeeded(0.8, 0.8)).toBeUndefined();
    expect(trialsNeeded(0.7, 0.8)).toBeUndefined();
  });

  it('are one case or more when everything passes', () => {
    const needed = trialsNeeded(1, 0.95) as number;
    expect(wilson(1, needed).low).toBeGreaterThanOrEqual(0.95);
    expect(wilson(1, needed - 1).low).toBeLessThan(0.95);
  });
});
