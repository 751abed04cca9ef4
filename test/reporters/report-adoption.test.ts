import { describe, expect, it } from 'vitest';
import { ADOPTION_METRICS, reportAdoption } from '../../action/contract/report-adoption.ts';
import { barsInForce } from '../../action/contract/thresholds.ts';
import type { Measures } from '../../action/readiness/measures.ts';
import { toAdoption } from '../../action/reporters/report-adoption.ts';
import { asFound, useMade } from '../given/proven/users.ts';
import { given } from '../given.ts';

const bars = barsInForce(undefined);
const measures = given.evidence(given.study(asFound(useMade(given.now)))).measures;
const published = (over: Partial<Measures> = {}) => toAdoption({ ...measures, ...over }, bars);
const of = (id: string, over: Partial<Measures> = {}) =>
  published(over)?.metrics.find((one) => one.id === id);

describe('adoption as published JSON', () => {
  it('has every metric under the name that the schema has, in its order', () => {
    const all = published();
    expect(reportAdoption.parse(all)).toEqual(all);
    expect(all?.metrics.map(({ id }) => id)).toEqual([...ADOPTION_METRICS]);
    expect(all?.metrics.every(({ value }) => value !== null)).toBe(true);
  });

  it('has a share with its interval, what it counts, and its bar', () => {
    expect(of('coverage')).toEqual({
      id: 'coverage',
      value: 747 / 1104,
      low: expect.closeTo(0.6485, 3),
      high: expect.closeTo(0.7036, 3),
      count: 747,
      n: 1104,
      bar: 0.6,
      bar_is: 'least',
      met: true,
    });
  });

  it.each([
    ['active_weekly', 1, null, null],
    ['active_monthly', 1, null, null],
    ['abandoned', 42 / 747, 0.15, true],
    ['old_way', 165 / 828, 0.25, true],
    ['retention_week4', 1, 0.6, true],
    ['seeds_caught', 22 / 24, 0.8, true],
    ['errors_escaped', 0.05, 0.1494, true],
  ] as const)('has %s', (id, value, bar, met) => {
    const is = of(id);
    expect([is?.value, is?.met]).toEqual([value, met]);
    if (bar === null) expect(is?.bar).toBeNull();
    else expect(is?.bar).toBeCloseTo(bar, 3);
  });

  it('takes review as long as reading takes, output by output', () => {
    const adoption = measures.adoption as NonNullable<typeof measures.adoption>;
    const slow = { n: 9, median: 30, reading: 20, ofReading: 0.9 };
    expect(of('review_seconds', { adoption: { ...adoption, reviews: slow } })).toMatchObject({
      value: 30,
      bar: 20,
      met: false,
    });
  });

  it('counts minutes as saved where one in ten worse still saves some', () => {
    const saved = {
      ...(measures.value.saved as NonNullable<Measures['value']['saved']>),
      difference: 2,
      p10: 0,
    };
    expect(of('minutes_saved', { value: { ...measures.value, saved } })).toMatchObject({
      value: 2,
      met: false,
    });
    const more = { ...saved, p10: 0.1 };
    expect(of('minutes_saved', { value: { ...measures.value, saved: more } })).toMatchObject({ met: true });
  });

  it('says of what is not known that it is not', () => {
    const few = given.evidence({ usage: given.usage(3), seeds: given.seeds(0), eligible: given.eligible(0) });
    const some = toAdoption(few.measures, bars);
    expect(some?.days).toBe(3);
    const known = some?.metrics.filter(({ value }) => value !== null).map(({ id }) => id);
    expect(known).toEqual([
      'active_weekly',
      'active_monthly',
      'top_share',
      'abandoned',
      'accepted',
      'edited',
      'heavy_edits',
      'rejected',
    ]);
    expect(reportAdoption.parse(some)).toEqual(some);
  });

  it('is nothing while nobody who is named has used it', () => {
    expect(published({ adoption: null })).toBeNull();
  });
});
