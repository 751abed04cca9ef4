import { describe, expect, it } from 'vitest';
import type { KillCriterion } from '../../../action/contract/kill.ts';
import {
  describeCriterion,
  lastDay,
  metCriteria,
  overdue,
  sponsorOf,
} from '../../../action/readiness/decision/kill-status.ts';
import type { Measures } from '../../../action/readiness/measures.ts';
import { given } from '../../given.ts';

const measures = (over: Partial<Measures>): Measures => ({ ...given.evidence().measures, ...over });
const criterion = (over: Partial<KillCriterion>): KillCriterion => ({
  id: 'k',
  metric: 'baseline.timed_cases',
  op: '<',
  threshold: 5,
  by_date: '2026-11-20',
  set_by: 'Olga Owner',
  ...over,
});
const met = (over: Partial<KillCriterion>, value: number) =>
  metCriteria(given.kill([criterion(over)]).value, measures({ timedCases: value }), [], null, given.now)
    .length === 1;

describe('a criterion', () => {
  it.each([
    ['<', 4, true],
    ['<', 5, false],
    ['<=', 5, true],
    ['<=', 6, false],
    ['>', 6, true],
    ['>', 5, false],
    ['>=', 5, true],
    ['>=', 4, false],
  ] as const)('“%s 5” at %i is met: %s', (op, value, expected) => {
    expect(met({ op }, value)).toBe(expected);
  });

  it.each([
    ['2026-11-19', true],
    ['2026-11-20', true],
    ['2026-11-21', false],
  ])('of %s is met on the 20th: %s', (by_date, expected) => {
    expect(met({ by_date }, 0)).toBe(expected);
  });

  it('is told with its figure, to three decimals', () => {
    const minutes = { n: 3, mean: 12.34567, median: 12, cv: null, interval: null };
    const one = criterion({ metric: 'baseline.mean_minutes', op: '<', threshold: 3 });
    expect(describeCriterion(one, measures({ minutes }))).toBe(
      'baseline.mean_minutes < 3 on 2026-11-20: now 12.346, 9.346 above 3',
    );
  });

  it.each([
    [5, 8, 'now 8, 3 above 5'],
    [5, 2, 'now 2, 3 below 5'],
    [5, 5, 'now 5, exactly 5'],
    [0.5, 0.91, 'now 0.91, 0.41 above 0.5'],
    [5, 5.0004, 'now 5, less than 0.001 above 5'],
    [5, 4.9996, 'now 5, less than 0.001 below 5'],
    [5, 5.0006, 'now 5.001, 0.001 above 5'],
    [0, -12, 'now -12, 12 below 0'],
    [18, Number.POSITIVE_INFINITY, 'now without end, above 18 by any measure'],
  ])('of %d says how far away %d is: %s', (threshold, mean, told) => {
    const minutes = { n: 3, mean, median: mean, cv: null, interval: null };
    const one = criterion({ metric: 'baseline.mean_minutes', threshold });
    expect(describeCriterion(one, measures({ minutes }))).toBe(
      `baseline.mean_minutes < ${threshold} on 2026-11-20: ${told}`,
    );
  });

  it('says of a figure that nobody has that it is not measured', () => {
    const one = criterion({ metric: 'eval.pass_rate', threshold: 0.5 });
    expect(describeCriterion(one, measures({ score: null }))).toBe(
      'eval.pass_rate < 0.5 on 2026-11-20: not measured',
    );
  });

  it('is not met by a figure that was not measured', () => {
    const one = criterion({ metric: 'eval.pass_rate', op: '>=', threshold: 0 });
    const all = metCriteria(given.kill([one]).value, measures({ score: null }), [], null, given.now);
    expect(all).toEqual([]);
  });

  it('is told in the order in which the criteria stand', () => {
    const kill = given.kill([criterion({ id: 'b' }), criterion({ id: 'a' })]).value;
    const all = metCriteria(kill, measures({ timedCases: 0 }), [], null, given.now);
    expect(all.map((one) => one.id)).toEqual(['b', 'a']);
  });
});

describe('the last day', () => {
  it.each([
    ['2026-11-30', null, '2026-11-30'],
    ['2026-11-30', 7, '2026-12-07'],
    ['2027-02-25', 7, '2027-03-04'],
    ['2028-02-28', 1, '2028-02-29'],
  ])('of %s and %s days of extension is %s', (decision_due, days, expected) => {
    const extension = days === null ? null : { days, sponsor: 'Sam Sponsor', granted_on: '2026-11-20' };
    expect(lastDay({ decision_due, extension })).toBe(expected);
  });

  it('is not overdue in a POC that was stopped', () => {
    const { value } = given.manifest({ stage: 'stopped', decision_due: '2026-01-01' });
    expect(overdue(value, [], given.now)).toBeNull();
  });
});

describe('the sponsor', () => {
  const base = (sponsor: string | null) => given.base({ manifest: given.manifest({ sponsor }) });
  const { value } = given.manifest({ sponsor: 'Bea Builder' });

  it('is whom the base names', () => {
    expect(sponsorOf(value, base('Sam Sponsor'))).toBe('Sam Sponsor');
  });

  it('is whom the pull request names where nobody was named before', () => {
    expect(sponsorOf(value, base(null))).toBe('Bea Builder');
    expect(sponsorOf(value, null)).toBe('Bea Builder');
    expect(sponsorOf(value, given.base({ manifest: undefined }))).toBe('Bea Builder');
  });

  it('is nobody without poc.yaml', () => {
    expect(sponsorOf(undefined, undefined)).toBeNull();
  });
});
