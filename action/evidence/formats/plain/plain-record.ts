import type { RowVerdict } from '../../../contract/eval-run.ts';
import { type EvalRecord, evalRecord } from '../../../readiness/eval/eval-record.ts';
import type { Fault } from '../format.ts';
import { type Fields, numberOf, textOf } from '../shared/fields.ts';
import { fingerprint } from '../shared/fingerprint.ts';
import { amountOf, isNoNumber } from '../shared/scores.ts';
import { reasonOf, shown } from '../shared/shown.ts';
import { verdictOf } from '../shared/verdict-words.ts';
import { type Columns, valueIn } from './plain-row.ts';
import type { Role } from './plain-spellings.ts';

/** What is asked of a row: less, where a mapping says where it keeps its id and its verdict. */
export type Asked = { id: boolean; verdict: boolean };

/** @returns a row of somebody's own script as a record, or what is wrong with it. */
export function plainRecord(row: Fields, columns: Columns, asked: Asked, number: number): EvalRecord | Fault {
  const value = (role: Role) => valueIn(row, columns, role);
  const id = textOf(value('id'));
  const input = value('input');
  if (id === null && (input === undefined || input === null) && asked.id) return WITHOUT_ID;
  const verdict = rowVerdict(row, columns, asked);
  if (typeof verdict !== 'string') return verdict;
  const cached = value('cached') === true || value('cached') === 'true';
  return evalRecord({
    id: id ?? (input === undefined || input === null ? '' : fingerprint(input)),
    fingerprinted: id === null,
    verdict,
    row: number,
    score: numberOf(value('score')),
    threshold: numberOf(value('threshold')),
    variant: textOf(value('variant')),
    repeat: wholeOf(value('repeat')) ?? repeatOf(value('run')),
    cluster: textOf(value('cluster')),
    slices: slicesOf(value('slices')),
    latencyMs: cached ? null : latencyOf(row, columns),
    cached,
    tokensIn: amountOf(value('tokensIn')),
    tokensOut: amountOf(value('tokensOut')),
    costUsd: amountOf(value('cost')),
    model: textOf(value('model')),
    reason: reasonOf(value('error')) ?? reasonOf(value('reason')),
  });
}

const WITHOUT_ID: Fault = {
  found: 'a result without an `id`',
  expected: 'the id of its case, or its input',
  remedy: 'Write an `id` that stays the same from run to run, or declare `evidence.mapping.id`.',
};

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

function rowVerdict(row: Fields, columns: Columns, asked: Asked): RowVerdict | Fault {
  const raw = valueIn(row, columns, 'verdict');
  const said = verdictOf(raw);
  if (said !== null)
    return said === 'pass' && isNoNumber(valueIn(row, columns, 'score')) ? 'grader_error' : said;
  // An attempt that threw has no verdict to write down. An error beside a verdict may have been got over, or be why.
  if (isNothing(raw) && !isNothing(valueIn(row, columns, 'error'))) return 'system_error';
  if (raw === undefined && columns.score !== undefined) return scoreVerdict(row, columns);
  if (isNothing(raw) && raw !== undefined) return 'no_verdict';
  if (!asked.verdict) return 'no_verdict';
  return {
    found: raw === undefined ? 'a result without a verdict' : `\`${columns.verdict}\`: ${shown(raw)}`,
    expected: 'true or false, 1 or 0, or pass or fail',
    remedy: 'Correct it, or take this result out.',
  };
}

/** A threshold beside the score is a declared one. */
function scoreVerdict(row: Fields, columns: Columns): RowVerdict {
  const threshold = numberOf(valueIn(row, columns, 'threshold'));
  const raw = valueIn(row, columns, 'score');
  const score = numberOf(raw);
  if (threshold === null || isNothing(raw)) return 'no_verdict';
  if (score === null) return 'grader_error';
  return score >= threshold ? 'pass' : 'fail';
}

function wholeOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** A run with a small number is a repeat; one with a time or a name is a run among others. */
const MOST_REPEATS = 1000;

/** @returns the number of the repeat that `run` stands for, or `null` where it names a run. */
export function repeatOf(run: unknown): number | null {
  const number = wholeOf(run);
  return number !== null && number < MOST_REPEATS ? number : null;
}

const latencyOf = (row: Fields, columns: Columns): number | null => {
  const seconds = amountOf(valueIn(row, columns, 'seconds'));
  return amountOf(valueIn(row, columns, 'milliseconds')) ?? (seconds === null ? null : seconds * 1000);
};

function slicesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(textOf).filter((one) => one !== null);
  const one = textOf(value);
  return one === null ? [] : [one];
}
