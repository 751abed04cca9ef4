import { describe, expect, it } from 'vitest';
import type { FeatureFinding } from '../../../../action/contract/drift-report.ts';
import { compareFeatures, permutationsFor } from '../../../../action/readiness/monitoring/drift/features.ts';
import type { Observation } from '../../../../action/readiness/monitoring/drift/observations.ts';

type Features = Observation['features'];

/** Rows of which each turn of a hundred is the same. */
const rows = (n: number, of: (turn: number, row: number) => Features): Observation[] =>
  Array.from({ length: n }, (_, row) => ({ at: row, features: of(row % 100, row), models: [] }));

const compare = (before: Observation[], after: Observation[], enough = true) =>
  compareFeatures({ before, after, enough });

function only<K extends FeatureFinding['kind']>(kind: K, features: readonly FeatureFinding[]) {
  expect(features).toHaveLength(1);
  expect(features[0]?.kind).toBe(kind);
  return features[0] as Extract<FeatureFinding, { kind: K }>;
}

/** A label that so many of a hundred have, and others the other. */
const labelled = (n: number, share: number) =>
  rows(n, (turn) => ({ label: turn < share ? 'bill' : 'other' }));

describe('a feature', () => {
  it('that is the same has not moved', () => {
    const found = only('mix', compare(labelled(1000, 30), labelled(500, 30)).features);
    expect(found).toMatchObject({ drift: false, distance: 0, moved: [] });
    expect(found.p_adjusted).toBeCloseTo(1, 9);
  });

  it.each([
    [10, true],
    [9, false],
  ])('of a mix that moved by %d points has drifted: %s', (points, drift) => {
    const found = only('mix', compare(labelled(5000, 30), labelled(5000, 30 + points)).features);
    expect(found.p_adjusted).toBeLessThan(0.001);
    expect(found.distance).toBeCloseTo(points / 100, 12);
    expect(found.drift).toBe(drift);
  });

  it.each([
    [10, true],
    [9, false],
  ])('of numbers of which %d of a hundred are larger has drifted: %s', (points, drift) => {
    const numbers = (more: number) => rows(5000, (turn) => ({ words: turn < more ? 1000 + turn : turn }));
    const found = only('number', compare(numbers(0), numbers(points)).features);
    expect(found.p).toBeLessThan(0.001);
    expect(found.distance).toBeCloseTo(points / 100, 12);
    expect(found.drift).toBe(drift);
  });

  it('that moved far in few rows may have by chance, and has not drifted', () => {
    const found = only('mix', compare(labelled(1000, 30), labelled(1000, 30).slice(0, 28)).features);
    expect(found.distance).toBeGreaterThan(0.5);
    expect(found.drift).toBe(true);
    const fewer = only('mix', compare(labelled(1000, 30), labelled(1000, 30).slice(27, 33)).features);
    expect(fewer.distance).toBeGreaterThan(0.1);
    expect(fewer.drift).toBe(false);
  });

  it('is judged together with the others: what is sure alone is not among a hundred', () => {
    // 30 of a hundred before, 47 of a hundred in 100 rows.
    const pair = (names: readonly string[]) => {
      const of = (n: number, share: number) =>
        rows(n, (turn) =>
          Object.fromEntries(
            names.map((name, i) => [name, (turn + 7 * i) % 100 < (i === 0 ? share : 30) ? 'a' : 'b']),
          ),
        );
      return compare(of(500, 30), of(100, 45)).features.find(({ name }) => name === names[0]);
    };
    const alone = pair(['first']);
    const among = pair(Array.from({ length: 20 }, (_, i) => (i === 0 ? 'first' : `other ${i}`)));
    expect(alone).toMatchObject({ drift: true, p: among?.p });
    expect(among).toMatchObject({ drift: false, p_adjusted: (alone?.p ?? 1) * 20 });
  });

  it('is drawn so often that Holm’s correction leaves room under the level', () => {
    expect([1, 10, 11, 200].map(permutationsFor)).toEqual([9999, 9999, 10_999, 199_999]);
  });

  it('names the kinds that are new, and those that are gone for more than chance', () => {
    const before = rows(1000, (turn, row) => ({ label: row === 0 ? 'rare' : turn < 10 ? 'old' : 'other' }));
    const after = rows(500, (turn) => ({ label: turn < 2 ? 'new' : 'other' }));
    const found = only('mix', compare(before, after).features);
    expect(found).toMatchObject({ appeared: ['new'], vanished: ['old'] });
    expect(found.moved[0]).toEqual({ kind: 'old', reference: 0.099, window: 0 });
  });

  it('that stops being filled has drifted, text and numbers alike', () => {
    const full = rows(1000, (turn) => ({ label: turn < 50 ? 'a' : 'b', words: turn }));
    const holes = rows(
      500,
      (turn, row): Features => (row % 5 === 0 ? {} : { label: turn < 50 ? 'a' : 'b', words: turn }),
    );
    const [label, words] = compare(full, holes).features;
    expect(label).toMatchObject({ drift: true, appeared: ['(none)'] });
    expect(words).toMatchObject({ drift: true, reference: { absent: 0 }, window: { absent: 0.2 } });
  });

  it('that says nothing is named and not tested', () => {
    const of = (n: number) =>
      rows(n, (turn, row) => ({ fixed: 'x', id: `id ${n} ${row}`, label: turn < 30 ? 'a' : 'b' }));
    const { features, constant, unique } = compare(of(1000), of(500));
    expect(features.map(({ name }) => name)).toEqual(['label']);
    expect({ constant, unique }).toEqual({ constant: ['fixed'], unique: ['id'] });
  });

  it('that says what came out is told before what came in, and that before how it ran', () => {
    const of = (n: number) =>
      rows(n, (turn) => ({
        'input characters': turn,
        'latency ms': turn,
        zebra: turn,
        category: turn < 9 ? 'a' : 'b',
        ant: turn,
      }));
    expect(compare(of(600), of(300)).features.map(({ name, side }) => [name, side])).toEqual([
      ['category', 'outcome'],
      ['input characters', 'input'],
      ['latency ms', 'running'],
      ['ant', 'input'],
      ['zebra', 'input'],
    ]);
  });

  it('comes out the same in every run, also where it is drawn', () => {
    // Nearly the same mix of nine kinds, so that p is neither small nor 1.
    const of = (n: number, more = n) =>
      rows(n, (_, row) => ({ label: `kind ${row % more === 0 ? 1 : (row * row) % 17}` }));
    const found = only('mix', compare(of(700), of(330, 15)).features);
    expect(found).toMatchObject({ exact: false });
    expect(found.p).toBeGreaterThan(0.01);
    expect(found.p).toBeLessThan(0.9999);
    expect(compare(of(700), of(330, 15)).features).toEqual([found]);
  });

  it('of too few rows is not tested, and says what it would take to see', () => {
    const { features } = compare(labelled(400, 30), labelled(100, 90), false);
    expect(features).toMatchObject([
      { drift: false, distance: null, p: null, p_adjusted: null, exact: null },
    ]);
    // √(λ (1/400 + 1/100)) / 2, where λ = 11.68 is found four times in five at 1 %.
    expect(features[0]?.smallest_shift).toBeCloseTo(0.19, 2);
    expect(compare(labelled(400, 30), [], false).features[0]?.smallest_shift).toBeNull();
    expect(compare(labelled(4, 50), [], false).features).toEqual([]);
  });

  it('that would show at less than the floor shows at the floor', () => {
    expect(compare(labelled(9000, 30), labelled(9000, 30)).features[0]?.smallest_shift).toBe(0.1);
  });

  it('is looked at together with the tests beside it', () => {
    const samples = { before: labelled(1000, 50), after: labelled(300, 60), enough: true };
    const [alone] = compareFeatures(samples).features;
    const [beside] = compareFeatures(samples, [0.5, 0.6]).features;
    expect(alone?.p_adjusted).toBe(alone?.p);
    expect(beside?.p_adjusted).toBeCloseTo(3 * (beside?.p ?? 1), 12);
    expect(beside?.smallest_shift).toBeGreaterThan(alone?.smallest_shift ?? 1);
  });
});
