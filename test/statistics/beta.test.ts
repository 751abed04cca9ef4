import { describe, expect, it } from 'vitest';
import { betaQuantile, incompleteBeta } from '../../action/statistics/beta.ts';
import { logGamma } from '../../action/statistics/gamma.ts';

describe('the gamma and beta functions', () => {
  // scipy 1.17.1, gammaln.
  it.each([
    [1e-10, 23.025850929882733],
    [0.1, 2.252712651734206],
    [0.4, 0.7966778177017838],
  ])('have the logarithm of Γ(%d) at %d', (x, expected) => {
    expect(logGamma(x) / expected).toBeCloseTo(1, 13);
  });

  // mpmath with 50 digits, and scipy 1.17.1.
  it('keep their digits where a and b differ a lot', () => {
    expect(incompleteBeta(0.984152, 1059.5, 4) / 0.000042379842724978066).toBeCloseTo(1, 12);
    expect(incompleteBeta(0.004934466376835659, 13, 3180.5) / 0.7907098431564131).toBeCloseTo(1, 12);
    expect(betaQuantile(0.858653, 13, 1559.5) / 0.01072254825504856).toBeCloseTo(1, 12);
  });

  // scipy 1.17.1, betainc and betaincinv. Without the care for small differences seven digits would be left.
  it('keep their digits for counts of a billion', () => {
    expect(incompleteBeta(0.9, 9e8, 1e8)).toBeCloseTo(0.4999887860783052, 9);
    expect(incompleteBeta(0.90001, 9e8, 1e8)).toBeCloseTo(0.8540804426478927, 9);
    expect(betaQuantile(0.025, 9e8, 1e8)).toBeCloseTo(0.8999814053913333, 13);
  });
});
