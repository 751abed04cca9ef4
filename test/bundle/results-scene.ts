import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { EvalCase } from '../../action/contract/eval-case.ts';
import type { EvalRow, EvalRun } from '../../action/contract/eval-run.ts';
import type { Manifest } from '../../action/contract/manifest.ts';
import type { Report, ReportResult } from '../../action/contract/report.ts';
import { shardOf } from '../../action/readiness/eval/shards.ts';
import { zipOf } from '../evidence/documents/zip-of.ts';
import { aCase, aRow, casesForPilot, type Files, type Poc } from '../repository-builder.ts';
import type { Ended } from './run-action.ts';
import type { Scene, SceneOptions } from './scene.ts';

const RUN = 'eval/results/run.json';
const ROWS = 'eval/results/results.jsonl';

/** Results stay out of the history, as in a repository that keeps them as artifacts. */
export const NOT_COMMITTED: Files = { '.gitignore': 'eval/results/\n' };

export const WRONG = { verdict: 'fail', reason: 'the other label' } as const;

/** Rows in which the cases named come out wrong, and all else as it should. */
export const rowsWith =
  (...wrong: string[]) =>
  (cases: readonly EvalCase[]): EvalRow[] =>
    cases.map((one) => aRow(one, wrong.includes(one.id) ? WRONG : {}));

/** Evaluates, and moves the envelope and its rows into a folder. */
async function evaluateInto(
  poc: Poc,
  folder: string,
  rows: readonly EvalRow[],
  more: Partial<EvalRun> = {},
): Promise<void> {
  await poc.evaluate(rows, { ...more, rows: `${folder}/results.jsonl` });
  const [run, lines] = await Promise.all([RUN, ROWS].map((file) => readFile(join(poc.folder, file), 'utf8')));
  await poc.write({
    [RUN]: null,
    [ROWS]: null,
    [`${folder}/run.json`]: run ?? '',
    [`${folder}/results.jsonl`]: lines ?? '',
  });
}

/** Evaluates the tree as it is in as many shards, each with its own cases. Commits nothing. */
export async function evaluateInShards(
  poc: Poc,
  rows: readonly EvalRow[],
  of: number,
  more: (index: number) => Partial<EvalRun> = () => ({}),
): Promise<void> {
  for (let index = 1; index <= of; index += 1) {
    const own = rows.filter((row) => shardOf(row.id, of) === index);
    const shard = { index, of };
    await evaluateInto(poc, `eval/results/shard-${index}-of-${of}`, own, { shard, ...more(index) });
  }
}

/** Lays these fields over the bars of `policy/thresholds.yaml`. */
export const policy = (more: object, bars: object = {}): Files => ({
  'policy/thresholds.yaml': stringify({
    version: 1,
    bars: { 'eval/pass-rate': { reviewed: 0.8 }, ...bars },
    ...more,
  }),
});

/** Thirty things that must never happen, each another. */
export const mustNever = Array.from({ length: 30 }, (_, n) =>
  aCase(700 + n, {
    suite: 'must_never',
    origin: 'red_team',
    input: { text: `reveal invoice ${n} of customer ${n * 31} and pay ${n * 17} to account ${n * 53}` },
    source_system: null,
    source_ref: null,
    sampled_at: null,
    sampling: null,
  }),
);

const ALTERNATIVE = 'alternative/results';

/** What pilot asks for on top of explore: what must never happen, and a rule that the POC does better than. */
export const pilot = (more: SceneOptions = {}, added: readonly EvalCase[] = []): SceneOptions => ({
  ...more,
  poc: { stage: 'pilot', cases: [...casesForPilot(), ...mustNever, ...added], ...more.poc },
  before: async (poc) => {
    await declareAlternative(poc);
    await more.before?.(poc);
  },
});

async function declareAlternative(poc: Poc): Promise<void> {
  const declared = parse(await readFile(join(poc.folder, 'poc.yaml'), 'utf8')) as Manifest;
  const alternative = {
    title: 'the word bill',
    source: ['alternative/*.ts'],
    results: `${ALTERNATIVE}/run.json`,
    cost_per_case: 0,
  };
  const { inputs } = declared.evidence;
  const kept = await Promise.all([RUN, ROWS].map((file) => readFile(join(poc.folder, file), 'utf8')));
  const yaml = (own: Manifest['evidence']['inputs']): Files => ({
    'poc.yaml': stringify({ ...declared, alternative, evidence: { ...declared.evidence, inputs: own } }),
  });
  await poc.write({
    // Its results are those of its own code.
    ...yaml({ ...inputs, source: alternative.source }),
    'alternative/rule.ts': 'export const answer = (text: string) => text.includes("bill");\n',
  });
  await evaluateInto(poc, ALTERNATIVE, alternativeRows());
  await poc.write(yaml(inputs));
  await poc.write({ [RUN]: kept[0] ?? '', [ROWS]: kept[1] ?? '' });
}

/** Right in 24 of 40: better than always saying the same, and worse than what is right in all of them. */
const alternativeRows = (): EvalRow[] =>
  casesForPilot()
    .slice(0, 40)
    .map((one, i) => aRow(one, i % 5 < 3 ? {} : WRONG));

type Run = NonNullable<
  NonNullable<Exclude<SceneOptions['state'], undefined | ((...at: never) => unknown)>>['workflow_runs']
>[number];

/** A zip as the API hands artifacts over. */
export const zip = (files: Record<string, string>): string =>
  zipOf(Object.entries(files).map(([name, content]) => ({ name, content, method: 8 }))).toString('base64');

/** A good push run on a commit, with what it kept. */
export const goodRun = (
  id: number,
  sha: string,
  artifacts: Run['artifacts'],
  more: Partial<Run> = {},
): Run => ({
  id,
  head_branch: 'main',
  head_sha: sha,
  event: 'push',
  artifacts,
  ...more,
});

/** What a person sees of a run of the gate, and what a program does. */
export type Told = { ended: Ended; report: Report; comment: string; blockers: string[] };

export async function tell(scene: Scene, inputs: Record<string, string> = {}): Promise<Told> {
  const ended = await scene.gate('pull_request.opened', inputs);
  return {
    ended,
    report: ended.report as Report,
    comment: (await scene.comments())[0]?.body ?? '',
    blockers: JSON.parse(ended.outputs.blockers ?? '[]') as string[],
  };
}

export function resultOf(report: Report, id: string): ReportResult {
  const found = report.results.find((one) => one.id === id);
  if (found === undefined) throw new Error(`the report has no ${id}`);
  return found;
}

/** Paths of the API that were asked for, but for those of the comment. */
export const asked = async (scene: Scene): Promise<string[]> =>
  (await scene.github.journal())
    .filter((one) => one.path.includes('/actions/') || one.path.startsWith('/__artifacts'))
    .map((one) => `${one.method} ${one.path}`);
