import { describe, expect, it } from 'vitest';
import { barsOf } from '../../action/readiness/bars.ts';
import { given } from '../given.ts';

const policy = (reviewed: number) =>
  given.thresholds({ 'eval/pass-rate': { reviewed } }, { slices: { refunds: reviewed } });
const decided = (base: ReturnType<typeof given.base> | null) => {
  const bars = barsOf(given.readings({ thresholds: policy(0.5), change: given.change({ base }) }));
  return [bars['eval/pass-rate'].reviewed, bars.slices.get('refunds')];
};

describe('the bars that decide', () => {
  it('are those of the base, slices with them', () => {
    expect(decided(given.base({ thresholds: policy(0.9) }))).toEqual([0.9, 0.9]);
  });

  it('are the defaults where the base has no policy: a pull request brings none for itself', () => {
    expect(decided(given.base({ thresholds: undefined }))).toEqual([0.8, undefined]);
  });

  it('are those of the tree where there is no base', () => {
    expect(decided(null)).toEqual([0.5, 0.5]);
  });
});
