import { posix } from 'node:path';
import { type EvalRow, type EvalRun, evalRow, evalRun } from '../contract/eval-run.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { EvalResults } from '../readiness/evidence.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import { fileProblem, invalid, readText } from './decode.ts';
import { digestInputs } from './digests.ts';
import { readJsonLines } from './json-lines.ts';
import { bracketsOf, MOST_LEVELS } from './nesting.ts';
import { schemaProblems } from './schema-problems.ts';
import type { Tree } from './tree.ts';

const RUN_IT = 'Run `npm run eval`.';

/**
 * Reads an eval run and its rows. Missing, empty, cut off, of another shape, without its rows, and disagreeing with
 * its rows are six different answers. Results of another commit are read; the checks compare their digests.
 */
export async function readResults(tree: Tree, manifest: Manifest): Promise<Reading<EvalResults>> {
  const file = manifest.evidence.results;
  const run = await readRun(tree, file);
  if (run.status !== 'read') return run;
  const rows = await readRows(tree, file, run.value);
  if (rows.status !== 'read') return rows;
  const inputsNow = await digestInputs(tree, manifest.evidence.inputs);
  if (inputsNow.status !== 'read') return inputsNow;
  return {
    status: 'read',
    value: { file, run: run.value, rowsFile: run.value.rows, rows: rows.value, inputsNow: inputsNow.value },
  };
}

/** Reads the rows alone, as they were when they were committed. */
export async function readResultRows(tree: Tree, manifest: Manifest): Promise<Reading<Row<EvalRow>[]>> {
  const run = await readRun(tree, manifest.evidence.results);
  return run.status === 'read' ? readRows(tree, manifest.evidence.results, run.value) : run;
}

/** Reads the envelope alone. */
export async function readRun(tree: Tree, file: string): Promise<Reading<EvalRun>> {
  const text = await readText(tree, file, RUN_IT);
  if (text.status !== 'read') return text;
  const unlike = (found: string) => invalid(fileProblem(file, found, 'an eval run as JSON', RUN_IT));
  if (text.value.trim() === '') return unlike('an empty file');
  const { deepest, open } = bracketsOf(text.value);
  if (deepest > MOST_LEVELS) return unlike(`JSON nested ${deepest} levels deep`);
  const json = parseJson(text.value);
  if (json === undefined) {
    const cut = open && text.value.trimStart().startsWith('{');
    return unlike(cut ? 'JSON that is cut off' : 'text that is not JSON');
  }
  const parsed = evalRun.safeParse(json);
  if (parsed.success) return { status: 'read', value: parsed.data };
  return invalid(...schemaProblems(parsed.error, evalRun, json, () => ({ file, line: null })));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function readRows(tree: Tree, file: string, run: EvalRun): Promise<Reading<Row<EvalRow>[]>> {
  // Messages quote what a line holds, so an envelope must not point them at a file of another kind.
  if (posix.dirname(run.rows) !== posix.dirname(file) || !run.rows.endsWith('.jsonl')) {
    const wanted = `a .jsonl file beside ${file}`;
    return invalid(fileProblem(file, `rows ${JSON.stringify(run.rows)}`, wanted, RUN_IT));
  }
  const rows = await readJsonLines(
    tree,
    run.rows,
    evalRow,
    `${RUN_IT} \`${file}\` names this file as its rows.`,
  );
  if (rows.status !== 'read') return rows;
  const passed = rows.value.filter((row) => row.value.verdict === 'pass').length;
  if (rows.value.length === run.n && passed === run.result.passed) return rows;
  const found = `${run.n} rows with ${run.result.passed} passes, but ${run.rows} has ${rows.value.length} with ${passed}`;
  return invalid(
    fileProblem(file, found, 'a run that agrees with its rows', `${RUN_IT} Do not edit results by hand.`),
  );
}
