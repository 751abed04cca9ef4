import { describe, expect, it } from 'vitest';
import { betaQuantile, incompleteBeta } from '../../action/statistics/beta.ts';
import { betaDraw, gammaDraw, normalDraw, type Random } from '../../action/statistics/gamma-draw.ts';
import { normalCdf } from '../../action/statistics/normal.ts';
import { randomFrom } from '../../action/statistics/random.ts';

const DRAWS = 20_000;
const drawn = (draw: (random: Random) => number, seed = 'a seed'): number[] => {
  const random = randomFrom(seed);
  return Array.from({ length: DRAWS }, () => draw(random));
};
const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return meanOf(values.map((one) => (one - mean) ** 2));
}

/** The largest gap between the share of draws under a value and its chance; over 1.95 / √n once in 1000. */
function gap(values: readonly number[], cdf: (x: number) => number): number {
  const n = values.length;
  const sorted = [...values].sort((a, b) => a - b);
  return Math.max(
    ...sorted.map((x, i) => Math.max(Math.abs(cdf(x) - i / n), Math.abs(cdf(x) - (i + 1) / n))),
  );
}
const LARGEST = 1.95 / Math.sqrt(DRAWS);

/** P(gamma(k + 1) ≤ x) = P(a Poisson count with the mean x is over k). */
function erlangCdf(k: number, x: number): number {
  let term = Math.exp(-x);
  let sum = term;
  for (let i = 1; i <= k; i += 1) {
    term *= x / i;
    sum += term;
  }
  return 1 - sum;
}

describe('a normal draw', () => {
  it('follows the normal distribution', () => {
    expect(gap(drawn(normalDraw), normalCdf)).toBeLessThan(LARGEST);
  });

  it('is finite for the smallest and the largest random number', () => {
    expect(normalDraw(() => 0)).toBeCloseTo(0, 12);
    expect(normalDraw(() => 1 - 2 ** -32)).toBeLessThan(7);
  });
});

describe('a gamma draw', () => {
  it.each([0, 1, 4, 40, 400])('after a count of %d follows the rate that it speaks for', (count) => {
    const values = drawn((random) => gammaDraw(count + 1, random));
    expect(gap(values, (x) => erlangCdf(count, x))).toBeLessThan(LARGEST);
  });

  // The mean has variance shape / n, and the variance about shape² (2 + 6 / shape) / n.
  it.each([1, 1.5, 3.7, 1_901])('of shape %d has it for mean and variance', (shape) => {
    const values = drawn((random) => gammaDraw(shape, random));
    expect(Math.abs(meanOf(values) - shape)).toBeLessThan(4 * Math.sqrt(shape / DRAWS));
    const error = shape * Math.sqrt((2 + 6 / shape) / DRAWS);
    expect(Math.abs(varianceOf(values) - shape)).toBeLessThan(4 * error);
  });

  it.each([0.99, 0, -1, Number.NaN, Number.POSITIVE_INFINITY])('of shape %d is refused', (shape) => {
    expect(() => gammaDraw(shape, randomFrom(1))).toThrow(RangeError);
  });
});

describe('a beta draw', () => {
  it.each([
    [1, 1],
    [10, 192],
    [6, 196],
    [1_145, 617],
    [1, 301],
    [2.5, 1.5],
  ])('of %d and %d follows the beta distribution', (a, b) => {
    const values = drawn((random) => betaDraw(a, b, random)).sort((x, y) => x - y);
    expect(gap(values, (x) => incompleteBeta(x, a, b))).toBeLessThan(LARGEST);
    for (const p of [0.1, 0.5, 0.9]) {
      const off = 4 * Math.sqrt((p * (1 - p)) / DRAWS);
      const found = values[p * DRAWS] as number;
      expect(found).toBeGreaterThan(betaQuantile(p - off, a, b));
      expect(found).toBeLessThan(betaQuantile(p + off, a, b));
    }
  });

  it.each([
    [3, 9],
    [10, 192],
  ])('of %d and %d has its mean and variance', (a, b) => {
    const values = drawn((random) => betaDraw(a, b, random), 'another');
    const variance = (a * b) / ((a + b) ** 2 * (a + b + 1));
    expect(Math.abs(meanOf(values) - a / (a + b))).toBeLessThan(4 * Math.sqrt(variance / DRAWS));
    expect(varianceOf(values) / variance).toBeCloseTo(1, 1);
  });

  it('is the same for the same seed', () => {
    const draw = (random: Random) => betaDraw(3, 4, random);
    expect(drawn(draw, 'x')).toEqual(drawn(draw, 'x'));
    expect(drawn(draw, 'x')).not.toEqual(drawn(draw, 'y'));
  });
});
