import type { EvalCase } from '../../contract/eval-case.ts';
import type { Row } from '../reading.ts';
import { attemptsById } from './attempts.ts';
import { isJudged, isRight, shareRight } from './case-verdict.ts';
import { separateDuplicates } from './duplicate-rows.ts';
import type { EvalRecord } from './eval-record.ts';
import { sortRealCases } from './real-cases.ts';
import { slicesOf } from './slices.ts';

/** A side of the comparison: the cases of a tree, and the results that belong to it. */
export type Side = { cases: readonly Row<EvalCase>[]; rows: readonly Row<EvalRecord>[] };

/** A case with its results at the base and now. Shares are those of its attempts that were right. */
export type Pair = {
  id: string;
  slices: ReadonlySet<string>;
  cluster: string;
  before: number;
  now: number;
  /** Mean of the scores that its attempts got, where all of them got one. */
  scores: { before: number; now: number } | null;
};

/** Real scored cases of both trees, paired by id, and how many could not be. */
export type PairedCases = {
  pairs: readonly Pair[];
  /** Cases of the base without a result there. */
  withoutBase: number;
  /** Without a verdict on one of the sides. */
  unjudged: number;
  /** Another input or another expected answer now: another question. */
  changed: number;
  /** Attempts at the case that has the most. */
  attempts: { before: number; now: number };
};

/**
 * Pairs the real scored cases that both trees have. A case that was due here and has no result counts as wrong. A row
 * that stands twice is one attempt, as in the rate: else every other case would lack one.
 */
export function pairCases(before: Side, now: Side): PairedCases {
  const atBase = new Map(sortRealCases(before.cases).counted.map((row) => [row.value.id, row.value]));
  const shared = [...new Map(sortRealCases(now.cases).counted.map((row) => [row.value.id, row])).values()]
    .map((row) => ({ row, old: atBase.get(row.value.id) }))
    .filter((one): one is { row: Row<EvalCase>; old: EvalCase } => one.old !== undefined);
  const same = shared.filter(({ row, old }) => question(row.value) === question(old));
  const [rowsBefore, rowsNow] = [attemptsOf(before), attemptsOf(now)];
  const tried = same.map(({ row }) => ({
    row,
    old: rowsBefore.get(row.value.id) ?? [],
    new: rowsNow.get(row.value.id) ?? [],
  }));
  const mostOf = (side: 'old' | 'new') => tried.reduce((count, one) => Math.max(count, one[side].length), 0);
  const attempts = { before: mostOf('old'), now: mostOf('new') };
  const known = tried.filter((one) => one.old.length > 0);
  const pairs = known.flatMap((one) => pairOf(one.row, one.old, one.new, Math.max(1, attempts.now)) ?? []);
  return {
    pairs,
    withoutBase: tried.length - known.length,
    unjudged: known.length - pairs.length,
    changed: shared.length - same.length,
    attempts,
  };
}

const attemptsOf = ({ rows }: Side) => attemptsById(separateDuplicates(rows).unique);

/** @returns what a case asks and what it expects: with another one it is another case. */
export const question = (one: EvalCase): string => JSON.stringify([one.input, one.expected]);

function pairOf(
  row: Row<EvalCase>,
  old: readonly EvalRecord[],
  now: readonly EvalRecord[],
  due: number,
): Pair | null {
  const before = shareRight(old);
  const share = shareOfDue(now, due);
  if (before === null || share === null) return null;
  const [scoreBefore, scoreNow] = [meanScore(old), meanScore(now)];
  return {
    id: row.value.id,
    slices: slicesOf(row, now),
    cluster: now.find((one) => one.cluster !== null)?.cluster ?? `case ${row.value.id}`,
    before,
    now: share,
    scores: scoreBefore === null || scoreNow === null ? null : { before: scoreBefore, now: scoreNow },
  };
}

/** As in the rate: attempts that are missing count as wrong, those without a verdict as nothing. */
function shareOfDue(attempts: readonly EvalRecord[], due: number): number | null {
  const missing = due - attempts.length;
  if (missing <= 0) return shareRight(attempts);
  const judged = attempts.filter(isJudged);
  return judged.filter(isRight).length / (judged.length + missing);
}

/** Larger numbers are no scores, and their squares no numbers. */
const LARGEST_SCORE = 1e12;

function meanScore(attempts: readonly EvalRecord[]): number | null {
  const scores = attempts
    .map((one) => one.score)
    .filter((score) => score !== null && Math.abs(score) <= LARGEST_SCORE) as number[];
  if (scores.length === 0 || scores.length < attempts.length) return null;
  return scores.reduce((sum, score) => sum + score / scores.length, 0);
}
