import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type EvalRow, type EvalRun, evalRow, INPUT_KINDS } from '../contract/eval-run.ts';
import type { Manifest } from '../contract/manifest.ts';
import { describeProblem, type Problem } from '../contract/problem.ts';
import { digestInputs } from '../evidence/digests.ts';
import { readJsonLines } from '../evidence/json-lines.ts';
import { readManifest } from '../evidence/poc-files.ts';
import type { Repository } from '../evidence/repository.ts';
import type { Tree } from '../evidence/tree.ts';
import { openWorkingTree } from '../evidence/working-tree.ts';
import type { InputDigests } from '../readiness/evidence.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { rowsFileBeside, whyUnfit } from './eval-run/target.ts';
import { repositoryAround } from './repository.ts';

const USAGE = `poc eval run -- COMMAND [ARGUMENT...]

Runs COMMAND, which evaluates the cases and writes one JSON line an attempt into the file that the
environment variable POC_ROWS names. Takes digests of cases, source, prompts, grader and policy before and
after, and writes the evidence envelope (eval/results/run.json) beside the rows. Results whose inputs changed
while they were made are not written.

Exit code: 0 written, 1 refused, 2 could not run.`;

/** `poc eval run`: evaluates, and writes down on what. The gate itself never runs anything. */
export const evalRunCommand: Command = {
  name: 'eval run',
  summary: 'run the eval and record on what it ran',
  usage: USAGE,
  async run(args, terminal) {
    const [program, ...rest] = args[0] === '--' ? args.slice(1) : args;
    if (program === undefined)
      return refuse(terminal, 2, 'found no command; expected one after `--`. See `poc eval run --help`.');
    if (args[0] !== '--' && program.startsWith('-')) {
      return refuse(
        terminal,
        2,
        `found the option ${program}; expected \`--\` and a command. See \`poc eval run --help\`.`,
      );
    }
    const around = await repositoryAround(terminal.cwd);
    if ('problem' in around) return refuse(terminal, 2, around.problem);
    const { repository } = around;
    const tree = await openWorkingTree(terminal.cwd, repository?.git ?? null);
    const manifest = await readManifest(tree);
    if (manifest.status !== 'read') return refuse(terminal, 2, whyUnread(manifest));
    return evaluate({ terminal, tree, repository, manifest: manifest.value.value }, program, rest);
  },
};

type Bench = { terminal: Terminal; tree: Tree; repository: Repository | null; manifest: Manifest };

async function evaluate(bench: Bench, program: string, args: string[]): Promise<ExitCode> {
  const { terminal, tree, manifest } = bench;
  const { results } = manifest.evidence;
  const rowsFile = rowsFileBeside(results);
  const unfit = await whyUnfit(terminal.cwd, results);
  if (unfit !== null) return refuse(terminal, 2, unfit);
  const before = await digestInputs(tree, manifest.evidence.inputs);
  if (before.status !== 'read') return refuse(terminal, 1, whyUnread(before));
  await mkdir(join(terminal.cwd, dirname(rowsFile)), { recursive: true });
  // Rows of an earlier run must not be taken for those of one that wrote nothing.
  await rm(join(terminal.cwd, rowsFile), { force: true });
  const ended = await runCommand(terminal, program, args, rowsFile);
  if ('unstarted' in ended)
    return refuse(
      terminal,
      2,
      `${program}: found ${ended.unstarted}; expected a command that can be started.`,
    );
  if (ended.code !== 0)
    return refuse(
      terminal,
      1,
      `${program} ended with ${ended.code}; expected 0. Nothing was recorded; mend the eval and run it again.`,
    );
  const after = await digestInputs(tree, manifest.evidence.inputs);
  if (after.status !== 'read') return refuse(terminal, 1, whyUnread(after));
  const changed = INPUT_KINDS.filter((kind) => before.value[kind] !== after.value[kind]);
  if (changed.length > 0) {
    return refuse(
      terminal,
      1,
      `${changed.join(', ')} changed while the eval ran; expected them to stay. Run it again without editing.`,
    );
  }
  return record(bench, before.value, rowsFile, [program, ...args].join(' '));
}

async function record(
  bench: Bench,
  inputs: InputDigests,
  rowsFile: string,
  command: string,
): Promise<ExitCode> {
  const { terminal, tree, manifest, repository } = bench;
  const rows = await readJsonLines(
    tree,
    rowsFile,
    evalRow,
    'Write one JSON line an attempt into the file named by POC_ROWS.',
  );
  if (rows.status !== 'read') return refuse(terminal, 1, whyUnread(rows));
  if (rows.value.length === 0)
    return refuse(terminal, 1, `${rowsFile}: found no rows; expected one an attempt. Nothing was recorded.`);
  const run = envelope(terminal, rows.value, inputs, { rowsFile, command, commit: repository?.head ?? null });
  await writeFile(join(terminal.cwd, manifest.evidence.results), `${JSON.stringify(run, null, 2)}\n`);
  const counts = countVerdicts(rows.value);
  terminal.print(
    `${rows.value.length} rows in ${rowsFile}: ${counts}. Recorded in ${manifest.evidence.results}.`,
  );
  return 0;
}

type Origin = { rowsFile: string; command: string; commit: string | null };

function envelope(
  terminal: Terminal,
  rows: readonly Row<EvalRow>[],
  inputs: InputDigests,
  origin: Origin,
): EvalRun {
  const models = new Set(rows.map(({ value }) => value.model).filter((model) => model !== null));
  return {
    schema: 'poc-evidence/v1',
    check: 'eval/pass-rate',
    commit: origin.commit,
    produced_at: new Date().toISOString(),
    producer: { command: origin.command, run_url: runUrl(terminal.env) },
    inputs: { ...inputs, model: [...models].sort() },
    n: rows.length,
    result: { passed: rows.filter(({ value }) => value.verdict === 'pass').length },
    rows: origin.rowsFile,
  };
}

/** The page of the run on GitHub, where this runs there. */
function runUrl(env: Terminal['env']): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : null;
}

function countVerdicts(rows: readonly Row<EvalRow>[]): string {
  const counts = new Map<string, number>();
  for (const { value } of rows) counts.set(value.verdict, (counts.get(value.verdict) ?? 0) + 1);
  return [...counts].map(([verdict, n]) => `${n} ${verdict.replace('_', ' ')}`).join(', ');
}

function runCommand(
  terminal: Terminal,
  program: string,
  args: string[],
  rowsFile: string,
): Promise<{ unstarted: string } | { code: number | string }> {
  return new Promise((resolve) => {
    const env = { ...terminal.env, POC_ROWS: rowsFile };
    const child = spawn(program, args, {
      cwd: terminal.cwd,
      env,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    child.on('error', (error) => resolve({ unstarted: error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 'no exit code' }));
  });
}

function whyUnread(reading: Exclude<Reading<unknown>, { status: 'read' }>): string {
  if (reading.status === 'missing') return `${reading.lookedIn}: found nothing there. ${reading.remedy}`;
  return reading.problems.map((problem: Problem) => describeProblem(problem)).join('\n');
}

function refuse(terminal: Terminal, code: ExitCode, problem: string): ExitCode {
  terminal.complain(`poc eval run: ${problem}`);
  return code;
}
