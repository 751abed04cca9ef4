import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UnusableFile } from '../src/jsonl.ts';
import { selectModel, UnusableSetting } from '../src/model/select.ts';
import { monitorTo } from '../src/monitor.ts';
import { createWorkflow } from '../src/workflow.ts';
import { attempt, type EvalRow } from './attempt.ts';
import { type EvalCase, readCases } from './cases.ts';
import { grade } from './grader.ts';
import { inTurn } from './in-turn.ts';

/** npm runs scripts in the folder of package.json. */
const CASES = 'eval/cases';
/** Runs of the eval are logged apart from runs for people. */
const LOG = 'logs/eval.jsonl';
const CONCURRENCY = 4;

/**
 * Runs the workflow on every case and writes one row for each. `poc eval run` starts this, says in `POC_ROWS` where the
 * rows belong, and writes `run.json` beside them: what was measured, on which files.
 */
async function main(): Promise<void> {
  const cases = readCases(CASES);
  const model = await selectModel(process.env);
  const handle = createWorkflow({ model, monitor: monitorTo(LOG) });
  const rows = await inTurn(cases, CONCURRENCY, (one) => attempt({ handle, grade, model: model.id }, one));
  const target = process.env.POC_ROWS ?? 'eval/results/results.jsonl';
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  console.log(summary(cases, rows, model.id));
}

function summary(cases: readonly EvalCase[], rows: readonly EvalRow[], model: string): string {
  const suites = [...new Set(cases.map((one) => one.suite))].sort();
  const lines = suites.map((suite) => {
    const own = rows.filter((_, index) => cases[index]?.suite === suite);
    const passed = own.filter((row) => row.verdict === 'pass').length;
    const toPerson = own.filter((row) => row.outcome === 'needs_person').length;
    const errors = own.filter((row) => row.verdict.endsWith('_error')).length;
    return `  ${suite.padEnd(13)} ${passed} of ${own.length} passed, ${toPerson} went to a person, ${errors} errors`;
  });
  return [`${rows.length} cases with ${model}`, ...lines].join('\n');
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UnusableFile || error instanceof UnusableSetting)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
