import { FITS, OTHER, type Recognition } from '../format.ts';
import { type Fields, isFields, numberOf, own } from '../shared/fields.ts';
import { saysPassOrFail, verdictOf } from '../shared/verdict-words.ts';
import { type Columns, columnsOf, valueIn } from './plain-row.ts';

const lacks = (field: string): Recognition => ({ answer: 'lacks', field });

/**
 * Whether rows of a script of somebody's own are eval results: they say which case and whether it passed, or which
 * score it got. `ok`, `status` and `result` are left alone: files in the wild have them for HTTP and timings.
 *
 * @param first the first rows of the file
 */
export function recognisePlainRows(first: readonly unknown[]): Recognition {
  const rows = first.filter(isFields);
  if (rows.length === 0) return OTHER;
  const seen = rows.map((row) => ({ row, columns: columnsOf(row) }));
  if (seen.some(({ row, columns }) => isSummary(row, columns))) return { answer: 'refused', ...SUMMARY };
  const hasScore = seen.some(({ row, columns }) => isScore(valueIn(row, columns, 'score')));
  // One row without it is wrong by itself; where none has it, the file is.
  const hasCase = seen.some(({ columns }) => columns.id !== undefined || columns.input !== undefined);
  if (hasVerdicts(rows) || hasScore) return hasCase ? FITS : lacks('`id`');
  const [column, ...more] = verdictsByValues(rows);
  if (column !== undefined) return lacks(`${likelyVerdict([column, ...more])}${hasCase ? '' : AND_ID}`);
  return hasCase ? lacks('`pass`, `passed` or `success`') : OTHER;
}

/** @returns whether any of these rows says whether it passed. */
export const hasVerdicts = (rows: readonly Fields[]): boolean =>
  rows.some((row) => verdictOf(valueIn(row, columnsOf(row), 'verdict')) !== null);

const isScore = (value: unknown): boolean => numberOf(value) !== null;

/** A verdict can stand under any name; its values give it away, and a person confirms it. */
const verdictsByValues = (rows: readonly Fields[]): string[] =>
  Object.keys(rows[0] ?? {}).filter((name) =>
    looksLikeVerdict(
      name,
      rows.map((row) => own(row, name)),
    ),
  );

/** Of words for a verdict some have to be pass or fail: `error` and `skipped` alone may be the state of anything. */
function looksLikeVerdict(name: string, values: readonly unknown[]): boolean {
  if (values.some(saysPassOrFail))
    return values.every((value) => typeof value === 'string' && verdictOf(value) !== null);
  return VERDICT_NAME.test(name) && values.every(isTruth);
}

/** `hidden_pass`, `isCorrect`; not `ok`, which says as often that a call worked. */
const VERDICT_NAME = /(?:pass|passed|(?<!in)correct|(?<!un)solved|resolved)$/i;

const isTruth = (value: unknown): boolean =>
  typeof value === 'boolean' || (typeof value === 'string' && /^(?:true|false)$/i.test(value));

const AND_ID = '; and `evidence.mapping.id`';

const MOST_COLUMNS = 3;

function likelyVerdict(columns: readonly string[]): string {
  const [first = '', ...more] = columns.slice(0, MOST_COLUMNS).map((name) => name.slice(0, 60));
  return more.length === 0
    ? `\`evidence.mapping.pass: ${first}\`, if that is the verdict`
    : `\`evidence.mapping.pass\`: the verdict may be ${[first, ...more].map((name) => `\`${name}\``).join(', ')}`;
}

export const SUMMARY = {
  found: 'totals or means, and no result of any case',
  expected: 'one result for each case',
  remedy: 'Have the eval write a line for each case, with `id` and `pass`.',
};

const TOTALS: ReadonlySet<string> = new Set([
  ...['passrate', 'successrate', 'successes', 'failures', 'passcount', 'failcount', 'failed', 'fail'],
  ...['total', 'numpassed', 'numfailed', 'passedcount', 'failedcount'],
]);

const hasTotals = (row: Fields): boolean =>
  Object.keys(row).some(
    (name) => TOTALS.has(name.replace(/[\s_-]/g, '').toLowerCase()) && numberOf(row[name]) !== null,
  );

/** `{metric, value}`, and `passed: 1` beside `failed: 0`, which is a count rather than a verdict. */
export function isSummary(row: Fields, columns: Columns): boolean {
  const verdict = valueIn(row, columns, 'verdict');
  if (Object.hasOwn(row, 'metric') && Object.hasOwn(row, 'value')) return verdict === undefined;
  if (typeof verdict === 'boolean' || (typeof verdict === 'string' && numberOf(verdict) === null))
    return false;
  return hasTotals(row) && (verdict !== undefined || columns.id === undefined);
}
