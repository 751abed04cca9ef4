import type { EvalCase } from '../../contract/eval-case.ts';
import type { Row } from '../reading.ts';
import type { EvalRecord } from './eval-record.ts';

/** Some of the cases, by the name that they share. */
export type Slice<T> = { name: string; members: readonly T[] };

/** @returns the slices of a case: those that it names itself, and those that its results name. */
export function slicesOf(one: Row<EvalCase>, attempts: readonly EvalRecord[]): ReadonlySet<string> {
  const names = new Set(one.value.slices);
  for (const attempt of attempts) for (const name of attempt.slices) names.add(name);
  return names;
}

/** @returns what belongs to each slice, in the order in which the slices first appear. */
export function bySlice<T>(all: readonly T[], slices: (one: T) => Iterable<string>): Slice<T>[] {
  const members = new Map<string, T[]>();
  for (const one of all) {
    for (const name of slices(one)) {
      const own = members.get(name);
      if (own === undefined) members.set(name, [one]);
      else own.push(one);
    }
  }
  return [...members].map(([name, own]) => ({ name, members: own }));
}
