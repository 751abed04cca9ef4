import { parseArgs } from 'node:util';
import { flagFault } from '../flag-fault.ts';
import { globFault } from '../glob-fault.ts';

export const USAGE = `poc cost [FOLDER] [--traces GLOB] [--kind live|eval|load] [--format text|json]

What a case costs by its traces and policy/prices.yaml, each call priced by itself, and a month at the volume of
baseline.yaml: the figures of the check scale/cost-per-case. A model without a price is named, and never counted as 0.

  --traces GLOB   where the traces are: what poc.yaml names unless you say otherwise
  --kind KIND     runs for users unless you say otherwise: before there are any, those of an eval, where every run is a
                  case of its own. Write --traces 'state/telemetry/traces-*.jsonl' --kind eval
  --format        text for people, or json, schema poc-cost/v1

Exit code: 0 every figure is known, 1 one is not, 2 could not run.`;

const KINDS = ['live', 'eval', 'load'] as const;

/** What `poc cost` was asked for; `traces` is `null` for what `poc.yaml` names. */
export type CostOptions = {
  folder: string;
  traces: string | null;
  kind: (typeof KINDS)[number];
  format: 'text' | 'json';
};

const FLAGS = {
  traces: { type: 'string' },
  kind: { type: 'string', default: 'live' },
  format: { type: 'string', default: 'text' },
} as const;

/** Reads the words after `poc cost`. */
export function readOptions(args: string[]): CostOptions | { problem: string } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: FLAGS });
    const { traces = null } = values;
    const kind = KINDS.find((one) => one === values.kind);
    const format = (['text', 'json'] as const).find((one) => one === values.format);
    const [folder = '.', ...rest] = positionals;
    if (rest.length > 0) return { problem: `found ${positionals.length} folders; expected one. ${SEE}` };
    if (kind === undefined) return { problem: expected('--kind', values.kind, KINDS) };
    if (format === undefined) return { problem: expected('--format', values.format, ['text', 'json']) };
    const fault = globFault('--traces', traces, 'state/telemetry/traces-*.jsonl');
    if (fault !== null) return { problem: fault };
    return { folder, traces, kind, format };
  } catch (error) {
    return { problem: `${flagFault(error)} ${SEE}` };
  }
}

const SEE = 'See `poc cost --help`.';

const expected = (flag: string, found: string, one: readonly string[]): string =>
  `${flag}: found ${JSON.stringify(found)}; expected ${one.join(' or ')}. ${SEE}`;
