import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INPUT_KINDS } from '../contract/eval-run.ts';
import type { Manifest } from '../contract/manifest.ts';
import { describeProblem, type Problem } from '../contract/problem.ts';
import { digestInputs } from '../evidence/digests.ts';
import { readManifest } from '../evidence/poc-files.ts';
import type { Repository } from '../evidence/repository.ts';
import type { Tree } from '../evidence/tree.ts';
import { openWorkingTree } from '../evidence/working-tree.ts';
import type { Shard } from '../readiness/eval/shards.ts';
import type { Reading } from '../readiness/reading.ts';
import { runCommand } from './child-process.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { countRecords } from './eval-run/count.ts';
import { envelope, type Origin } from './eval-run/envelope.ts';
import { recordedInWords, whyNotCounted } from './eval-run/outcome.ts';

import { filesToRecord, whyMisplaced } from './eval-run/result-files.ts';
import { alternativeOf, pocOf, type Subject, whyAlternativeUnfit } from './eval-run/subject.ts';
import { chooseTarget, type Target, whyUnfit } from './eval-run/target.ts';
import { USAGE } from './eval-run/usage.ts';
import { type RunWords, readWords } from './eval-run/words.ts';
import { type Looks, lookAt } from './eval-run/written-files.ts';
import { repositoryAround } from './repository.ts';

/** `poc eval run`: evaluates, and writes down on what. The gate itself never runs anything. */
export const evalRunCommand: Command = {
  name: 'eval run',
  summary: 'run the eval and record on what it ran',
  usage: USAGE,
  async run(args, terminal) {
    const words = readWords(args, terminal.env);
    if ('problem' in words) return refuse(terminal, 2, words.problem);
    const around = await repositoryAround(terminal.cwd);
    if ('problem' in around) return refuse(terminal, 2, around.problem);
    const { repository } = around;
    const tree = await openWorkingTree(terminal.cwd, repository?.git ?? null);
    const read = await readManifest(tree);
    if (read.status !== 'read') return refuse(terminal, 2, whyUnread(read));
    const manifest = read.value.value;
    const subject = words.alternative ? alternativeOf(manifest) : pocOf(manifest);
    if ('problem' in subject) return refuse(terminal, 2, subject.problem);
    const target = chooseTarget(subject.place, words.shard);
    if ('problem' in target) return refuse(terminal, 2, target.problem);
    const bench = { terminal, tree, repository, manifest, words, subject, target };
    const unfit = await whyNotThere(bench);
    return unfit === null ? evaluate(bench) : refuse(terminal, 2, unfit);
  },
};

type Bench = {
  terminal: Terminal;
  tree: Tree;
  repository: Repository | null;
  manifest: Manifest;
  words: RunWords;
  subject: Subject;
  target: Target;
};

/** @returns why nothing is recorded at the target, before a long eval is run for nothing; or `null`. */
async function whyNotThere({ terminal, tree, manifest, words, subject, target }: Bench) {
  return (
    (words.alternative ? await whyAlternativeUnfit(tree, manifest, target) : null) ??
    (await whyUnfit(terminal.cwd, tree, target, subject.place)) ??
    whyMisplaced(words.results, target, subject.place)
  );
}

async function evaluate(bench: Bench): Promise<ExitCode> {
  const { terminal, tree, repository, words } = bench;
  const { inputs } = bench.subject;
  const before = await digestInputs(tree, inputs);
  if (before.status !== 'read') return refuse(terminal, 1, whyUnread(before));
  await clear(bench);
  const looks = await lookAtResults(bench);
  const startedAt = new Date();
  const failure = await runProgram(bench);
  if (failure !== null) return failure;
  const after = await digestInputs(tree, inputs);
  if (after.status !== 'read') return refuse(terminal, 1, whyUnread(after));
  const changed = INPUT_KINDS.filter((kind) => before.value[kind] !== after.value[kind]);
  if (changed.length > 0) {
    return refuse(
      terminal,
      1,
      `${changed.join(', ')} changed while the eval ran; expected them to stay. Run it again without editing.`,
    );
  }
  const origin: Origin = {
    inputs: before.value,
    command: [words.program, ...words.args].join(' '),
    commit: repository?.head ?? null,
    shard: words.shard,
    models: words.models,
    startedAt,
  };
  return record(bench, origin, looks);
}

