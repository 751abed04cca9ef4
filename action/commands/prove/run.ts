import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Envelope, ProofInput } from '../../contract/envelope.ts';
import type { Manifest } from '../../contract/manifest.ts';
import { describeProblem } from '../../contract/problem.ts';
import { PROOFS, proofFile } from '../../contract/proofs/index.ts';
import { readJson } from '../../evidence/json-file.ts';
import { digestOfInput } from '../../evidence/proofs.ts';
import type { Tree } from '../../evidence/tree.ts';
import type { Reading } from '../../readiness/reading.ts';
import { runCommand } from '../child-process.ts';
import type { ExitCode, Terminal } from '../command.ts';
import { loadToRun } from './load.ts';
import { record } from './record.ts';
import type { Asked } from './words.ts';

/** Where a proof is made. `commit` is what is checked out, `null` outside a repository. */
export type Bench = { terminal: Terminal; tree: Tree; manifest: Manifest; commit: string | null };

/** What a command found out was written down, or why it was not. */
export type Proven = { recorded: string } | { code: ExitCode; problem: string };

/** Runs a command for one check and writes down what it found out, and on what. */
export async function proveOne(bench: Bench, asked: Asked): Promise<Proven> {
  const { terminal } = bench;
  // Under a name that nobody knew before, so that what lay there already is not taken for what this run found out.
  const result = `${proofFile(asked.id)}.${randomUUID()}.part`;
  await mkdir(dirname(join(terminal.cwd, result)), { recursive: true });
  try {
    const before = await digestsOf(bench, asked);
    const told = {
      POC_RESULT: join(terminal.cwd, result),
      ...(await loadToRun(bench.tree, bench.manifest, asked.id)),
    };
    const problem = whyNotRun(asked, await runCommand(terminal, asked.program, asked.args, told));
    if (problem !== null) return problem;
    const read = await readJson(bench.tree, result, PROOFS[asked.id].result, REMEDY);
    if (read.status !== 'read') return { code: 1, problem: whyUnread(read).replaceAll(result, 'the result') };
    const changed = await changedSince(bench, asked, before);
    if (changed !== null) return { code: 1, problem: changed };
    return { recorded: await record(terminal, asked, bench.commit, before, read.value) };
  } finally {
    await rm(join(terminal.cwd, result), { force: true });
  }
}

const REMEDY = 'Let the command write its result as JSON to the file that POC_RESULT names.';

function whyNotRun(
  { program, exitCodes }: Asked,
  ended: Awaited<ReturnType<typeof runCommand>>,
): Exclude<Proven, { recorded: string }> | null {
  if ('unstarted' in ended)
    return {
      code: 2,
      problem: `${program}: found ${ended.unstarted}; expected a command that can be started.`,
    };
  const expected = [0, ...exitCodes];
  if (expected.some((code) => code === ended.code)) return null;
  return {
    code: 1,
    problem: `${program} ended with ${ended.code}; expected ${expected.join(' or ')}. Mend it, or name the code with --exit-code.`,
  };
}

async function digestsOf({ tree, manifest }: Bench, { id }: Asked): Promise<Envelope<unknown>['inputs']> {
  const inputs = PROOFS[id].inputs.map(
    async (input) => [input, await digestOfInput(tree, manifest, input)] as const,
  );
  return Object.fromEntries(await Promise.all(inputs));
}

async function changedSince(
  bench: Bench,
  asked: Asked,
  before: Envelope<unknown>['inputs'],
): Promise<string | null> {
  const after = await digestsOf(bench, asked);
  const changed = (Object.keys(before) as ProofInput[]).filter((input) => before[input] !== after[input]);
  if (changed.length === 0) return null;
  return `${changed.join(', ')} changed while the command ran; expected them to stay. Run it again without editing.`;
}

/** @returns why a file could not be read, in three parts. */
export function whyUnread(reading: Exclude<Reading<unknown>, { status: 'read' }>): string {
  if (reading.status === 'missing')
    return `${reading.lookedIn}: found no file; expected one. ${reading.remedy}`;
  return reading.problems.map(describeProblem).join('\n');
}
