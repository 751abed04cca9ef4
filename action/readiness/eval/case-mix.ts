import type { EvalCase } from '../../contract/eval-case.ts';
import type { ProductionMix } from '../../contract/production-mix.ts';
import { totalVariation } from '../../statistics/total-variation.ts';
import type { Row } from '../reading.ts';
import { distinctCases, sortRealCases } from './real-cases.ts';

/** How the real scored cases lie over the slices of production. Cases that say nearly the same count once. */
export type CaseMix = {
  cases: number;
  slices: readonly { name: string; share: number; cases: number }[];
  /** Cases of no slice that production has. */
  outside: readonly Row<EvalCase>[];
  /** Cases of more than one: shares that add up to 1 have no place for them. */
  several: readonly { row: Row<EvalCase>; slices: readonly string[] }[];
  /** Total-variation distance to production, 0 to 1; `null` without a case. Cases outside lie where production has nothing. */
  distance: number | null;
};

/** No slice is called this. */
const OUTSIDE = '';

/** @returns how the cases are mixed, beside how production is. */
export function mixOfCases(cases: readonly Row<EvalCase>[], { slices }: ProductionMix): CaseMix {
  const declared = new Set(slices.map((one) => one.name));
  const placed = distinctCases(sortRealCases(cases).counted).map((row) => ({
    row,
    slices: [...new Set(row.value.slices)].filter((name) => declared.has(name)),
  }));
  const counts = new Map<string, number>();
  for (const { slices: own } of placed) {
    const name = own[0] ?? OUTSIDE;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const production = new Map(slices.map((one) => [one.name, one.share]));
  return {
    cases: placed.length,
    slices: slices.map(({ name, share }) => ({ name, share, cases: counts.get(name) ?? 0 })),
    outside: placed.filter((one) => one.slices.length === 0).map((one) => one.row),
    several: placed.filter((one) => one.slices.length > 1),
    distance: placed.length === 0 ? null : totalVariation(counts, production),
  };
}

/** A mix that says something else than that of the base, although nothing was counted anew. */
export type MixChange = {
  /** Slices of the base that are gone, each with those that its cases are in now. */
  gone: readonly { name: string; now: readonly string[] }[];
  /** Slices that have another share than at the base. */
  moved: readonly string[];
  /** The query and the window are those of the base, so that production cannot have changed. */
  sameCount: boolean;
};

/** Follows the slices of the base to this tree: which were dropped, and into which their cases were merged. */
export function compareMixes(
  before: ProductionMix,
  now: ProductionMix,
  casesBefore: readonly Row<EvalCase>[],
  casesNow: readonly Row<EvalCase>[],
): MixChange {
  const shares = new Map(now.slices.map((one) => [one.name, one.share]));
  const byId = new Map(casesNow.map(({ value }) => [value.id, value.slices]));
  const mergedInto = (name: string) =>
    casesBefore
      .filter(({ value }) => value.slices.includes(name))
      .flatMap(({ value }) => byId.get(value.id) ?? [])
      .filter((slice) => shares.has(slice));
  return {
    gone: before.slices
      .filter(({ name }) => !shares.has(name))
      .map(({ name }) => ({ name, now: [...new Set(mergedInto(name))] })),
    moved: before.slices
      .filter(({ name, share }) => shares.has(name) && shares.get(name) !== share)
      .map(({ name }) => name),
    sameCount: before.query === now.query && JSON.stringify(before.window) === JSON.stringify(now.window),
  };
}
