import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { UnusableFile } from '../jsonl.ts';
import { UnusableSetting } from '../setting.ts';
import { stateFile } from '../state.ts';
import { byProvider, refuseWaiting } from './by-provider.ts';
import { type Case, hashOf, readCases } from './cases.ts';
import { composedAsk, onInterrupt, queueUrl, wholeNumber } from './command.ts';
import { pace } from './pace.ts';
import { postgresQueue } from './postgres-queue.ts';
import { progressOf } from './progress.ts';
import { openResults, type Results } from './results.ts';
import { type Batch, isUnanswered, runBatch, type Stop } from './run-batch.ts';

const USAGE = `npm run batch -- items.jsonl [--out results.jsonl] [--concurrency 8] [--rpm N] [--again] [--user U] [--role R]
POC_QUEUE_URL=postgres://… npm run batch -- items.jsonl [--out results.jsonl] --queue
POC_MODEL=PROVIDER/MODEL npm run batch -- items.jsonl [--out results.jsonl] --provider-batch submit|collect

Works through lines of {"case_ref": "…", "fields": {…}} and writes one result for each. The results are the checkpoint too:
stopped at any moment, the same command goes on where it was. What was under way when it was killed is asked again.

  --out FILE        results: state/batch/ITEMS unless you say otherwise. They hold answers: keep them out of git
  --concurrency N   the most that are under way at once; a provider that says "too many" halves it for a while
  --rpm N           the most requests a minute
  --queue           lets workers do it (npm run worker, on as many machines as you like) and collects their results
  --provider-batch  submit hands the requests to the provider, who answers within a day at half the price; collect takes the
                    answers through the workflow, as often as you like until all are there
  --again           asks those again that no model answered; the last line of a case counts then

Exit code: 0 every case has an outcome, 1 some that no model answered, 2 could not run, or stopped before the end, 130 on
Ctrl-C, once what was under way is finished.`;

const OPTIONS = {
  out: { type: 'string' },
  concurrency: { type: 'string', default: '8' },
  rpm: { type: 'string' },
  queue: { type: 'boolean', default: false },
  'provider-batch': { type: 'string' },
  again: { type: 'boolean', default: false },
  user: { type: 'string' },
  role: { type: 'string' },
  help: { type: 'boolean' },
} as const;

await command(async (words) => {
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: OPTIONS });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0)
    throw new UnusableSetting(
      `command line: found ${positionals.length} files; expected one, with the batch. Run ${USAGE}`,
    );
  const cases = readCases(file);
  const atOnce = wholeNumber('--concurrency', values.concurrency);
  const rpm = values.rpm === undefined ? null : wholeNumber('--rpm', values.rpm);
  const out = values.out ?? stateFile(process.env, 'batch', basename(file));
  const results = openResults(out);
  try {
    refuseOthers(cases, results, out);
    if (values.again) forgetUnanswered(results);
    return await work(cases, results, { ...values, out, atOnce, rpm, provider: values['provider-batch'] });
  } finally {
    results.close();
  }
});

type Options = {
  out: string;
  atOnce: number;
  rpm: number | null;
  queue: boolean;
  provider?: string | undefined;
  user?: string;
  role?: string;
};

async function work(cases: readonly Case[], results: Results, options: Options): Promise<number> {
  const stop: Stop = { why: null };
  const interrupted = onInterrupt(stop);
  const left = cases.filter(({ case_ref }) => !results.finished.has(case_ref));
  const progress = progressOf(cases.length, cases.length - left.length);
  const speed = pace(options.atOnce, options.rpm);
  const batch = { cases: left, results, pace: speed, stop, progress: progress.add };
  if (options.provider !== undefined) return await byProvider(options.provider, batch, options);
  refuseWaiting(options.out);
  if (options.queue) await queued(batch);
  else await runBatch({ ...batch, ask: await composedAsk(options, speed, stop) });
  progress.close();
  console.log(`${options.out}: ${results.finished.size} results.`);
  if (stop.why === null) return [...results.finished.values()].some(isUnanswered) ? 1 : 0;
  console.error(`batch: ${stop.why}.`);
  return interrupted() ? 130 : 2;
}

function forgetUnanswered({ finished }: Results): void {
  for (const [id, result] of finished) if (isUnanswered(result)) finished.delete(id);
}

/** Queues the cases, and waits until workers have done them. */
async function queued({ cases, results, pace, stop, progress }: Omit<Batch, 'ask'>): Promise<void> {
  const queue = await postgresQueue(queueUrl(), { pace, stop });
  try {
    await queue.enqueue(cases);
    let left = cases;
    while (left.length > 0 && stop.why === null) {
      for (const result of await queue.resultsOf(left)) {
        results.keep(result);
        progress(result);
      }
      const dead = new Set((await queue.dead()).map(({ case_ref }) => case_ref));
      left = left.filter(({ case_ref }) => !results.finished.has(case_ref));
      if (left.length > 0 && left.every(({ case_ref }) => dead.has(case_ref)))
        stop.why = `found ${left.length} cases that workers gave up on; expected results. See npm run worker -- --dead, and queue them again with --again`;
      else if (left.length > 0) await setTimeout(500);
    }
  } finally {
    await queue.close();
  }
}

/** A result speaks for the input that it was made from, and for no other. */
function refuseOthers(cases: readonly Case[], { finished }: Results, out: string): void {
  for (const one of cases) {
    const result = finished.get(one.case_ref);
    if (result !== undefined && result.input_hash !== hashOf(one))
      throw new UnusableFile(
        `${out}: found a result of ${JSON.stringify(one.case_ref)} for other fields; expected those of this batch. Take its line out to ask again, or name another file with --out.`,
      );
  }
}
