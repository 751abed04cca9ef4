import { describe, expect, it } from 'vitest';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import { agedGaps } from '../../../action/readiness/value/aged-gaps.ts';
import type { Study } from '../../../action/readiness/value/study.ts';
import type { Adoption } from '../../../action/readiness/value/value-evidence.ts';
import { given } from '../../given.ts';

const bars = barsInForce(undefined);
const arm = (file: string, days: readonly string[]) => ({
  counted: days.map((day, i) => ({
    value: { ...given.timing(i), stopped_at: `${day}T10:00:00Z` },
    file,
    line: i + 2,
  })),
  warmUp: [],
});
const study = (byHand: readonly string[], withPoc: readonly string[] = ['2026-11-01']): Study =>
  ({
    comparison: 'before_after',
    byHand: arm('baseline/timings.csv', byHand),
    withPoc: arm('baseline/assisted.csv', withPoc),
  }) as unknown as Study;
const until = (to: string): Adoption => ({
  attempted: 1,
  eligible: 2,
  share: 0.5,
  from: '2026-01-01',
  to,
  users: 1,
  topShare: 1,
});

/** On 20 November 2026, 180 days after 24 May. */
const gaps = (of: Study, adoption: Adoption | null = null, now = given.now) =>
  agedGaps(of, adoption, bars, now).map(({ what }) => what);

describe('timings', () => {
  it.each([
    ['of 180 days ago', ['2026-05-24'], []],
    [
      'of 181 days ago',
      ['2026-05-23'],
      ['Half of the timings in `baseline/timings.csv` are of 2026-05-23 or before, more than 180 days ago.'],
    ],
    ['half of which are fresh', ['2026-05-01', '2026-05-01', '2026-11-01', '2026-11-01'], []],
    [
      'of which one of three is fresh: one fresh row renews no study',
      ['2026-05-01', '2026-05-02', '2026-11-01'],
      ['Half of the timings in `baseline/timings.csv` are of 2026-05-02 or before, more than 180 days ago.'],
    ],
    ['in whatever order they stand', ['2026-11-01', '2026-05-01', '2026-11-01'], []],
  ])('%s', (_, days, found) => {
    expect(gaps(study(days))).toEqual(found);
  });

  it('with the POC age like those by hand, and are pointed at', () => {
    const [gap] = agedGaps(study(['2026-11-01'], ['2026-01-01', '2026-01-02']), null, bars, given.now);
    expect(gap).toMatchObject({
      what: 'Half of the timings in `baseline/assisted.csv` are of 2026-01-02 or before, more than 180 days ago.',
      location: { file: 'baseline/assisted.csv', line: 3 },
    });
  });

  it('that are yet to come prove nothing', () => {
    expect(gaps(study(['2026-11-19', '2026-11-21']))).toEqual([
      'ref-1 stopped at 2026-11-21T10:00:00Z, which is yet to come.',
    ]);
  });

  it('age by the bar of the policy', () => {
    const strict = barsInForce({ version: 1, bars: { 'baseline/roi-recomputed': { evidence_days: 18 } } });
    const days = (day: string) => agedGaps(study([day], [day]), null, strict, given.now).length;
    expect([days('2026-11-02'), days('2026-11-01')]).toEqual([0, 2]);
  });
});

describe('use', () => {
  it.each([
    ['2026-10-23', []],
    ['2026-10-22', ['The usage export ends on 2026-10-22, more than 28 days ago.']],
    ['2026-11-20', []],
    ['2026-11-21', ['The usage export ends on 2026-11-21, which is yet to come.']],
  ])('until %s', (to, found) => {
    expect(gaps(study(['2026-11-01']), until(to))).toEqual(found);
  });
});
