import type { Entry, Item } from '../../intake/entry.ts';
import { MAX_SLICE_CHARACTERS, MAX_SLICES, sliceOf } from '../../intake/slices.ts';
import { grouped, shown } from './words.ts';

/** Why a value names no slice. */
export const UNUSABLE = `over ${MAX_SLICE_CHARACTERS} characters, or with characters that do not print`;

/** @returns why the values of these fields cannot be slices: there are none or too many, or two fields share some. */
export function sliceProblems(fields: readonly string[], entries: readonly Entry[]): string[] {
  const items = entries.filter((entry) => entry.status === 'item');
  const all = fields.map((field, at) => ({ field, names: namesIn(items, at) }));
  return all.flatMap(({ field, names }, at) => {
    if (names.size === 0) return [noneProblem(field)];
    if (names.size > MAX_SLICES) return [manyProblem(field, names.size)];
    return all.slice(0, at).flatMap((other) => {
      const both = [...names].find((name) => other.names.has(name));
      return both === undefined ? [] : [sharedProblem(both, other.field, field)];
    });
  });
}

function namesIn(items: readonly Item[], at: number): ReadonlySet<string> {
  const slices = items.map(({ sliceValues }) => sliceOf(sliceValues[at] ?? ''));
  return new Set(slices.flatMap((slice) => (typeof slice === 'string' ? [] : [slice.name])));
}

const noneProblem = (field: string): string =>
  `--slice-field: found no value of ${shown(field)} that can name a slice; expected some that are neither empty nor ${UNUSABLE}. Name a column, or a header that the e-mails have.`;

const manyProblem = (field: string, values: number): string =>
  `--slice-field: found ${grouped(values)} different values of ${shown(field)}; expected at most ${MAX_SLICES}, since each becomes a slice. Name a field that says what kind of item it is.`;

const sharedProblem = (value: string, one: string, other: string): string =>
  `--slice-field: found ${JSON.stringify(shown(value))} in ${shown(one)} and in ${shown(other)}; expected each value in one field, since a slice is told by its name alone. Rename it in the export, or leave one field out.`;
