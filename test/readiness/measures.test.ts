import { describe, expect, it } from 'vitest';
import { KILL_METRICS, type KillMetric } from '../../action/contract/kill.ts';
import type { Readings } from '../../action/readiness/evidence.ts';
import { measure, metricValue } from '../../action/readiness/measures.ts';
import { given } from '../given.ts';

const MISSING = { status: 'missing', lookedIn: 'somewhere', remedy: '' } as const;
const nothing = Object.fromEntries(
  Object.keys(given.readings()).map((key) => [key, MISSING]),
) as unknown as Readings;

describe('the figures of a POC', () => {
  it('are those of the evidence', () => {
    expect(measure(given.readings())).toMatchObject({
      timedCases: 20,
      minutes: { n: 20 },
      namedUsers: 3,
      realCases: 70,
      score: { estimate: { passed: 70, rows: 70 } },
    });
  });

  it('are nothing, and never good, where nothing could be read', () => {
    expect(measure(nothing)).toEqual({
      timedCases: 0,
      minutes: null,
      namedUsers: 0,
      realCases: 0,
      score: null,
      comparison: null,
    });
  });

  it('leave out estimates', () => {
    const timings = given.timings(3, (n) => (n === 0 ? { method: 'estimate', seconds: 9000 } : {}));
    expect(measure(given.readings({ timings }))).toMatchObject({ timedCases: 2, minutes: { n: 2 } });
  });

  it('count a case once that was timed twice', () => {
    const timings = given.timings(5, () => ({ case_ref: 'ref-0' }));
    expect(measure(given.readings({ timings })).timedCases).toBe(1);
  });

  it.each([
    ['twice', [given.user('ann'), given.user('Ann ')]],
    ['without their manager’s agreement', [given.user('ann'), given.user('bob', null)]],
    ['who builds it', [given.user('ann'), given.user('bea')]],
  ])('do not count a user %s', (_, users) => {
    expect(measure(given.readings({ manifest: given.manifest({ users }) })).namedUsers).toBe(1);
  });

  it('have no score from results for another tree', () => {
    const results = given.results([], {}, { prompts: given.digest('9') });
    expect(measure(given.readings({ results })).score).toBeNull();
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
      return measure(given.readings({ cases, manifest, results: given.results(rows) })).score?.estimate?.rate;
    };
    expect([rate(false), rate(true)]).toEqual([0.5, 0]);
  });
});

describe('the figure of a kill criterion', () => {
  const cases = given.cases(10);
  const results = given.results(
    cases.map(({ value }, n) => given.evalRow(value, n < 5 ? {} : { verdict: 'fail' })),
  );
  const measures = measure(
    given.readings({ cases, results, timings: given.timings(1, () => ({ seconds: 600 })) }),
  );

  it.each([
    ['baseline.timed_cases', 1],
    ['baseline.mean_minutes', 10],
    ['users.named', 3],
    ['eval.real_cases', 10],
    ['eval.pass_rate', 0.5],
    // Wilson's upper bound of 5 of 10.
    ['eval.pass_rate_upper', 0.763],
  ] as const)('%s is %d', (metric, value) => {
    expect(metricValue(metric, measures)).toBeCloseTo(value, 3);
  });

  it('is known for every metric that a criterion may be about', () => {
    for (const metric of Object.keys(KILL_METRICS)) {
      expect(metricValue(metric as KillMetric, measures), metric).toEqual(expect.any(Number));
    }
  });

  it.each([
    ['baseline.timed_cases', 0],
    ['baseline.mean_minutes', null],
    ['users.named', 0],
    ['eval.real_cases', 0],
    ['eval.pass_rate', null],
    ['eval.pass_rate_upper', null],
  ] as const)('%s is %s where nothing could be read', (metric, value) => {
    expect(metricValue(metric, measure(nothing))).toBe(value);
  });
});
