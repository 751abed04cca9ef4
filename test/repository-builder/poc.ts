import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { ExitCode, Terminal } from '../../action/commands/command.ts';
import type { EvalCase } from '../../action/contract/eval-case.ts';
import type { EvalRow, EvalRun } from '../../action/contract/eval-run.ts';
import type { Manifest } from '../../action/contract/manifest.ts';
import { type Report, report as reportSchema } from '../../action/contract/report.ts';
import type { Stage } from '../../action/contract/stage.ts';
import type { Timing } from '../../action/contract/timings.ts';
import { inputsOfAlternative } from '../../action/evidence/alternative.ts';
import { digestInputs } from '../../action/evidence/digests.ts';
import { readManifest } from '../../action/evidence/poc-files.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import { listedOnce } from '../../action/evidence/tree.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { runPoc } from '../../generator/poc.ts';
import type { Proven } from '../given/proven/proven.ts';
import { criteria, evidence, jsonLines } from './files.ts';
import { aRow, cases, casesForPilot, casesForProduction, timings } from './literals.ts';
import { byRule, CONNECTED, provenFiles, writeProofs } from './proven.ts';
import { aRepository, type Files, HOUR, type RepositoryBuilder, writeFiles } from './repository.ts';

/** What a command did: its exit code, standard output and standard error. */
export type Ended = { code: ExitCode; out: string; err: string };

