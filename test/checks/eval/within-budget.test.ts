import { withinBudget } from '../../../action/checks/eval/within-budget.ts';
import type { Budgets } from '../../../action/contract/budgets.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import { type EvalRecord, evalRecord } from '../../../action/readiness/eval/eval-record.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

/** One attempt or more at each of so many real cases, where `each` says what it took and cost. */
function spent(
  count: number,
  each: (n: number, repeat: number) => Partial<EvalRecord>,
  repeats = 1,
  change = {},
) {
  const values = given.caseValues(count, change);
  const records = values.flatMap(({ id }, n) =>
    Array.from({ length: repeats }, (_, repeat) =>
      evalRecord({ id, verdict: 'pass', row: n + 1, repeat, ...each(n, repeat) }),
    ),
  );
  return { cases: given.rows('eval/cases/all.jsonl', values), results: given.results(records) };
}
const took = (latencyMs: number): Partial<EvalRecord> => ({ latencyMs });
const under = (budgets: Budgets) => ({ bars: barsInForce({ version: 1, bars: {}, budgets }) });
const P95 = under({ latency_p95_ms: 1000 });
const MEAN = under({ cost_per_case_usd: 0.1 });

tellStories(withinBudget, { severity: 'medium', blocksFrom: 'pilot' }, [
  {
    it: 'is not applicable without a budget',
    outcome: 'not-applicable',
    says: 'No budget is declared in policy/thresholds.yaml.',
  },
  {
    it: 'passes when 59 cases all take what the budget allows: the largest is the upper bound of the 95 % quantile',
    given: spent(59, (n) => took(n === 0 ? 1000 : 500)),
    at: P95,
    outcome: 'pass',
    says: '95 % latency 500 ms, at most 1,000 ms, over 59 cases; the budget is 1,000 ms.',
  },
  {
    it: 'passes when every case takes all that the budget allows',
    given: spent(59, () => took(1000)),
    at: P95,
    outcome: 'pass',
  },
  {
    it: 'cannot tell with 58, whatever they take, and says how many could',
    given: spent(58, () => took(1)),
    at: P95,
    outcome: 'not-proven',
    says: 'bound unknown, over 58 cases; the budget is 1,000 ms: cannot tell yet, 59 cases could tell',
  },
  {
    it: 'cannot tell when the bound lies over the budget and the quantile does not',
    given: spent(59, (n) => took(n === 0 ? 1001 : 500)),
    at: P95,
    outcome: 'not-proven',
    says: 'at most 1,001 ms, over 59 cases; the budget is 1,000 ms: cannot tell yet, more cases could tell',
  },
  {
    it: 'fails when the observed quantile is over the budget',
    given: spent(59, (n) => took(n < 3 ? 1001 : 500)),
    at: P95,
    outcome: 'fail',
    says: '95 % latency 1,001 ms, at most 1,001 ms, over 59 cases; the budget is 1,000 ms: exceeded.',
  },
  {
    it: 'fails with few cases, since what was seen is over already',
    given: spent(3, () => took(1001)),
    at: P95,
    outcome: 'fail',
    says: 'exceeded',
  },
  {
    it: 'counts what failed and what crashed too',
    given: spent(59, (n) => (n < 3 ? { latencyMs: 9000, verdict: 'system_error' } : took(500))),
    at: P95,
    outcome: 'fail',
  },
  {
    it: 'does not take repeats of a case for cases',
    given: spent(12, () => took(1), 5),
    at: P95,
    outcome: 'not-proven',
    says: 'over 12 cases; the budget is 1,000 ms: cannot tell yet, 59 cases could tell',
  },
  {
    it: 'judges the median by its own bound, for which 5 cases are enough',
    given: spent(5, (n) => took(n === 0 ? 1000 : 500)),
    at: under({ latency_p50_ms: 1000 }),
    outcome: 'pass',
    says: 'median latency 500 ms, at most 1,000 ms, over 5 cases',
  },
  {
    it: 'never counts a cached answer',
    given: spent(59, (n) => (n < 30 ? { latencyMs: 1, cached: true } : took(2000))),
    at: P95,
    outcome: 'not-proven',
    says: '29 of 59 attempts say it, cached ones aside; more than half have to',
  },
  {
    it: 'says how many attempts do not say what they took, when half do',
    given: spent(118, (n) => (n % 2 === 0 ? took(500) : {})),
    at: P95,
    outcome: 'pass',
    says: 'over 59 cases, 59 attempts do not say',
  },
  {
    it: 'is not proven when more than half do not say',
    given: spent(119, (n) => (n % 2 === 1 ? took(500) : {})),
    at: P95,
    outcome: 'not-proven',
    says: '59 of 119 attempts say it',
  },
  {
    it: 'is not proven when nothing was measured at all',
    given: spent(0, () => ({})),
    at: P95,
    outcome: 'not-proven',
    says: '0 of 0 attempts say it',
  },
  {
    it: 'does not let samples that came with the scaffold speak for real cases',
    given: spent(59, () => took(1), 1, { origin: 'synthetic' }),
    at: P95,
    outcome: 'not-proven',
  },
  {
    it: 'passes when the mean cost has its upper bound in the budget',
    given: spent(30, (n) => ({ costUsd: n % 2 === 0 ? 0.04 : 0.06 })),
    at: MEAN,
    outcome: 'pass',
    says: 'mean cost of a case $0.05, at most $0.0538, over 30 cases; the budget is $0.1.',
  },
  {
    it: 'fails when the mean cost is over the budget',
    given: spent(30, () => ({ costUsd: 0.11 })),
    at: MEAN,
    outcome: 'fail',
    says: 'exceeded',
  },
  {
    it: 'cannot tell from a single case what a case costs',
    given: spent(1, () => ({ costUsd: 0.01 })),
    at: MEAN,
    outcome: 'not-proven',
    says: 'bound unknown, over 1 cases',
  },
  {
    it: 'judges the dearest answers',
    given: spent(59, (n) => ({ costUsd: n < 3 ? 0.2 : 0.01 })),
    at: under({ cost_p95_usd: 0.1 }),
    outcome: 'fail',
    says: '95 % cost $0.2',
  },
  {
    it: 'fails when one budget of two is exceeded, and says that one first',
    given: spent(60, () => ({ latencyMs: 10, costUsd: 0.2 })),
    at: under({ latency_p95_ms: 1000, cost_per_case_usd: 0.1 }),
    outcome: 'fail',
    says: 'mean cost of a case $0.2, at most $0.2, over 60 cases; the budget is $0.1: exceeded; 95 % latency',
  },
  {
    it: 'is not proven by results for other code',
    given: { results: given.results([], {}, { source: given.digest('9') }) },
    at: P95,
    outcome: 'not-proven',
    says: 'about other source than',
  },
]);
