import { type EvalRun, INPUT_KINDS } from '../contract/eval-run.ts';
import { listed } from '../contract/manifest.ts';
import type { Problem } from '../contract/problem.ts';
import { shardOf } from '../readiness/eval/shards.ts';
import { fileProblem } from './decode.ts';
import { RUN_IT } from './envelope.ts';
import type { RecordedRun } from './recorded-run.ts';

/** All shards as one run, what keeps them from being one, and the shards that are not there. */
export type Merged = { run: EvalRun; problems: Problem[]; missing: string[] };

/**
 * Merges the runs of a matrix: what they were made of must be the same, and each case must come from its own shard.
 * The order in which they arrive changes nothing.
 */
export function mergeRuns(runs: readonly RecordedRun[]): Merged {
  const [first, ...others] = runs as readonly [RecordedRun, ...RecordedRun[]];
  const problems = [
    ...others.flatMap((other) => differences(first, other)),
    ...repeated(runs),
    ...runs.flatMap(strayCases),
  ];
  return { run: together(runs.map(({ run }) => run)), problems, missing: missing(runs) };
}

function together(runs: readonly EvalRun[]): EvalRun {
  const [first] = runs as readonly [EvalRun, ...EvalRun[]];
  const oldest = runs.map((run) => run.produced_at).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  return {
    ...first,
    produced_at: oldest ?? first.produced_at,
    inputs: { ...first.inputs, model: [...new Set(runs.flatMap((run) => run.inputs.model))].sort() },
    n: sum(runs.map((run) => run.n)),
    result: { passed: sum(runs.map((run) => run.result.passed)) },
    rows: runs.flatMap((run) => listed(run.rows)),
    shard: null,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Shards of two commits are two halves of different things. */
function differences(first: RecordedRun, other: RecordedRun): Problem[] {
  const kinds = INPUT_KINDS.filter((kind) => first.run.inputs[kind] !== other.run.inputs[kind]);
  const commit = first.run.commit === other.run.commit ? [] : ['commit'];
  const parts = first.run.shard?.of === other.run.shard?.of ? [] : ['number of shards'];
  const all = [...commit, ...kinds, ...parts];
  if (all.length === 0) return [];
  return [
    fileProblem(
      other.file,
      `a run that differs from ${first.file} in its ${all.join(', ')}`,
      'shards of one run',
      'Remove `eval/results`, and run every shard on the same commit.',
    ),
  ];
}

/** The same part twice would count its cases twice, and let somebody choose. */
function repeated(runs: readonly RecordedRun[]): Problem[] {
  const seen = new Map<string, string>();
  return runs.flatMap(({ file, run }) => {
    const name = shardName(run);
    const before = seen.get(name);
    if (before === undefined) {
      seen.set(name, file);
      return [];
    }
    return [
      fileProblem(
        file,
        `${name}, which ${before} has as well`,
        'each part of the cases once',
        `Remove one of the two. ${RUN_IT}`,
      ),
    ];
  });
}

const shardName = ({ shard }: EvalRun): string =>
  shard === null ? 'a run of all cases' : `shard ${shard.index} of ${shard.of}`;

/** The first case that does not belong to its shard is named: it would stand twice, or hide that another is missing. */
function strayCases({ file, run, rows }: RecordedRun): Problem[] {
  const { shard } = run;
  if (shard === null) return [];
  const strays = rows.filter((row) => shardOf(row.value.id, shard.of) !== shard.index);
  const [stray] = strays;
  if (stray === undefined) return [];
  const found = `${strays.length} rows of other shards, such as ${stray.value.id}, which belongs to shard ${shardOf(stray.value.id, shard.of)}`;
  return [fileProblem(file, found, `only cases of shard ${shard.index} of ${shard.of}`, RUN_IT)];
}

function missing(runs: readonly RecordedRun[]): string[] {
  const of = runs[0]?.run.shard?.of ?? 0;
  const there = new Set(runs.map(({ run }) => run.shard?.index));
  return Array.from({ length: of }, (_, i) => i + 1)
    .filter((index) => !there.has(index))
    .map((index) => `${index} of ${of}`);
}
