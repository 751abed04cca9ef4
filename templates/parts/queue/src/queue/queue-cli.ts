import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { OPTIONS, type OpenBatch, withBatch } from '../batch/open-batch.ts';
import { command } from '../command.ts';
import { type PostgresQueue, postgresQueue } from './postgres-queue.ts';

const USAGE = `POC_QUEUE_URL=postgres://… npm run queue -- items.jsonl [--out results.jsonl]

Queues the lines of a batch for workers (npm run worker, on as many machines as you like), and writes their results as they
come, as npm run batch would. Stopped, the same command goes on; what workers gave up on is queued again.

  --out FILE   results: state/batch/ITEMS unless you say otherwise. They hold answers: keep them out of git

Exit code: 0 every case has an outcome, 2 could not run, or stopped before the end, 130 on Ctrl-C.`;

await command(async (words) => {
  const { out } = OPTIONS;
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: { out } });
  const queue = await postgresQueue(process.env.POC_QUEUE_URL?.trim() ?? '');
  try {
    return await withBatch(positionals, { ...values, concurrency: '1' }, (batch) => collected(batch, queue));
  } finally {
    await queue.close();
  }
}, USAGE);

/** Queues what is left, and waits until workers have done it. */
async function collected({ cases, results, progress, stop }: OpenBatch, queue: PostgresQueue): Promise<void> {
  const open = () => cases.filter(({ case_ref }) => !results.finished.has(case_ref));
  let left = open();
  await queue.enqueue(left);
  while (left.length > 0 && stop.why === null) {
    const came = await queue.resultsOf(left);
    for (const result of came) {
      results.keep(result);
      progress(result);
    }
    left = open();
    const dead = came.length === 0 ? await queue.dead(left) : [];
    if (left.length > 0 && left.length === dead.length)
      stop.why = `found ${dead.length} cases that workers gave up on (${dead[0]?.case_ref} and others); expected results. See what the workers said, and run this again to queue them once more`;
    else if (left.length > 0) await setTimeout(1_000);
  }
}
