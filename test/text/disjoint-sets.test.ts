import { describe, expect, it } from 'vitest';
import { disjointSets } from '../../action/text/disjoint-sets.ts';

describe('disjoint sets', () => {
  it('begin with each thing alone', () => {
    const sets = disjointSets(3);
    expect([0, 1, 2].map(sets.first)).toEqual([0, 1, 2]);
  });

  it('are known by their smallest member, whatever the order of joining', () => {
    const sets = disjointSets(6);
    sets.join(5, 4);
    sets.join(3, 5);
    sets.join(4, 1);
    expect([0, 1, 2, 3, 4, 5].map(sets.first)).toEqual([0, 1, 2, 1, 1, 1]);
  });

  it('do not mind being joined twice', () => {
    const sets = disjointSets(2);
    sets.join(1, 0);
    sets.join(0, 1);
    expect(sets.first(1)).toBe(0);
  });
});
