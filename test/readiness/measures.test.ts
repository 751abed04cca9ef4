import { describe, expect, it } from 'vitest';
import { KILL_METRICS, type KillMetric } from '../../action/contract/kill.ts';
import type { Evidence, Readings } from '../../action/readiness/evidence.ts';
import { measure, metricValue } from '../../action/readiness/measures.ts';
import { NO_VALUE } from '../../action/readiness/value/value-evidence.ts';
import { given } from '../given.ts';

const MISSING = { status: 'missing', lookedIn: 'somewhere', remedy: '' } as const;
const nothing = Object.fromEntries(
  Object.keys(given.readings()).map((key) => [key, MISSING]),
) as unknown as Readings;

describe('the figures of a POC', () => {
  it('are those of the evidence', () => {
    expect(measure(given.readings(), given.now)).toMatchObject({
      timedCases: 20,
      minutes: { n: 14 },
      namedUsers: 3,
      realCases: 70,
      score: { estimate: { passed: 70, rows: 70 } },
      value: { today: { n: 14, warmUp: 6 }, withPoc: null },
    });
  });

  it('are nothing, and never good, where nothing could be read', () => {
    expect(measure(nothing, given.now)).toEqual({
      timedCases: 0,
      minutes: null,
      namedUsers: 0,
      realCases: 0,
      score: null,
      comparison: null,
      adoption: null,
      value: NO_VALUE,
    });
  });

  it('leave out estimates', () => {
    const timings = given.timings(3, (n) => (n === 0 ? { method: 'estimate', seconds: 9000 } : {}));
    expect(measure(given.readings({ timings }), given.now)).toMatchObject({
      timedCases: 2,
      minutes: { n: 2 },
    });
  });

  it('count a case once that was timed twice', () => {
    const timings = given.timings(5, () => ({ case_ref: 'ref-0' }));
    expect(measure(given.readings({ timings }), given.now).timedCases).toBe(1);
  });

  it.each([
    ['twice', [given.user('ann'), given.user('Ann ')]],
    ['without their manager’s agreement', [given.user('ann'), given.user('bob', null)]],
    ['who builds it', [given.user('ann'), given.user('bea')]],
  ])('do not count a user %s', (_, users) => {
    expect(measure(given.readings({ manifest: given.manifest({ users }) }), given.now).namedUsers).toBe(1);
  });

  it('have no score from results for another tree', () => {
    const results = given.results([], {}, { prompts: given.digest('9') });
    expect(measure(given.readings({ results }), given.now).score).toBeNull();
  });

  it('ask for all repeats of a case only when it runs unattended', () => {
    const cases = given.cases(10);
    const rows = cases.flatMap(({ value }) => [
      given.evalRow(value),
      given.evalRow(value, { repeat: 1, verdict: 'fail' }),
    ]);
    const rate = (unattended: boolean) => {
      const { capabilities } = given.manifest().value;
      const manifest = given.manifest({ capabilities: { ...capabilities, unattended } });
      return measure(given.readings({ cases, manifest, results: given.results(rows) }), given.now).score
        ?.estimate?.rate;
    };
    expect([rate(false), rate(true)]).toEqual([0.5, 0]);
  });
});

describe('the minutes of a case today', () => {
  it('leave the first two cases of each person out, and count all as timed', () => {
    const seconds = [9000, 9000, 600, 660, 720, 780];
    const timings = given.hand(6, (n) => ({
      performer: 'ann',
      started_at: `2026-09-2${n + 1}T08:00:00Z`,
      stopped_at: new Date(
        Date.parse(`2026-09-2${n + 1}T08:00:00Z`) + (seconds[n] as number) * 1000,
      ).toISOString(),
    }));
    expect(measure(given.readings({ timings }), given.now)).toMatchObject({
      timedCases: 6,
      minutes: { n: 4, mean: 11.5 },
    });
  });

  it('leave out as many as the bar of the base says', () => {
    const timings = given.hand(9, () => ({ performer: 'ann' }));
    const thresholds = given.thresholds({ 'baseline/measured-timings': { warm_up: 3 } });
    const change = given.change({ base: given.base({ thresholds }) });
    expect(measure(given.readings({ timings, thresholds, change }), given.now).minutes?.n).toBe(6);
  });
});