/** What an earlier run left must not be taken for what this one writes. Files of other tools are not ours to remove. */
async function clear({ terminal, words, target }: Bench): Promise<void> {
  await mkdir(join(terminal.cwd, target.folder), { recursive: true });
  await rm(join(terminal.cwd, target.envelope), { force: true });
  if (words.results.length === 0) await rm(join(terminal.cwd, target.rows), { force: true });
}

const lookAtResults = ({ terminal, tree, words, target }: Bench): Promise<Looks> =>
  lookAt(terminal.cwd, tree, [...words.results, target.rows]);

const variables = ({ rows }: Target, shard: Shard | null): Record<string, string> =>
  shard === null ? { POC_ROWS: rows } : { POC_ROWS: rows, POC_SHARD: `${shard.index}/${shard.of}` };

/** @returns how `poc eval run` ends when the command did not do its work; `null` when it did. */
async function runProgram({ terminal, words, target }: Bench): Promise<ExitCode | null> {
  const { program, args, shard, exitCodes } = words;
  const ended = await runCommand(terminal, program, args, variables(target, shard));
  if ('unstarted' in ended) {
    const problem = `${program}: found ${ended.unstarted}; expected a command that can be started.`;
    return refuse(terminal, 2, problem);
  }
  if (ended.code === 0 || exitCodes.some((code) => code === ended.code)) return null;
  const says = `${program} ended with ${ended.code}; expected ${[0, ...exitCodes].join(' or ')}.`;
  const hint =
    words.results.length > 0 && typeof ended.code === 'number'
      ? ` If that only says that cases failed, add \`--exit-code ${ended.code}\`.`
      : '';
  return refuse(terminal, 1, `${says} Nothing was recorded; mend the eval and run it again.${hint}`);
}

async function record(bench: Bench, origin: Origin, before: Looks): Promise<ExitCode> {
  const { terminal, tree, manifest, words, target } = bench;
  const { results: patterns, shard } = words;
  const own = patterns.length === 0;
  const after = await lookAtResults(bench);
  const chosen = own
    ? { files: [target.rows] }
    : await filesToRecord(tree, { patterns, target, before, after });
  if ('problem' in chosen) return refuse(terminal, 1, chosen.problem);
  const remedy = own
    ? 'Write one JSON line an attempt into the file named by POC_ROWS, or name the files of another tool with --results.'
    : 'Run it again.';
  const counted = await countRecords(tree, chosen.files, manifest.evidence.mapping, shard, remedy);
  if (counted.status !== 'read') return refuse(terminal, 1, whyUnread(counted));
  const count = counted.value;
  const problem = whyNotCounted(count, { own, shard, startedAt: origin.startedAt });
  if (problem !== null) return refuse(terminal, 1, problem);
  const run = envelope(terminal.env, origin, own ? target.rows : chosen.files, count);
  await writeFile(join(terminal.cwd, target.envelope), `${JSON.stringify(run, null, 2)}\n`);
  terminal.print(recordedInWords(count, target));
  return 0;
}

function whyUnread(reading: Exclude<Reading<unknown>, { status: 'read' }>): string {
  if (reading.status === 'missing') return `${reading.lookedIn}: found nothing there. ${reading.remedy}`;
  return reading.problems.map((problem: Problem) => describeProblem(problem)).join('\n');
}

function refuse(terminal: Terminal, code: ExitCode, problem: string): ExitCode {
  terminal.complain(`poc eval run: ${problem}`);
  return code;
}
