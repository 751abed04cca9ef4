import { CHANGES_FILE, type EvalCase } from '../../contract/eval-case.ts';
import type { Location } from '../../contract/problem.ts';
import type { Base } from '../evidence.ts';
import { shortId } from '../named-ids.ts';
import type { Row } from '../reading.ts';
import { remembered } from '../remembered.ts';
import { type CaseSets, loggedIds, newEntries } from './case-log.ts';

/** Something done to the case set that nobody answered for. */
export type Breach = { message: string; location: Location; failedAtBase: boolean; remedy?: string };

/** The case set of a pull request, beside that of its base, and what is taught. */
export type TaughtCaseSets = CaseSets & { training: readonly Row<EvalCase>[] };

/** @returns what was removed, renamed, relabelled or duplicated without a logged reason, and cases that are also taught. */
export function caseSetBreaches(sets: TaughtCaseSets): Breach[] {
  const own = [...duplicates(sets.cases), ...taught(sets.cases, sets.training)];
  return sets.base === null ? own : [...comparedWith(sets.base, sets), ...own];
}

function comparedWith(base: Base, sets: CaseSets): Breach[] {
  const { cases, changes } = sets;
  const now = new Map(cases.map((row) => [row.value.id, row]));
  const byInput = new Map(cases.map((row) => [inputKey(row.value), row]));
  const failed = new Set(
    base.rows.filter(({ value }) => value.verdict !== 'pass').map(({ value }) => value.id),
  );
  const logged = loggedIds(base, changes, sets);
  const approvers = new Map(newEntries(base, changes).map((one) => [one.id, one.approved_by]));
  return base.cases
    .filter(({ value }) => !logged.has(value.id))
    .filter(({ value }) => counts(value) || now.get(value.id)?.value.origin === 'real')
    .flatMap((before) => {
      const what = difference(before.value, now.get(before.value.id), byInput.get(inputKey(before.value)));
      if (what === null) return [];
      const failedAtBase = failed.has(before.value.id);
      const { id } = before.value;
      return [
        {
          message: `case ${id} was ${what.how}${failedAtBase ? ', and it failed at base' : ''}${refused(approvers.get(id))}`,
          location: what.location ?? { file: before.file, line: null },
          failedAtBase,
          remedy: `Restore case ${id}, or have it approved in \`${CHANGES_FILE}\` by somebody other than the author.`,
        },
      ];
    });
}

const refused = (approver: string | undefined): string =>
  approver === undefined
    ? ''
    : ` (“${shortId(approver)}” is the author, or is named in neither poc.yaml nor policy/owners.yaml of the base)`;

/** Samples that came with the scaffold are scored for show only: only calling them real would change a rate. */
const counts = (one: EvalCase): boolean => !(one.suite === 'scored' && one.origin === 'synthetic');

function difference(
  before: EvalCase,
  now: Row<EvalCase> | undefined,
  sameInput: Row<EvalCase> | undefined,
): { how: string; location: Location | null } | null {
  if (now === undefined) {
    if (sameInput === undefined) return { how: 'removed', location: null };
    return { how: `renamed to ${sameInput.value.id}`, location: sameInput };
  }
  const changed = (['expected', 'suite', 'origin', 'input', 'slices'] as const).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(now.value[key]),
  );
  if (changed.length === 0) return null;
  if (changed[0] === 'expected') return { how: 'relabelled', location: now };
  return { how: `changed in its ${changed.join(' and ')}`, location: now };
}

/** Cases are compared by what the workflow sees; the order of fields, spaces and case make no other case of it. */
const inputKey = remembered((one: EvalCase): string => JSON.stringify(canonical(one.input)));

function canonical(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, canonical(one)]);
}

function duplicates(cases: readonly Row<EvalCase>[]): Breach[] {
  const ids = new Map<string, Row<EvalCase>>();
  const inputs = new Map<string, Row<EvalCase>>();
  return cases.flatMap((row) => {
    const sameId = ids.get(row.value.id);
    const key = `${row.value.suite} ${inputKey(row.value)}`;
    const sameInput = inputs.get(key);
    ids.set(row.value.id, row);
    inputs.set(key, row);
    if (sameId !== undefined) return [own(row, `case id ${row.value.id} stands twice`)];
    return sameInput === undefined
      ? []
      : [own(row, `case ${row.value.id} repeats the input of ${sameInput.value.id}`)];
  });
}

function taught(cases: readonly Row<EvalCase>[], training: readonly Row<EvalCase>[]): Breach[] {
  const ids = new Set(training.map((row) => row.value.id));
  const references = new Set(training.map((row) => row.value.source_ref).filter((ref) => ref !== null));
  const inputs = new Set(training.map((row) => inputKey(row.value)));
  return cases
    .filter(({ value }) => value.suite === 'scored')
    .filter(
      ({ value }) =>
        ids.has(value.id) ||
        (value.source_ref !== null && references.has(value.source_ref)) ||
        inputs.has(inputKey(value)),
    )
    .map((row) => own(row, `case ${row.value.id} is also in the training split`));
}

const own = (row: Row<EvalCase>, message: string): Breach => ({
  message,
  location: row,
  failedAtBase: false,
  remedy: `Take one of the two out (${row.file}, line ${row.line}).`,
});
