import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvalCase } from '../../action/contract/eval-case.ts';
import type { EvalRow, EvalRun } from '../../action/contract/eval-run.ts';
import type { Timing } from '../../action/contract/timings.ts';
import { byRule } from '../repository-builder/proven.ts';
import { aRow, aTiming, casesForProduction, type Files, jsonLines } from '../repository-builder.ts';
import type { Deed } from './attack.ts';

const WRONG = { verdict: 'fail', reason: 'another label' } as const;

/** The cases that every base has. */
export const EXAM: readonly EvalCase[] = casesForProduction();

/** The cases of the base, each as this changes it; `null` takes it out. */
export const examBut = (change: (one: EvalCase) => EvalCase | null): EvalCase[] =>
  EXAM.flatMap((one) => change(one) ?? []);

/** The ids of the first so many cases of the scored suite. */
export const firstIds = (count: number): string[] => Array.from({ length: count }, (_, i) => `case-${i + 1}`);

/** Makes rows in which these cases ended so, and all others as they should. */
export const rowsWith =
  (ids: readonly string[], ended: Partial<EvalRow>) =>
  (cases: readonly EvalCase[]): EvalRow[] =>
    cases.map((one) => aRow(one, ids.includes(one.id) ? ended : {}));

/** Makes rows in which these cases failed, and all others ended as they should. */
export const failing = (...ids: string[]) => rowsWith(ids, WRONG);

/** Writes files, and proves anew whatever is bound to the tree. */
export const change =
  (files: Files): Deed =>
  async (poc) => {
    await poc.write(files);
    await poc.prove();
  };

/** Hands in cases and files with results of them, those of the alternative and all proofs made anew. */
export const handIn =
  ({
    cases = EXAM,
    rows = failing()(cases),
    run = {},
    files = {},
    alternative = (poc) => poc.evaluateAlternative(byRule(cases)),
  }: {
    cases?: readonly EvalCase[];
    rows?: readonly EvalRow[];
    run?: Partial<EvalRun>;
    files?: Files;
    alternative?: Deed;
  }): Deed =>
  async (poc) => {
    await poc.write({ 'eval/cases/cases.jsonl': jsonLines(cases), ...files });
    await poc.evaluate(rows, run);
    await alternative(poc);
    await change({})(poc);
  };

/** The log of changed cases. */
export const logged = (approvedBy: string, reason: string, ...ids: string[]): Files => ({
  'eval/CHANGES.jsonl': jsonLines(ids.map((id) => ({ id, reason, approved_by: approvedBy }))),
});

/** Lets the alternative be right on little more than half, so that the POC may be wrong on some and is still ahead. */
export const weakerRule =
  (cases = EXAM): Deed =>
  (poc) =>
    poc.evaluateAlternative(
      cases.map((one, i) => aRow(one, one.suite === 'scored' && i % 20 < 9 ? WRONG : {})),
    );

const FIFTY = EXAM.slice(0, 40).concat(EXAM.filter(({ suite }) => suite === 'unanswerable').slice(0, 10));

/** Writes fifty outputs that these people judged as the judge did: ten of them were wrong. */
export const labelled =
  ({ judge, people = ['user-1', 'user-2'] }: { judge: string; people?: readonly string[] }): Deed =>
  async (poc) => {
    const run = JSON.parse(await readFile(join(poc.folder, 'eval/results/run.json'), 'utf8')) as EvalRun;
    const outputs = FIFTY.map((one, i) => {
      const graded = i < 40 ? 'pass' : 'fail';
      return {
        case: one.id,
        output: `answer ${i}`,
        graded,
        labels: people.map((by) => ({ by, verdict: graded })),
      };
    });
    const file = { version: 1, judge, grader: run.inputs.grader, outputs };
    await change({ 'eval/grader-agreement.json': `${JSON.stringify(file, null, 2)}\n` })(poc);
  };

/** Twenty durations in seconds, as uneven as a stopwatch's. */
export const UNEVEN: readonly number[] = Array.from({ length: 20 }, (_, i) => 431 + ((i * 157) % 523));

/** Eight weeks: from when timings are made to before anybody uses the tool. */
const BEFORE_USE = 56 * 24 * 3_600_000;

/** Replaces the timings of today's work by these durations in seconds, each row as this changes it. */
export const timedByHand = (
  seconds: readonly number[],
  edit: (row: Timing, i: number, rows: readonly Timing[]) => Timing = (row) => row,
): Deed => {
  const rows = seconds.map((one, i) => {
    const start = Date.parse(aTiming(i).started_at) - BEFORE_USE;
    return aTiming(i, {
      started_at: new Date(start).toISOString(),
      stopped_at: new Date(start + one * 1000).toISOString(),
    });
  });
  const edited = rows.map((row, i) => edit(row, i, rows));
  const columns = Object.keys(rows[0] ?? {}) as (keyof Timing)[];
  const lines = [columns, ...edited.map((row) => columns.map((column) => row[column]))];
  return change({ 'baseline/timings.csv': `${lines.map((line) => line.join(',')).join('\n')}\n` });
};

/**
 * Hands in the scored cases as a tool wrote them, each passed and with a score written as it stands; the others in rows
 * of ours. The envelope counts what is no number as our reader does.
 */
export const scoredByATool =
  (scoreOf: (id: string) => string): Deed =>
  async (poc) => {
    const [ours, theirs] = ['eval/results/results.jsonl', 'eval/results/scores.jsonl'];
    const scored = EXAM.filter(({ suite }) => suite === 'scored').map(({ id }) => ({
      id,
      score: scoreOf(id),
    }));
    const none = scored.filter(({ score }) => score !== 'null' && !Number.isFinite(Number(score)));
    const passed = EXAM.length - 1 - none.length;
    await poc.evaluate(
      EXAM.map((one) => aRow(one)),
      { rows: [ours, theirs], result: { passed } },
    );
    await change({
      [ours]: jsonLines(EXAM.filter(({ suite }) => suite !== 'scored').map((one) => aRow(one))),
      [theirs]: scored.map(({ id, score }) => `{"id":"${id}","score":${score},"passed":true}\n`).join(''),
    })(poc);
  };

/** @returns a moment so many seconds after another. */
export const later = (moment: string, seconds: number): string =>
  new Date(Date.parse(moment) + seconds * 1000).toISOString();
