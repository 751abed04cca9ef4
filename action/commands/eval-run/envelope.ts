import type { EvalRun } from '../../contract/eval-run.ts';
import type { Shard } from '../../readiness/eval/shards.ts';
import type { InputDigests } from '../../readiness/evidence.ts';
import type { Terminal } from '../command.ts';
import type { Count } from './count.ts';

/** Where results come from. `startedAt` is the moment before the command began. */
export type Origin = {
  inputs: InputDigests;
  command: string;
  commit: string | null;
  shard: Shard | null;
  /** Models that a person named, beside those that the records do. */
  models: readonly string[];
  startedAt: Date;
};

/** @returns what `run.json` says: what was measured, on what. */
export function envelope(env: Terminal['env'], origin: Origin, rows: EvalRun['rows'], count: Count): EvalRun {
  return {
    schema: 'poc-evidence/v1',
    check: 'eval/pass-rate',
    commit: origin.commit,
    started_at: origin.startedAt.toISOString(),
    produced_at: new Date().toISOString(),
    producer: { command: origin.command, run_url: runUrl(env) },
    inputs: { ...origin.inputs, model: [...new Set([...origin.models, ...count.models])].sort() },
    n: count.records,
    result: { passed: count.verdicts.get('pass') ?? 0 },
    rows,
    shard: origin.shard,
  };
}

/** The page of the run on GitHub, where this runs there. */
export function runUrl(env: Terminal['env']): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : null;
}
