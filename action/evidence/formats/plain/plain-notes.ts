import type { EvalRecord } from '../../../readiness/eval-record.ts';
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

type Counts = { cached: number; scoreOnly: number; failedWithError: number; bySuccess: number };

export function plainNotes(): PlainNotes {
  const counts: Counts = { cached: 0, scoreOnly: 0, failedWithError: 0, bySuccess: 0 };
  const models = new Set<string>();
  let unitlessColumn: string | undefined;
  return {
    see(record, row, columns) {
      count(counts, record, row, columns);
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