/** Runs `poc` with these words, as the bin does. */
export async function poc(
  argv: readonly string[],
  {
    cwd,
    now = NOW,
    env = {},
    live,
  }: { cwd: string; now?: Date; env?: Terminal['env']; live?: Terminal['live'] },
): Promise<Ended> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runPoc(argv, '9.9.9', {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    now,
    color: false,
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
    live,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** The day on which the made POC is judged, unless a test says another. */
export const NOW = new Date('2026-11-20T12:00:00Z');

/** How a made POC differs from the one that explore asks for. */
export type PocOptions = {
  /** When it is judged; its stage began ten days before. */
  now?: Date;
  stage?: Stage;
  /** Literal files over the made ones, by their path in the POC's folder; `null` leaves one out. */
  files?: Files;
  cases?: readonly EvalCase[];
  timings?: readonly Timing[];
  /** The rows of the results, made from the cases; `null` for a POC that was never evaluated. */
  results?: ((cases: readonly EvalCase[]) => readonly EvalRow[]) | null;
  /** The POC's folder in the repository: empty, or ending in `/`. */
  prefix?: string;
  /** Whether it has everything that the rest of the catalogue asks for as well: proofs, policies, drills, exports. */
  proven?: boolean;
};

/** A small valid POC in a repository of its own: two commits, the criteria in the first, the results in the second. */
export type Poc = {
  /** The POC's folder; also the root of the repository unless it has a prefix. */
  folder: string;
  repository: RepositoryBuilder;
  now: Date;
  /** Writes files of the POC's folder. */
  write(files: Files): Promise<void>;
  /** Writes files of the POC's folder, commits everything, and returns the id. */
  commit(message: string, files?: Files): Promise<string>;
  /** Lays these fields over `evidence` in `poc.yaml`. */
  declare(evidence: Partial<Manifest['evidence']>): Promise<void>;
  /** Writes results for the tree as it is now, with the digests that the gate will take. Commits nothing. */
  evaluate(rows: readonly EvalRow[], more?: Partial<EvalRun>): Promise<void>;
  /** The same for the results of the alternative. */
  evaluateAlternative(rows: readonly EvalRow[]): Promise<void>;
  /** Writes the proofs of the tree as it is now, some of them with other results. Commits nothing. */
  prove(over?: Proven['results']): Promise<void>;
  /** Runs `poc` in the folder. */
  run(...argv: string[]): Promise<Ended>;
  /** Runs `poc check --format json` in the folder and reads the report by its schema. */
  check(...argv: string[]): Promise<Report>;
  /** The same POC as it is now, in a repository of its own. */
  copy(): Promise<Poc>;
};

/** Makes a POC that `poc check` lets through, unless the options break it. */
export async function aPoc(options: PocOptions = {}): Promise<Poc> {
  const { now = NOW, stage = 'explore', files = {}, prefix = '', proven = false } = options;
  const chosen = options.cases ?? casesOf(stage, proven);
  const it = pocIn(await aRepository(), prefix, now);
  const timed = options.timings ?? timings(stage === 'explore' ? 5 : 20);
  if (proven && stage === 'production')
    await it.commit('What it was in pilot', overlaid(criteria(now, 'pilot', CONNECTED), files));
  const settled = criteria(now, stage, proven ? CONNECTED : {});
  await it.commit('What it is, and what stops it', overlaid(settled, files));
  await it.write({ ...evidence(chosen, timed, stage), ...(proven ? provenFiles(now, stage) : {}), ...files });
  const rows = options.results === undefined ? chosen.map((one) => aRow(one)) : options.results?.(chosen);
  if (rows != null) await it.evaluate(rows);
  if (proven && rows != null) await it.evaluateAlternative(byRule(chosen));
  if (proven) await it.prove();
  await it.commit('Cases, code and results');
  return it;
}

function pocIn(repository: RepositoryBuilder, prefix: string, now: Date): Poc {
  const folder = join(repository.folder, prefix);
  const inFolder = (some: Files): Files =>
    Object.fromEntries(Object.entries(some).map(([path, file]) => [`${prefix}${path}`, file]));
  const it: Poc = {
    folder,
    repository,
    now,
    write: (some) => repository.write(inFolder(some)),
    commit: (message, some = {}) => repository.commit(message, inFolder(some)),
    declare: async (change) => {
      const declared = parse(await readFile(join(folder, 'poc.yaml'), 'utf8')) as Manifest;
      const evidence = { ...declared.evidence, ...change };
      await it.write({ 'poc.yaml': stringify({ ...declared, evidence }) });
    },
    evaluate: (rows, more = {}) => writeResults(folder, now, rows, more),
    evaluateAlternative: (rows) => writeResults(folder, now, rows, ALTERNATIVE_RUN, 'alternative/results'),
    prove: (over) => writeProofs(folder, now, over),
    run: (...argv) => poc(argv, { cwd: folder, now }),
    async check(...argv) {
      const { out } = await poc(['check', '--format', 'json', ...argv], { cwd: folder, now });
      return reportSchema.parse(JSON.parse(out));
    },
    copy: async () => pocIn(await repository.copy(), prefix, now),
  };
  return it;
}

/** Made files, each in the form that the test gives it. */
const overlaid = (made: Files, given: Files): Files =>
  Object.fromEntries(
    Object.entries(made).map(([path, file]) => [path, path in given ? (given[path] ?? null) : file]),
  );

const ALTERNATIVE_RUN = { producer: { command: 'node alternative/run.js', run_url: null } };

/** An alternative has code of its own, and the exam of the POC. */
const inputsOf = ({ evidence, alternative }: Manifest, place: string) =>
  place.startsWith('alternative/') && alternative !== null
    ? inputsOfAlternative(evidence.inputs, alternative)
    : evidence.inputs;

const casesOf = (stage: Stage, proven: boolean): readonly EvalCase[] =>
  proven ? casesForProduction() : stage === 'explore' ? cases(12) : casesForPilot();

export async function writeResults(
  folder: string,
  now: Date,
  rows: readonly EvalRow[],
  more: Partial<EvalRun>,
  place = 'eval/results',
): Promise<void> {
  const repository = await openRepository(folder);
  const tree = listedOnce(await openWorkingTree(folder, repository?.git ?? null));
  const declared = await readManifest(tree);
  const inputs =
    declared.status === 'read' ? await digestInputs(tree, inputsOf(declared.value.value, place)) : declared;
  if (inputs.status !== 'read') throw new Error(`No digests to write: ${JSON.stringify(inputs)}`);
  const models = new Set(rows.map((row) => row.model).filter((model) => model !== null));
  const run: EvalRun = {
    schema: 'poc-evidence/v1',
    check: 'eval/pass-rate',
    commit: repository?.head ?? null,
    started_at: null,
    produced_at: new Date(now.getTime() - HOUR).toISOString(),
    producer: { command: 'node eval/run.js', run_url: null },
    inputs: { ...inputs.value, model: [...models].sort() },
    n: rows.length,
    result: { passed: rows.filter((row) => row.verdict === 'pass').length },
    rows: `${place}/results.jsonl`,
    shard: null,
    ...more,
  };
  await writeFiles(folder, {
    [`${place}/run.json`]: `${JSON.stringify(run, null, 2)}\n`,
    [`${place}/results.jsonl`]: jsonLines(rows),
  });
}
