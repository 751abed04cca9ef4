import type { BudgetName } from '../../contract/budgets.ts';
import type { EvalCase } from '../../contract/eval-case.ts';
import { describe } from '../../statistics/describe.ts';
import { quantile, quantileUpperBound } from '../../statistics/quantile.ts';
import type { Row } from '../reading.ts';
import { attemptsById } from './attempts.ts';
import type { EvalRecord } from './eval-record.ts';
import { sortRealCases } from './real-cases.ts';

/** What was spent against one budget. `missing` when too few attempts say what they took or cost. */
export type Spending = { verdict: 'within' | 'over' | 'cannot-tell'; missing: boolean; message: string };

type Measure = {
  what: string;
  of(attempt: EvalRecord): number | null;
  /** The quantile that is judged; `null` for the mean over the cases. */
  quantile: number | null;
  show(value: number): string;
};

const milliseconds = (value: number): string => `${Math.round(value).toLocaleString('en-US')} ms`;
const dollars = (value: number): string => `$${Number(value.toPrecision(3))}`;

const MEASURES = {
  latency_p50_ms: { what: 'median latency', of: latencyOf, quantile: 0.5, show: milliseconds },
  latency_p95_ms: { what: '95 % latency', of: latencyOf, quantile: 0.95, show: milliseconds },
  cost_per_case_usd: { what: 'mean cost of a case', of: costOf, quantile: null, show: dollars },
  cost_p95_usd: { what: '95 % cost', of: costOf, quantile: 0.95, show: dollars },
} as const satisfies Record<BudgetName, Measure>;

/** A cached answer took and cost what a cache does. */
function latencyOf({ cached, latencyMs }: EvalRecord): number | null {
  return cached ? null : latencyMs;
}

function costOf({ cached, costUsd }: EvalRecord): number | null {
  return cached ? null : costUsd;
}

/** A confidence of 95 % takes this many cases for a quantile: n with quantile^n ≤ 0.05. */
const casesNeeded = (p: number): number => Math.ceil(Math.log(0.05) / Math.log(p));

/**
 * Judges every attempt at the real scored cases, those that failed included. Over the budget is what was observed;
 * within it is only what its upper 95 % bound lies within. Attempts at one case are alike, so only cases count for that.
 */
export function judgeBudget(
  name: BudgetName,
  most: number,
  cases: readonly Row<EvalCase>[],
  rows: readonly Row<EvalRecord>[],
): Spending {
  const measure: Measure = MEASURES[name];
  const byCase = attemptsById(rows);
  const ids = new Set(sortRealCases(cases).counted.map(({ value }) => value.id));
  const attempts = [...ids].map((id) => byCase.get(id) ?? []);
  const spent = attempts
    .map((own) => own.map(measure.of).filter((one) => one !== null && Number.isFinite(one)) as number[])
    .filter((own) => own.length > 0);
  const measured = spent.reduce((sum, own) => sum + own.length, 0);
  const all = attempts.reduce((sum, own) => sum + own.length, 0);
  if (measured === 0 || measured * 2 < all) {
    const message = `${measure.what}: ${measured} of ${all} attempts say it, cached ones aside; more than half have to`;
    return { verdict: 'cannot-tell', missing: true, message };
  }
  const silent = measured === all ? '' : `, ${all - measured} attempts do not say`;
  return judgeSpent(measure, most, spent, silent);
}

function judgeSpent(
  measure: Measure,
  most: number,
  spent: readonly (readonly number[])[],
  silent: string,
): Spending {
  const { what, show } = measure;
  const { observed, bound } = measure.quantile === null ? mean(spent) : tail(spent, measure.quantile);
  const found = `${what} ${show(observed)}, ${bound === null ? 'bound unknown' : `at most ${show(bound)}`}, over ${spent.length} cases${silent}; the budget is ${show(most)}`;
  if (observed > most) return { verdict: 'over', missing: false, message: `${found}: exceeded` };
  if (bound !== null && bound <= most) return { verdict: 'within', missing: false, message: found };
  const more =
    bound === null && measure.quantile !== null
      ? `${casesNeeded(measure.quantile)} cases could tell`
      : 'more cases could tell';
  return { verdict: 'cannot-tell', missing: false, message: `${found}: cannot tell yet, ${more}` };
}

type Observed = { observed: number; bound: number | null };

function mean(spent: readonly (readonly number[])[]): Observed {
  const { mean: observed, interval } = describe(
    spent.map((own) => own.reduce((sum, one) => sum + one / own.length, 0)),
  );
  return { observed, bound: interval?.high ?? null };
}

/** The rank that the bound has among as many cases says which quantile of all attempts it is. */
function tail(spent: readonly (readonly number[])[], p: number): Observed {
  const values = spent.flat();
  const ranks = spent.map((_, i) => i + 1);
  const rank = quantileUpperBound(ranks, p);
  return {
    observed: quantile(values, p),
    bound: rank === null ? null : quantile(values, rank / ranks.length),
  };
}
