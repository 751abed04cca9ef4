import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { apportion, type Candidate, type SamplingPlan, sample } from '../../action/intake/sample.ts';

const shuffleWith = (seed: string) => (identifier: string) =>
  createHash('sha256').update(`${seed}\n${identifier}`).digest('hex');

/** `many` candidates, of which every third has the label b. */
const candidates = (many: number): Candidate[] =>
  Array.from({ length: many }, (_, place) => ({
    place,
    identifier: `item ${place}`,
    label: place % 3 === 0 ? 'b' : 'a',
  }));

const plan = (changes: Partial<SamplingPlan>): SamplingPlan => ({
  sampling: 'random',
  wanted: 30,
  trainShare: 0.5,
  stratify: true,
  ...changes,
});

const draw = (many: number, changes: Partial<SamplingPlan> = {}, seed = 'seed') =>
  sample(candidates(many), plan(changes), shuffleWith(seed));

const labelsOf = (places: number[]) => places.filter((place) => place % 3 === 0).length;

describe('a random sample', () => {
  it('is the same with the same seed, and another with another', () => {
    expect(draw(300)).toEqual(draw(300));
    expect(draw(300)).not.toEqual(draw(300, {}, 'other'));
  });

  it('has as many as wanted, none twice, in the order of the source', () => {
    const { scored, training } = draw(300);
    expect([scored.length, training.length]).toEqual([15, 15]);
    expect(new Set([...scored, ...training]).size).toBe(30);
    expect(scored).toEqual([...scored].sort((a, b) => a - b));
  });

  it('holds each label to its share in both splits', () => {
    const { scored, training } = draw(300);
    expect([labelsOf(scored), labelsOf(training)]).toEqual([5, 5]);
  });

  it('without strata takes labels as they come', () => {
    const shares = ['1', '2', '3', '4', '5'].map((seed) => {
      const { scored, training } = draw(300, { stratify: false }, seed);
      return labelsOf([...scored, ...training]);
    });
    expect(new Set(shares).size).toBeGreaterThan(1);
  });

  it('when larger holds the smaller one, each item in the same split', () => {
    const small = draw(300, { wanted: 30 });
    const large = draw(300, { wanted: 60 });
    expect(large.scored).toEqual(expect.arrayContaining(small.scored));
    expect(large.training).toEqual(expect.arrayContaining(small.training));
  });

  it('takes all when fewer are there', () => {
    const { scored, training } = draw(9);
    expect([...scored, ...training].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it.each([
    [0, 30, 0],
    [0.2, 24, 6],
    [1, 0, 30],
  ])('with a share of %d to train on scores %d and trains on %d', (trainShare, scored, training) => {
    const split = draw(300, { trainShare });
    expect([split.scored.length, split.training.length]).toEqual([scored, training]);
  });

  it('does not round all labels the same way', () => {
    // 15 of each label: half of that is not whole.
    const two = Array.from({ length: 60 }, (_, place) => ({
      place,
      identifier: `${place}`,
      label: place % 2 ? 'a' : 'b',
    }));
    const split = sample(two, plan({ wanted: 30 }), shuffleWith('x'));
    expect([split.scored.length, split.training.length]).toEqual([15, 15]);
  });

  it('of nothing is nothing', () => {
    expect(draw(0)).toEqual({ scored: [], training: [] });
  });
});

describe('a consecutive sample', () => {
  it('is the first ones: the earlier to train on, the later to score', () => {
    expect(draw(300, { sampling: 'consecutive', wanted: 4 })).toEqual({ training: [0, 1], scored: [2, 3] });
  });

  it('follows the source’s order when places are missing', () => {
    const some = candidates(10).filter(({ place }) => place % 2 === 1);
    const split = sample(
      some,
      plan({ sampling: 'consecutive', wanted: 3, trainShare: 0.3 }),
      shuffleWith('x'),
    );
    expect(split).toEqual({ training: [1], scored: [3, 5] });
  });
});

describe('what nobody could label', () => {
  const some = candidates(30).map((one) => ({ ...one, label: one.place % 5 === 0 ? null : one.label }));

  it.each([
    [1, { stratify: true }],
    [0.5, { stratify: true }],
    [0.5, { stratify: false }],
    [0.5, { sampling: 'consecutive' }],
    [1, { sampling: 'consecutive' }],
  ] as const)('is scored and never trained on, of a share of %d with %o', (trainShare, changes) => {
    const split = sample(some, plan({ trainShare, ...changes }), shuffleWith('x'));
    expect(split.training.filter((place) => place % 5 === 0)).toEqual([]);
    expect(split.scored.filter((place) => place % 5 === 0)).toEqual([0, 5, 10, 15, 20, 25]);
    expect(split.scored.length + split.training.length).toBe(30);
    if (trainShare === 1) expect(split.training).toHaveLength(24);
  });
});

describe('apportioning', () => {
  it.each([
    [10, [1, 1], [5, 5]],
    [3, [1, 1], [2, 1]],
    [10, [97, 3], [10, 0]],
    [100, [97, 3], [97, 3]],
    [7, [5, 3, 2], [4, 2, 1]],
    [1, [1, 2], [0, 1]],
    [0, [5, 3], [0, 0]],
    [5, [0, 5], [0, 5]],
    [0, [], []],
  ])('%d over %j gives %j', (total, weights, expected) => {
    expect(apportion(total, weights)).toEqual(expected);
  });
});
