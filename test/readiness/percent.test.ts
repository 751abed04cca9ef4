import { describe, expect, it } from 'vitest';
import { atMost, percent, percentRange } from '../../action/readiness/percent.ts';

describe('a rate in percent', () => {
  it.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.9, '90 %'],
    [0.914, '91.4 %'],
    [0.55, '55 %'],
    [0.9994, '99.9 %'],
    [0.9996, '99.9 %'],
    [0.99999999, '99.9 %'],
    [0.0004, '0.1 %'],
    [0.0000001, '0.1 %'],
    [0.0006, '0.1 %'],
    [0.0014, '0.1 %'],
  ])('of %d is written %s', (rate, written) => {
    expect(percent(rate)).toBe(written);
  });
});

describe('an upper bound in percent', () => {
  it.each([
    [0.0582, '6 %'],
    [0.06, '6 %'],
    [0.0601, '7 %'],
    [0.07, '7 %'],
    [0.01, '1 %'],
    [0.0099, '1 %'],
    [0.0089, '0.9 %'],
    [0.0021, '0.3 %'],
    [1, '100 %'],
  ])('of %d is rounded up, to %s', (share, written) => {
    expect(atMost(share)).toBe(written);
  });
});

describe('an interval in percent', () => {
  it.each([
    [0.786, 0.957, '78–96'],
    [0, 1, '0–100'],
    [0.001, 0.999, '0–100'],
    [0.8, 0.9, '80–90'],
  ])('from %d to %d is written outwards, %s', (low, high, written) => {
    expect(percentRange({ low, high })).toBe(written);
  });
});