describe('the worth', () => {
  it('bears the name of the workflow as a sentence begins', () => {
    expect(measure(given.readings(given.study()), given.now).value.headline).toMatch(/^Message triage: /);
  });

  it.each([
    ['timings', 'baseline/timings.csv'],
    ['assisted', 'baseline/assisted.csv'],
    ['discarded', 'baseline/discarded.csv'],
    ['checkedCases', 'baseline/errors.csv'],
    ['usage', 'the usage export'],
    ['eligible', 'the extract of eligible cases'],
  ] as const)('has a gap where %s cannot be read, and is not what is left without it', (name, file) => {
    const problem = { location: null, field: null, found: 'x', expected: 'y', remedy: 'z' };
    const instead = { [name]: { status: 'invalid', problems: [problem] } } as unknown as Partial<Readings>;
    const { value } = measure(given.readings(given.study(), instead), given.now);
    expect(value.gaps[0]?.what).toBe(`${file} cannot be read.`);
    expect([value.result, value.headline]).toEqual([null, null]);
  });

  it('is made of the rows that are there where a file is missing', () => {
    const { value } = measure(given.readings(given.study(), { discarded: MISSING }), given.now);
    expect(value).toMatchObject({ gaps: [], denominators: { neverTimed: 0 } });
  });
});

describe('the figure of a kill criterion', () => {
  const cases = given.cases(10);
  const results = given.results(
    cases.map(({ value }, n) => given.evalRow(value, n < 5 ? {} : { verdict: 'fail' })),
  );
  const measures = measure(given.readings(given.study({ cases, results })), given.now);
  const { value } = measures;

  it.each([
    ['baseline.timed_cases', 30],
    ['baseline.mean_minutes', 18.199],
    ['users.named', 3],
    ['eval.real_cases', 10],
    ['eval.pass_rate', 0.5],
    // Wilson's upper bound of 5 of 10.
    ['eval.pass_rate_upper', 0.763],
    // 14,400 cases of 18.2 minutes at 60 an hour, over 20,000.
    ['value.addressable_ratio', 13.1035],
    ['value.minutes_saved', 18.1993 - 8.3717],
    ['value.minutes_saved_p10', value.result?.savedP10 as number],
    ['value.net_p50', value.result?.net.p50 as number],
    ['value.net_p10', value.result?.net.p10 as number],
    ['value.payback_months_p50', value.result?.paybackMonths.p50 as number],
    // It breaks even at this use; 560 of 1,104 is what there was.
    ['value.break_even_coverage_ratio', (value.result?.breakEven.adoption as number) / (560 / 1104)],
    ['errors.escaped', 0.05],
    // Wilson's upper bound of 20 of 200 is 14.94 %.
    ['errors.escaped_over_today', 0.05 - 0.1494],
    ['users.coverage', 560 / 1104],
    ['users.active_weekly', 3],
    ['users.retention_week4', 1],
    ['users.abandoned', 0],
    // Of the 544 that were done by hand, user-3 did 109.
    ['users.old_way', 109 / 669],
    ['users.seeds_caught', 0.9],
  ] as const)('%s is %d', (metric, is) => {
    expect(metricValue(metric, measures)).toBeCloseTo(is, 3);
  });

  it('is known for every metric that a criterion may be about', () => {
    for (const metric of Object.keys(KILL_METRICS)) {
      expect(metricValue(metric as KillMetric, measures), metric).toEqual(expect.any(Number));
    }
  });

  it('is 0 where nothing could be read and it is counted, and else not known', () => {
    const counted = ['baseline.timed_cases', 'users.named', 'eval.real_cases'];
    for (const metric of Object.keys(KILL_METRICS)) {
      expect(metricValue(metric as KillMetric, measure(nothing, given.now)), metric).toBe(
        counted.includes(metric) ? 0 : null,
      );
    }
  });

  it.each<[KillMetric, Parameters<typeof given.study>[0]]>([
    ['errors.escaped_over_today', { checkedCases: given.checkedCases(0, 200) }],
    ['errors.escaped_over_today', { checkedCases: given.checkedCases(200, 0) }],
    ['errors.escaped', { checkedCases: given.checkedCases(200, 0) }],
    ['users.coverage', { usage: given.usage(27) }],
    ['users.active_weekly', { usage: [] }],
    ['users.retention_week4', { usage: given.usage(27) }],
    ['users.abandoned', { usage: given.usage(28, () => ({ event: 'offered' })) }],
    ['users.old_way', { eligible: given.eligible(0) }],
    ['users.seeds_caught', { seeds: given.seeds(0) }],
    ['value.net_p50', { usage: given.usage(27) }],
    ['value.minutes_saved', { assisted: given.assisted(0) }],
  ])('%s is not known while half of it is missing', (metric, over) => {
    expect(metricValue(metric, measure(given.readings(given.study(over)), given.now))).toBeNull();
  });

  it.each<[string, Partial<Evidence>]>([
    ['nobody uses it', { usage: given.usage(28, () => ({ event: 'offered' })) }],
    [
      'a case costs more than it is worth',
      {
        baseline: given.baseline({
          value: given.money({ run: [{ item: 'model', kind: 'model', per_case: 1000, source: 'invoice' }] }),
        }),
      },
    ],
  ])('value.break_even_coverage_ratio is out of reach when %s', (_, over) => {
    const measures = measure(given.readings(given.study(over)), given.now);
    expect(metricValue('value.break_even_coverage_ratio', measures)).toBe(Number.POSITIVE_INFINITY);
  });
});
