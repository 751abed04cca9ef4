import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { command } from '../src/command.ts';
import type { Composed } from '../src/compose.ts';
import { UnusableSetting } from '../src/setting.ts';
import { attempt, type EvalRow } from './attempt.ts';
import { type EvalCase, readCases } from './cases.ts';
import { grade } from './grader.ts';
import { inTurn } from './in-turn.ts';
import { type EvalSettings, readEvalSettings } from './settings.ts';
import { casesOf } from './shard.ts';

/** npm runs scripts in the folder of package.json. */
const CASES = 'eval/cases';
const CONCURRENCY = 4;

type Planned = { one: EvalCase; repeat: number };

/** What is put to the exam. `results` is where its rows go when `poc eval run` does not say. */
export type Candidate = { compose: () => Promise<Composed>; results: string };

/**
 * Runs the workflow with a model on every case, grades it, and writes one row for each attempt. `poc eval run` starts
 * this, says in `POC_ROWS` where the rows belong and in `POC_SHARD` which part of the cases is wanted, and writes
 * `run.json` beside the rows: what was measured, on which files. What cannot be used ends it with 2.
 */
export const runCases = (candidate: Candidate): Promise<void> =>
  command(() => run(candidate), 'npm run eval, or: npm run eval:alternative');

async function run(candidate: Candidate): Promise<number> {
  const planned = plan(readCases(CASES), readEvalSettings(process.env));
  const { handle, model } = await candidate.compose();
  const bench = { handle, grade, model };
  const rows = await inTurn(planned, CONCURRENCY, ({ one, repeat }) => attempt(bench, one, repeat));
  const target = process.env.POC_ROWS ?? candidate.results;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  console.log(summary(planned, rows, model));
  return 0;
}

function plan(all: readonly EvalCase[], { shard, repeats }: EvalSettings): Planned[] {
  const cases = casesOf(shard, all);
  if (cases.length === 0) {
    throw new UnusableSetting(
      `POC_SHARD: found ${shard?.index}/${shard?.of}, to which none of the ${all.length} cases belongs; expected one at least. Use fewer shards.`,
    );
  }
  return cases.flatMap((one) => Array.from({ length: repeats }, (_, repeat) => ({ one, repeat })));
}

function summary(planned: readonly Planned[], rows: readonly EvalRow[], model: string): string {
  const suites = [...new Set(planned.map(({ one }) => one.suite))].sort();
  const lines = suites.map((suite) => {
    const own = rows.filter((_, index) => planned[index]?.one.suite === suite);
    const passed = own.filter((row) => row.verdict === 'pass').length;
    const toPerson = own.filter((row) => row.outcome === 'needs_person').length;
    const errors = own.filter((row) => row.verdict.endsWith('_error')).length;
    return `  ${suite.padEnd(13)} ${passed} of ${own.length} passed, ${toPerson} went to a person, ${errors} errors`;
  });
  const cases = new Set(planned.map(({ one }) => one.id)).size;
  const attempts = rows.length === cases ? '' : `${rows.length} attempts at `;
  return [`${attempts}${cases} cases with ${model}`, ...lines].join('\n');
}
