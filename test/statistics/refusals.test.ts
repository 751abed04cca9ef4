import { expect, describe as group, it } from 'vitest';
import { betaQuantile, incompleteBeta } from '../../action/statistics/beta.ts';
import { binomialCdf, binomialTerm } from '../../action/statistics/binomial.ts';
import { clopperPearson, lowerBound, upperBound } from '../../action/statistics/clopper-pearson.ts';
import { describe } from '../../action/statistics/describe.ts';
import { clusteredRate } from '../../action/statistics/effective-n.ts';
import { logGamma, stirlingError } from '../../action/statistics/gamma.ts';
import { holm } from '../../action/statistics/holm.ts';
import { normalCdf, normalQuantile } from '../../action/statistics/normal.ts';
import { passAtK, passPowerK } from '../../action/statistics/repeats.ts';
import { bisect } from '../../action/statistics/root.ts';
import { studentT } from '../../action/statistics/student-t.ts';
import { trialsNeeded, wilson } from '../../action/statistics/wilson.ts';

const NAN = Number.NaN;
const INFINITY = Number.POSITIVE_INFINITY;

group('impossible input is refused, never turned into NaN:', () => {
  it.each<[string, () => unknown]>([
    ['a gamma function of 0', () => logGamma(0)],
    ['a gamma function of no number', () => logGamma(NAN)],
    ['a Stirling error of infinity', () => stirlingError(INFINITY)],
    ['a beta function at no number', () => incompleteBeta(NAN, 1, 1)],
    ['a beta function of a = 0', () => incompleteBeta(0.5, 0, 1)],
    ['a beta function of b = −1', () => incompleteBeta(0.5, 1, -1)],
    ['a beta function of infinite a', () => incompleteBeta(0.5, INFINITY, 1)],
    ['a beta quantile over 1', () => betaQuantile(1.1, 1, 1)],
    ['a beta quantile of a = 0 at its end', () => betaQuantile(0, 0, 1)],
    ['a normal distribution at no number', () => normalCdf(NAN)],
    ['a normal quantile at 0', () => normalQuantile(0)],
    ['a normal quantile at 1', () => normalQuantile(1)],
    ['Student’s t without degrees of freedom', () => studentT(0)],
    ['Student’s t with no number of them', () => studentT(NAN)],
    ['Student’s t with a confidence of 1', () => studentT(3, 1)],
    ['a binomial term over n', () => binomialTerm(4, 3, 0.5)],
    ['half a success', () => binomialTerm(0.5, 3, 0.5)],
    ['a binomial distribution of half a trial', () => binomialCdf(0, 0.5, 0.5)],
    ['a binomial distribution at no number', () => binomialCdf(NAN, 3, 0.5)],
    ['a binomial distribution with p over 1', () => binomialCdf(1, 3, 1.5)],
    ['an exact interval of no trials', () => clopperPearson(0, 0)],
    ['an exact interval of 4 in 3', () => clopperPearson(4, 3)],
    ['an exact interval with a confidence of 0', () => clopperPearson(1, 3, 0)],
    ['an upper bound of −1 in 3', () => upperBound(-1, 3)],
    ['an upper bound of all with a confidence of 2', () => upperBound(3, 3, 2)],
    ['a lower bound of half a trial', () => lowerBound(0, 0.5)],
    ['Wilson’s interval of endless trials', () => wilson(0.5, INFINITY)],
    ['Wilson’s interval for a z of no number', () => wilson(0.5, 10, NAN)],
    ['the trials for a bar of no number', () => trialsNeeded(0.9, NAN)],
    ['the trials for a rate over 1', () => trialsNeeded(1.1, 0.8)],
    ['a p-value over 1', () => holm([0.1, 1.1])],
    ['a p-value of no number', () => holm([NAN])],
    ['fewer passes than none', () => passAtK(3, -1, 1)],
    ['more passes than tries', () => passAtK(3, 4, 1)],
    ['more tries drawn than made', () => passPowerK(3, 3, 4)],
    ['no tries drawn', () => passPowerK(3, 3, 0)],
    ['a sample with a value of no number', () => describe([1, NAN])],
    ['a sample with a sum that no number holds', () => describe([1e308, 1e308])],
    ['a case that passed more often than it was tried', () => clusteredRate([{ passes: 3, trials: 2 }])],
    ['a case tried no number of times', () => clusteredRate([{ passes: 1, trials: NAN }])],
    ['a root of a function of no number', () => bisect(() => NAN, 0, 0, 1)],
  ])('%s', (_, compute) => {
    expect(compute).toThrow(RangeError);
  });
});

group('the ends of', () => {
  it('a binomial distribution are certain', () => {
    expect([binomialTerm(0, 3, 0), binomialTerm(1, 3, 0)]).toEqual([1, 0]);
    expect([binomialTerm(3, 3, 1), binomialTerm(2, 3, 1)]).toEqual([1, 0]);
    expect([binomialCdf(-1, 3, 0.5), binomialCdf(3, 3, 0.5), binomialCdf(0, 0, 0.5)]).toEqual([0, 1, 1]);
    expect([binomialCdf(2, 3, 0), binomialCdf(2, 3, 1)]).toEqual([1, 0]);
  });

  it('a beta distribution are 0 and 1', () => {
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
    expect([incompleteBeta(-1, 2, 3), incompleteBeta(2, 2, 3)]).toEqual([0, 1]);
  });

  it('a normal distribution are 0 and 1', () => {
    expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(INFINITY)]).toEqual([0, 1]);
    expect(normalCdf(0)).toBe(0.5);
    expect(normalQuantile(0.5)).toBe(0);
  });

  it('an exact interval are 0 for no success and 1 for nothing else', () => {
    expect(clopperPearson(0, 5).low).toBe(0);
    expect(clopperPearson(5, 5).high).toBe(1);
    expect(upperBound(0, 30)).toBeCloseTo(0.095, 4);
    expect(upperBound(0, 100)).toBeCloseTo(0.0295, 4);
  });

  it('a list of p-values are an empty list', () => {
    expect(holm([])).toEqual([]);
  });
});

group('a sample around 0', () => {
  it('has no spread in parts of its mean', () => {
    expect(describe([-1, 1]).cv).toBeNull();
  });
});
