import { parseArgs } from 'node:util';
import { composedAsk, endedBy, goingBy, PACE_OPTIONS } from '../batch/open-batch.ts';
import { isUnanswered, resultOf } from '../batch/results.ts';
import { command } from '../command.ts';
import { postgresQueue } from './postgres-queue.ts';

const USAGE = `POC_QUEUE_URL=postgres://… npm run worker -- [--concurrency 8] [--rpm N]

Works on what npm run queue -- items.jsonl has queued, until Ctrl-C. Start as many as you have machines for; each of them
counts limits and keeps its log by itself, so divide --rpm and policy/limits.yaml among them. What no model answered is tried
again later, three times. POC_USER and POC_ROLE say who asks.

Exit code: 2 could not run or had to stop, 130 on Ctrl-C, once what was under way is finished.`;

await command(async (words) => {
  const { values } = parseArgs({ args: words, options: PACE_OPTIONS });
  const going = goingBy(values);
  const queue = await postgresQueue(process.env.POC_QUEUE_URL?.trim() ?? '');
  try {
    const ask = await composedAsk(going);
    await queue.work(going, async (one) => {
      const outcome = await ask(one);
      if (outcome === null || isUnanswered(outcome)) throw new Error('not answered');
      await queue.keep(one, resultOf(one, outcome));
    });
    return endedBy(going.stop) ?? 0;
  } finally {
    await queue.close();
  }
}, USAGE);
