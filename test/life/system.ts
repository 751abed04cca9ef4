import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EvalCase, evalCase } from '../../action/contract/eval-case.ts';
import type { EvalRow } from '../../action/contract/eval-run.ts';
import { PROOFS, type ProofId, proofFile } from '../../action/contract/proofs/index.ts';
import { writeProofs } from '../repository-builder/proven.ts';
import { aRow, writeFiles } from '../repository-builder.ts';
import { daysUntil } from './clock.ts';

/** Writes the proofs of these checks, for the tree as it is now. */
export async function prove(folder: string, now: Date, ids: readonly ProofId[]): Promise<void> {
  await writeProofs(folder, now, only(ids));
  await Promise.all(ids.map((id) => tookAnotherTime(folder, proofFile(id), now)));
}

/** No test takes as long as it did on another day. */
async function tookAnotherTime(folder: string, file: string, now: Date): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8');
  const later = (ms: string) => Math.round((Number(ms) + daysUntil(now) * 0.01) * 1000) / 1000;
  await writeFiles(folder, {
    [file]: text.replace(/("duration_ms": )([\d.]+)/g, (_, key: string, ms: string) => `${key}${later(ms)}`),
  });
}

/** How a system answers a case, and what the grader says of it. */
export type Answers = (one: EvalCase, i: number) => EvalRow;

/** A system that has learnt nothing yet. */
export const asksAPerson = (one: EvalCase): EvalRow =>
  one.suite === 'scored'
    ? aRow(one, { verdict: 'fail', outcome: 'needs_person', confidence: null })
    : aRow(one);

/** A system that answers, and gives the other label to every so-manieth scored case. */
export const wrongOnceIn =
  (n: number): Answers =>
  (one, i) =>
    one.suite === 'scored' && i % n === n - 1
      ? aRow(one, { verdict: 'fail', reason: 'the other label', confidence: 0.71 })
      : aRow(one);

const only = (ids: readonly ProofId[]) =>
  Object.fromEntries(
    (Object.keys(PROOFS) as ProofId[]).filter((id) => !ids.includes(id)).map((id) => [id, undefined]),
  );

/** The cases that lie in the repository. */
export async function casesIn(folder: string): Promise<EvalCase[]> {
  const place = join(folder, 'eval/cases');
  const files = (await readdir(place)).filter((file) => file.endsWith('.jsonl')).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(place, file), 'utf8')));
  const lines = texts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
  return lines.map((line) => evalCase.parse(JSON.parse(line)));
}
