import { posix } from 'node:path';
import type { EvalRun } from '../contract/eval-run.ts';
import { listed } from '../contract/manifest.ts';
import type { Mapping } from '../contract/mapping.ts';
import type { EvalRecord } from '../readiness/eval/eval-record.ts';
import type { ResultFile } from '../readiness/evidence.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import { fileProblem, invalid } from './decode.ts';
import { RUN_IT } from './envelope.ts';
import { isResultFile, readResultFile } from './result-file.ts';
import { isInside, type Tree } from './tree.ts';

/** An envelope, with the rows that it names. */
export type RecordedRun = {
  file: string;
  run: EvalRun;
  files: readonly ResultFile[];
  rows: readonly Row<EvalRecord>[];
};

/** Reads the rows that an envelope names, and counts them again: an envelope that disagrees with them is refused. */
export async function readRecordedRun(
  tree: Tree,
  file: string,
  run: EvalRun,
  mapping: Mapping | undefined,
): Promise<Reading<RecordedRun>> {
  const rows: Row<EvalRecord>[] = [];
  const files: ResultFile[] = [];
  for (const recorded of listed(run.rows)) {
    const named = await movedTo(tree, file, recorded);
    const misplaced = outsideOf(file, named);
    if (misplaced !== null) return misplaced;
    const sink = (value: EvalRecord, line: number) => rows.push({ value, file: named, line });
    const remedy = `${RUN_IT} \`${file}\` names this file as its rows.`;
    const reading = await readResultFile(tree, named, mapping, sink, remedy);
    if (reading.status !== 'read') return reading;
    files.push(reading.value);
  }
  return (
    disagreement(file, run, rows) ??
    older(file, run, files) ?? { status: 'read', value: { file, run, files, rows } }
  );
}

/**
 * A run that was moved together with its rows, as out of an artifact, keeps the paths that it was recorded with: they
 * are looked for beside it, under as many of their folders as are there.
 */
async function movedTo(tree: Tree, file: string, recorded: string): Promise<string> {
  const folder = posix.dirname(file);
  if (folder === '.' || recorded.startsWith(`${folder}/`)) return recorded;
  const there = new Set(await tree.below(folder));
  const parts = recorded.split('/');
  return (
    parts.map((_, i) => posix.join(folder, ...parts.slice(i))).find((path) => there.has(path)) ?? recorded
  );
}

/** Messages quote what a file holds, so an envelope must not point them anywhere else. */
function outsideOf(file: string, named: string): ReturnType<typeof invalid> | null {
  const folder = posix.dirname(file);
  const path = posix.normalize(named);
  const within = isInside(path) && (folder === '.' || path.startsWith(`${folder}/`));
  if (path === named && path !== file && within && isResultFile(path)) return null;
  return invalid(
    fileProblem(file, `rows ${JSON.stringify(named)}`, `a file of results in ${folder}/`, RUN_IT),
  );
}

function disagreement(file: string, run: EvalRun, rows: readonly Row<EvalRecord>[]) {
  const passed = rows.filter((row) => row.value.verdict === 'pass').length;
  if (rows.length === run.n && passed === run.result.passed) return null;
  const names = listed(run.rows).join(', ');
  const found = `${run.n} rows with ${run.result.passed} passes, but ${names} has ${rows.length} with ${passed}`;
  return invalid(
    fileProblem(file, found, 'a run that agrees with its rows', `${RUN_IT} Do not edit results by hand.`),
  );
}

/** Clocks of two machines differ by seconds, not by minutes. */
const TOLERANCE_MS = 60_000;

/** A tool's file that lay there already says nothing about what this run evaluated. */
function older(file: string, run: EvalRun, files: readonly ResultFile[]) {
  const started = run.started_at === null ? null : Date.parse(run.started_at) - TOLERANCE_MS;
  const stale = files.find(
    (one) => started !== null && one.producedAt !== null && Date.parse(one.producedAt) < started,
  );
  if (stale === undefined) return null;
  return invalid(
    fileProblem(
      stale.file,
      `results of ${stale.producedAt}`,
      `results made after ${run.started_at}, when the run of ${file} began`,
      'Remove the old file, and run the eval again.',
    ),
  );
}
