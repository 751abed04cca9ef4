import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CHECKS } from '../checks/index.ts';
import type { Envelope, ProofInput } from '../contract/envelope.ts';
import type { Manifest } from '../contract/manifest.ts';
import { describeProblem } from '../contract/problem.ts';
import { PROOF_IDS, PROOFS, proofFile } from '../contract/proofs/index.ts';
import { readJson } from '../evidence/json-file.ts';
import { readManifest } from '../evidence/poc-files.ts';
import { digestOfInput } from '../evidence/proofs.ts';
import type { Tree } from '../evidence/tree.ts';
import { openWorkingTree } from '../evidence/working-tree.ts';
import type { Reading } from '../readiness/reading.ts';
import { terminalResult } from '../reporters/terminal.ts';
import { assessFolder } from './assess-folder.ts';
import { runCommand } from './child-process.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { record } from './prove/record.ts';
import { type Asked, readWords } from './prove/words.ts';
import { repositoryAround } from './repository.ts';

const USAGE = `poc prove CHECK [--exit-code N] -- COMMAND [ARGUMENTS]

Runs a command that finds something out for one check, and writes down on what: evidence/CHECK.json. The command writes
its result as JSON to the file that the variable POC_RESULT names; \`poc explain CHECK\` says what it has to hold.

  --exit-code N  the command did its work also when it ends with N: many test runners do so when a test fails, and the
                 canary has to

Checks: ${PROOF_IDS.join(', ')}.

Exit code: 0 the check passes, 1 it does not, or nothing was written, 2 could not run.`;

/** `poc prove`: what was found out is bound to what it was found out on. The gate itself never runs anything. */
export const prove: Command = {
  name: 'prove',
  summary: 'run what proves a check, and record on what it ran',
  usage: USAGE,
  async run(args, terminal) {
    const asked = readWords(args);
    if ('problem' in asked) return refuse(terminal, 2, asked.problem);
    const around = await repositoryAround(terminal.cwd);
    if ('problem' in around) return refuse(terminal, 2, around.problem);
    const tree = await openWorkingTree(terminal.cwd, around.repository?.git ?? null);
    const manifest = await readManifest(tree);
    if (manifest.status !== 'read') return refuse(terminal, 2, whyUnread(manifest));
    return run({ terminal, tree, manifest: manifest.value.value, asked }, around.repository?.head ?? null);
  },
};

type Bench = { terminal: Terminal; tree: Tree; manifest: Manifest; asked: Asked };

async function run(bench: Bench, commit: string | null): Promise<ExitCode> {
  const { terminal, tree, asked } = bench;
  const { id, program, args, exitCodes } = asked;
  // Under a name that nobody knew before, so that what lay there already is not taken for what this run found out.
  const result = `${proofFile(id)}.${randomUUID()}.part`;
  await mkdir(dirname(join(terminal.cwd, result)), { recursive: true });
  try {
    const before = await digestsOf(bench);
    const ended = await runCommand(terminal, program, args, { POC_RESULT: join(terminal.cwd, result) });
    if ('unstarted' in ended)
      return refuse(
        terminal,
        2,
        `${program}: found ${ended.unstarted}; expected a command that can be started.`,
      );
    if (![0, ...exitCodes].some((code) => code === ended.code))
      return refuse(
        terminal,
        1,
        `${program} ended with ${ended.code}; expected ${[0, ...exitCodes].join(' or ')}. Mend it, or name the code with --exit-code.`,
      );
    const read = await readJson(tree, result, PROOFS[id].result, REMEDY);
    if (read.status !== 'read') return refuse(terminal, 1, whyUnread(read).replaceAll(result, 'the result'));
    const changed = await changedSince(bench, before);
    if (changed !== null) return refuse(terminal, 1, changed);
    await record(terminal, asked, commit, before, read.value);
  } finally {
    await rm(join(terminal.cwd, result), { force: true });
  }
  return judge(bench);
}

const REMEDY = 'Let the command write its result as JSON to the file that POC_RESULT names.';

async function digestsOf({ tree, manifest, asked }: Bench): Promise<Envelope<unknown>['inputs']> {
  const inputs = PROOFS[asked.id].inputs.map(
    async (input) => [input, await digestOfInput(tree, manifest, input)] as const,
  );
  return Object.fromEntries(await Promise.all(inputs));
}

async function changedSince(bench: Bench, before: Envelope<unknown>['inputs']): Promise<string | null> {
  const after = await digestsOf(bench);
  const changed = (Object.keys(before) as ProofInput[]).filter((input) => before[input] !== after[input]);
  if (changed.length === 0) return null;
  return `${changed.join(', ')} changed while the command ran; expected them to stay. Run it again without editing.`;
}

/** Says at once what the gate makes of it. */
async function judge({ terminal, asked }: Bench): Promise<ExitCode> {
  const check = CHECKS.filter(({ id }) => id === asked.id);
  const now = new Date();
  const judged = await assessFolder(
    { ...terminal, now },
    { folder: '.', base: null, baseResults: null },
    check,
  );
  if ('problem' in judged) return refuse(terminal, 2, judged.problem);
  const [result] = judged.report.results;
  if (result === undefined) throw new Error(`${asked.id} is not among the checks`);
  terminal.print(terminalResult(result));
  return result.outcome === 'pass' ? 0 : 1;
}

function whyUnread(reading: Exclude<Reading<unknown>, { status: 'read' }>): string {
  if (reading.status === 'missing')
    return `${reading.lookedIn}: found no file; expected one. ${reading.remedy}`;
  return reading.problems.map(describeProblem).join('\n');
}

function refuse(terminal: Terminal, code: ExitCode, problem: string): ExitCode {
  terminal.complain(`poc prove: ${problem}`);
  return code;
}
