import type { EvalRecord } from '../../../readiness/eval/eval-record.ts';
import { type Fields, numberOf, textOf } from '../shared/fields.ts';
import type { Asked } from './plain-record.ts';
import { type Columns, valueIn } from './plain-row.ts';

/** Gathers what a person should know of the rows of a script of somebody's own. */
export type PlainNotes = {
  see(record: EvalRecord, row: Fields, columns: Columns): void;
  all(asked: Asked): string[];
};

/** More names than these are no list of models. */
const MOST_MODELS = 20;

/** Beyond this many cases the first tell enough. */
const MOST_CASES = 100_000;
const LONGEST_ID = 200;

type Counts = {
  cached: number;
  scoreOnly: number;
  failedWithError: number;
  bySuccess: number;
  again: number;
};

export function plainNotes(): PlainNotes {
  const counts: Counts = { cached: 0, scoreOnly: 0, failedWithError: 0, bySuccess: 0, again: 0 };
  const cases = new Set<string>();
  const models = new Set<string>();
  let unitlessColumn: string | undefined;
  return {
    see(record, row, columns) {
      count(counts, record, row, columns);
      if (isAgain(record, columns, cases)) counts.again += 1;
      if (record.latencyMs === null && numberOf(valueIn(row, columns, 'unitless')) !== null)
        unitlessColumn = columns.unitless;
      const { model } = record;
      if (model !== null && record.variant === null && models.size < MOST_MODELS) models.add(model);
    },
    all: (asked) => [
      ...(asked.verdict ? verdictNotes(counts) : []),
      ...(counts.failedWithError > 0
        ? [`${counts.failedWithError} failures carry an error text; they count as failures of the system`]
        : []),
      ...(counts.again > 0 ? [againNote(counts.again)] : []),
      ...(models.size > 1
        ? [`${models.size} models stand in this file; to compare them declare \`evidence.mapping.variant\``]
        : []),
      ...(unitlessColumn === undefined ? [] : [unitNote(unitlessColumn)]),
      ...(counts.cached > 0
        ? [`${counts.cached} results came from a cache; their latency does not count`]
        : []),
    ],
  };
}

/** Whether a case stood above already, and nothing tells its attempts or runs apart. */
function isAgain({ id, variant }: EvalRecord, columns: Columns, cases: Set<string>): boolean {
  if (columns.repeat !== undefined || columns.run !== undefined || id.length > LONGEST_ID) return false;
  const one = variant === null ? id : `${id} ${variant}`;
  if (cases.has(one)) return true;
  if (cases.size < MOST_CASES) cases.add(one);
  return false;
}

const againNote = (rows: number): string =>
  `Rows of a case that stands above already: ${rows}. They count as more attempts at it; if they are of an earlier run or of another system, keep one run alone, or declare \`evidence.mapping.variant\`.`;

function count(counts: Counts, record: EvalRecord, row: Fields, columns: Columns): void {
  if (record.cached) counts.cached += 1;
  if (record.verdict === 'no_verdict' && columns.verdict === undefined) counts.scoreOnly += 1;
  if (record.verdict === 'fail' && textOf(valueIn(row, columns, 'error')) !== null)
    counts.failedWithError += 1;
  if (columns.verdict?.toLowerCase() === 'success') counts.bySuccess += 1;
}

const verdictNotes = ({ scoreOnly, bySuccess }: Counts): string[] => [
  ...(scoreOnly > 0
    ? [
        `${scoreOnly} results have a score and no verdict of their own: \`evidence.mapping.threshold\` in poc.yaml says from which score on they pass`,
      ]
    : []),
  ...(bySuccess > 0
    ? [
        '`success` is read as the verdict; if it only says that the call worked, declare `evidence.mapping.pass`',
      ]
    : []),
];

const unitNote = (column: string): string =>
  `\`${column}\` has no unit and is not read: name it \`${column}_ms\` or \`${column}_s\``;
