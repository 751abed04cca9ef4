import type { z } from 'zod';
import {
  type Assisted,
  assisted,
  type CheckedCase,
  checkedCase,
  type Discarded,
  discarded,
} from '../contract/study.ts';
import { type Timing, timing } from '../contract/timings.ts';
import { type UsageEvent, usageEvent } from '../contract/usage.ts';
import type { RowsOf } from '../readiness/evidence.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import { type Columns, readCsv } from './csv-file.ts';
import { whenWrong } from './decode.ts';
import { filesMatching } from './glob.ts';
import { readJsonLines } from './json-lines.ts';
import type { Tree } from './tree.ts';

/** Written by `poc time`; a person who writes rows by hand may leave it out. */
const OPTIONAL = ['task'];

/** @returns the columns of a file of rows: all that its schema names. */
const columnsOf = (shape: object): Columns => ({
  needed: Object.keys(shape).filter((name) => !OPTIONAL.includes(name)),
  optional: Object.keys(shape).filter((name) => OPTIONAL.includes(name)),
});

export const TIMING_COLUMNS = columnsOf(timing.shape);
export const ASSISTED_COLUMNS = columnsOf(assisted.shape);
export const DISCARDED_COLUMNS = columnsOf(discarded.shape);
export const CHECKED_COLUMNS = columnsOf(checkedCase.shape);

/** Reads the timings that `baseline.yaml` names. */
export const readTimings = (tree: Tree, file: string): Promise<Reading<RowsOf<Timing>>> =>
  readRows(tree, file, timing, TIMING_COLUMNS);

/** Reads the study with the POC. Without the file there was none yet. */
export const readAssisted = async (tree: Tree, file: string): Promise<Reading<RowsOf<Assisted>>> =>
  orNone(file, await readRows(tree, file, assisted, ASSISTED_COLUMNS));

/** Reads what was begun and is not counted. Without the file nothing was discarded. */
export const readDiscarded = async (tree: Tree, file: string): Promise<Reading<RowsOf<Discarded>>> =>
  orNone(file, await readRows(tree, file, discarded, DISCARDED_COLUMNS));

/** Reads the finished cases that were looked at again. Without the file none was. */
export const readCheckedCases = async (tree: Tree, file: string): Promise<Reading<RowsOf<CheckedCase>>> =>
  orNone(file, await readRows(tree, file, checkedCase, CHECKED_COLUMNS));

async function readRows<S extends z.ZodType>(
  tree: Tree,
  file: string,
  schema: S,
  columns: Columns,
): Promise<Reading<RowsOf<z.infer<S>>>> {
  const header = [...columns.needed, ...(columns.optional ?? [])].join(',');
  const reading = await readCsv(
    tree,
    file,
    schema,
    columns,
    `Write \`${file}\` with the header \`${header}\`.`,
  );
  return reading.status === 'read' ? { status: 'read', value: { file, rows: reading.value } } : reading;
}

const orNone = <T>(file: string, reading: Reading<RowsOf<T>>): Reading<RowsOf<T>> =>
  reading.status === 'missing' ? { status: 'read', value: { file, rows: [] } } : reading;

/** Reads the usage export, in the order of time. Without one nobody has used it. */
export async function readUsage(
  tree: Tree,
  patterns: readonly string[],
): Promise<Reading<readonly Row<UsageEvent>[]>> {
  const files = await filesMatching(tree, patterns);
  const readings = await Promise.all(files.map((file) => readJsonLines(tree, file, usageEvent, '')));
  const problems = readings.flatMap((reading) => (reading.status === 'invalid' ? reading.problems : []));
  const rows = readings.flatMap((reading) => (reading.status === 'read' ? reading.value : []));
  const at = ({ value }: Row<UsageEvent>) => Date.parse(value.ts);
  return whenWrong(problems) ?? { status: 'read', value: rows.sort((a, b) => at(a) - at(b)) };
}
