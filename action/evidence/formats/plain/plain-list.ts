import type { Recognition } from '../format.ts';
import { type Fields, isFields } from '../shared/fields.ts';
import { recognisePlainRows } from './plain-rows.ts';

/** Where a list stands, and its first entries. */
export type PlainList = { path: string; first: readonly unknown[] };

const NAMES: ReadonlySet<string> = new Set([
  ...['results', 'cases', 'tests', 'data', 'items', 'rows', 'records', 'samples', 'details', 'examples'],
  ...['evaluations', 'per_case', 'per_question', 'questions', 'test_results', 'eval_results'],
]);

/**
 * @returns the list of attempts in a JSON document: the document itself, one under a usual name, or the only one
 * that looks like it. What is wrong where there are two; `null` where there is none.
 */
export function findPlainList(outline: unknown): PlainList | Recognition | null {
  if (Array.isArray(outline)) return { path: '', first: outline };
  if (!isFields(outline)) return null;
  const lists = [...listsOf(outline, ''), ...innerLists(outline)];
  const fitting = lists.filter((list) => recognisePlainRows(list.first).answer === 'fits');
  const named = fitting.filter((list) => NAMES.has(list.path));
  const chosen = named.length > 0 ? named : fitting;
  if (chosen.length > 1) return { answer: 'lacks', field: choice(chosen) };
  // One that nearly fits says what it lacks.
  return chosen[0] ?? lists.find((list) => NAMES.has(list.path) && isNear(list)) ?? null;
}

const isNear = (list: PlainList): boolean => recognisePlainRows(list.first).answer !== 'other';

const choice = (lists: readonly PlainList[]): string =>
  `\`evidence.mapping.records\`, since ${lists.map((list) => `\`${list.path}\``).join(' and ')} all hold results`;

/** A name with a dot in it cannot be told from a path. */
const DOT = '.';

const listsOf = (fields: Fields, prefix: string): PlainList[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    Array.isArray(value) && value.length > 0 && !name.includes(DOT)
      ? [{ path: `${prefix}${name}`, first: value }]
      : [],
  );

/** One level deeper under usual names alone: what stands there under other names is often something else. */
const innerLists = (outline: Fields): PlainList[] =>
  Object.entries(outline).flatMap(([name, value]) =>
    isFields(value)
      ? listsOf(value, `${name}.`).filter((list) => NAMES.has(list.path.slice(name.length + 1)))
      : [],
  );
