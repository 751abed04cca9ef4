import type { EvalCase } from '../../contract/eval-case.ts';
import type { Alternative } from '../evidence.ts';
import type { Row } from '../reading.ts';
import { attemptsById } from './attempts.ts';
import type { EvalRecord } from './eval-record.ts';
import { pairCases, type Side } from './paired-cases.ts';
import { type PairedTest, testPairs } from './paired-test.ts';
import { sortRealCases } from './real-cases.ts';

type Cases = readonly Row<EvalCase>[];
type Records = readonly Row<EvalRecord>[];

/** The answer that most cases have, and the share of cases that it is right on. */
export type Majority = { answer: string; share: number };

/** What a case costs on average, over the cases whose attempts say it. */
export type CaseCost = { mean: number; cases: number; of: number };

/**
 * The POC against its alternative, case by case: a "change" over 0 is the POC's lead, what "broke" is what only the
 * alternative got right, and what was "repaired" is what only the POC did.
 */
export type Contest = PairedTest & {
  pairs: number;
  /** Real cases that the alternative has no result for. */
  withoutAlternative: number;
  /** Real cases without a verdict on one of the sides. */
  unjudged: number;
  /** Shares of the pairs that each got right. */
  ours: number;
  theirs: number;
};

/**
 * Compares the POC with its alternative on the real scored cases.
 *
 * @param unattended a case is then right only with all of its attempts
 * @returns `null` where no case has a verdict on both sides
 */
export function compareWithAlternative(
  { results }: Alternative,
  { cases, rows }: Side,
  unattended: boolean,
): Contest | null {
  const { pairs, withoutBase, unjudged } = pairCases({ cases, rows: results.rows }, { cases, rows });
  if (pairs.length === 0) return null;
  const right = (share: number) => (unattended ? Number(share === 1) : share);
  return {
    ...testPairs(pairs, unattended),
    pairs: pairs.length,
    withoutAlternative: withoutBase,
    unjudged,
    ours: mean(pairs.map((one) => right(one.now))),
    theirs: mean(pairs.map((one) => right(one.before))),
  };
}

/** @returns the commonest expected answer of the real scored cases, where all of them are labels. */
export function majorityOf(cases: Cases): Majority | null {
  const answers = sortRealCases(cases).counted.map(({ value }) => labelOf(value.expected));
  const counts = new Map<string, number>();
  for (const answer of answers) {
    if (answer === null) return null;
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most === undefined ? null : { answer: most[0], share: most[1] / answers.length };
}

/** A label is text, or stands as `{label: text}`, as the made repository has it. */
function labelOf(expected: unknown): string | null {
  if (typeof expected === 'string') return expected;
  if (typeof expected !== 'object' || expected === null || !('label' in expected)) return null;
  return typeof expected.label === 'string' ? expected.label : null;
}

/** @returns what a real scored case costs, or `null` where no attempt says it. A cached answer costs what a cache does. */
export function costOfCase(cases: Cases, rows: Records): CaseCost | null {
  const byCase = attemptsById(rows);
  const ids = new Set(sortRealCases(cases).counted.map(({ value }) => value.id));
  const costs = [...ids]
    .map((id) => (byCase.get(id) ?? []).flatMap(costOf))
    .filter((own) => own.length > 0)
    .map(mean);
  return costs.length === 0 ? null : { mean: mean(costs), cases: costs.length, of: ids.size };
}

/** @returns how many real scored cases went to a person in one of their attempts: done by nobody yet, and wrong for nobody. */
export function handedOver(cases: Cases, rows: Records): number {
  const byCase = attemptsById(rows);
  const ids = new Set(sortRealCases(cases).counted.map(({ value }) => value.id));
  return [...ids].filter((id) => byCase.get(id)?.some((one) => one.outcome === 'needs_person')).length;
}

const costOf = ({ cached, costUsd }: EvalRecord): number[] =>
  cached || costUsd === null || !Number.isFinite(costUsd) ? [] : [costUsd];

/** Summed before it is divided, so that the mean of equal shares is that share. */
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
