import { parseArgs } from 'node:util';
import { z } from 'zod';
import { command } from '../command.ts';
import { UnusableSetting } from '../setting.ts';
import { stateFile } from '../state.ts';
import { readYaml } from '../yaml.ts';
import { readPrices } from './price-list.ts';
import { costReport, openQuestions } from './report.ts';
import { sampleOf } from './sample.ts';
import { readTraces, type TracedRun } from './traces.ts';
import { PRICES_WRITTEN, type Wanted, writePrices } from './write-prices.ts';

const USAGE = `npm run cost [-- --traces FOLDER] [--kind live|eval|load|test]
npm run cost -- --write-prices [--per-usd RATE]

What an item costs by its traces and policy/prices.yaml, and a month at the volume of baseline.yaml. A model that is not in
policy/prices.yaml is priced by the list of its provider on the day of the call, if that is in the same currency.

  --traces FOLDER   where the traces are: state/telemetry unless you say otherwise, or evidence/traces
  --kind KIND       runs of this kind only; live ones unless you say otherwise
  --write-prices    write the prices of the models that were called, and of POC_MODEL, into policy/prices.yaml
  --per-usd RATE    what a US dollar costs in the currency of policy/prices.yaml

Exit code: 0 every price is known, 1 one is not, 2 could not run.`;

const PRICES = 'policy/prices.yaml';
const OPTIONS = {
  traces: { type: 'string' },
  kind: { type: 'string', default: 'live' },
  'write-prices': { type: 'boolean' },
  'per-usd': { type: 'string' },
  help: { type: 'boolean' },
} as const;

function main(words: string[]): number {
  const { values } = parseArgs({ args: words, options: OPTIONS });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const folder = values.traces ?? stateFile(process.env, 'telemetry');
  const { runs, unreadable } = readTraces(folder);
  for (const place of unreadable)
    console.error(
      `${place}: found a line that is no export of traces; expected OTLP as JSON. It is left out: take it from where it was exported.`,
    );
  if (values['write-prices']) return write(runs, rateIn(values['per-usd']));
  return report(folder, runs, values.kind);
}

function report(folder: string, every: readonly TracedRun[], kind: string): number {
  const runs = every.filter((run) => run.kind === kind);
  if (runs.length === 0) {
    const kinds = [...new Set(every.map((run) => run.kind))];
    throw new UnusableSetting(
      `${folder}: found ${kinds.length === 0 ? 'no run' : `runs of kind ${kinds.join(', ')} only`}; expected one of kind ${kind}. Use the workflow, or name others with --traces or --kind.`,
    );
  }
  const list = readPrices(PRICES);
  const sample = sampleOf(runs, list);
  const from = `By ${runs.length} ${kind} runs in ${folder}.`;
  console.log(costReport({ sample, list, perMonth: volume(), from }));
  const open = openQuestions(sample, list);
  for (const one of open) console.error(one);
  return open.length === 0 ? 0 : 1;
}

const volume = (): number | null =>
  readYaml('baseline.yaml', z.looseObject({ eligible_per_month: z.int().positive().nullable() }))
    .eligible_per_month;

function write(runs: readonly TracedRun[], perUsd: number | null): number {
  const most = new Map<string, number>();
  const asked = process.env.POC_MODEL?.trim() ?? '';
  if (asked !== '') most.set(asked, 0);
  for (const { model, inputTokens } of runs.flatMap(({ calls }) => calls))
    if (!/^(embedded|alternative|recorded|test)\//.test(model))
      most.set(model, Math.max(most.get(model) ?? 0, inputTokens ?? 0));
  const wanted = [...most].map(([model, mostInput]): Wanted => ({ model, mostInput }));
  if (wanted.length === 0)
    throw new UnusableSetting(
      'POC_MODEL: found nothing, and no trace of a hosted model; expected one. Write POC_MODEL=openai/MODEL npm run cost -- --write-prices.',
    );
  const { written, kept, unknown } = writePrices(PRICES, wanted, perUsd);
  for (const model of written) console.log(`${PRICES}: wrote the price of ${model}.`);
  for (const model of kept) console.log(`${PRICES}: kept the price of ${model}, which is there already.`);
  for (const model of unknown)
    console.error(
      `${PRICES}: found no list with the price of ${model}; expected one. Write what a million tokens cost under models:.`,
    );
  if (written.length > 0) console.log(PRICES_WRITTEN);
  return unknown.length === 0 ? 0 : 1;
}

function rateIn(text: string | undefined): number | null {
  if (text === undefined) return null;
  const rate = Number(text);
  if (Number.isFinite(rate) && rate > 0) return rate;
  throw new UnusableSetting(
    `--per-usd: found ${JSON.stringify(text)}; expected a number above 0. Write, for example, --per-usd 0.9.`,
  );
}

await command(main);
