import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { UnusableSetting } from '../setting.ts';
import { composedAsk, onInterrupt, queueUrl, wholeNumber } from './command.ts';
import { pace } from './pace.ts';
import { type PostgresQueue, postgresQueue } from './postgres-queue.ts';
import { resultOf } from './results.ts';
import { type Ask, notBegun, type Stop } from './run-batch.ts';

const USAGE = `POC_QUEUE_URL=postgres://… npm run worker -- [--concurrency 8] [--rpm N] [--user U] [--role R]
POC_QUEUE_URL=postgres://… npm run worker -- --dead | --again

Works on what npm run batch -- items.jsonl --queue has queued, until Ctrl-C. Start as many as you have machines for; each of
them counts limits and keeps its log by itself, so divide --rpm and policy/limits.yaml among them.

  --dead    lists the cases that were given up on
  --again   queues them once more

Exit code: 0 done, 2 could not run or had to stop, 130 on Ctrl-C, once what was under way is finished.`;

const OPTIONS = {
  concurrency: { type: 'string', default: '8' },
  rpm: { type: 'string' },
  user: { type: 'string' },
  role: { type: 'string' },
  dead: { type: 'boolean' },
  again: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

await command(async (words) => {
  const { values } = parseArgs({ args: words, options: OPTIONS });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const stop: Stop = { why: null };
  const rpm = values.rpm === undefined ? null : wholeNumber('--rpm', values.rpm);
  const speed = pace(wholeNumber('--concurrency', values.concurrency), rpm);
  const queue = await postgresQueue(queueUrl(), { pace: speed, stop });
  try {
    if (values.dead) for (const { case_ref } of await queue.dead()) console.log(case_ref);
    else if (values.again) console.log(`${await queue.again()} queued once more.`);
    else {
      const interrupted = onInterrupt(stop);
      const ask = await composedAsk(values, speed, stop);
      await queue.work((one) => worked(one, { ask, queue, stop, ended: speed.ended }));
      console.error(`worker: ${stop.why}.`);
      return interrupted() ? 130 : 2;
    }
    return 0;
  } finally {
    await queue.close();
  }
});

type Working = { ask: Ask; queue: PostgresQueue; stop: Stop; ended: (requests: number) => void };

/** @throws when the case was not worked on, so that its job is handed out again. */
async function worked(one: Parameters<Ask>[0], { ask, queue, stop, ended }: Working): Promise<void> {
  const { outcome, calls } = await ask(one);
  ended(calls);
  const why = notBegun(outcome, calls);
  if (why === null) return queue.keep(one, resultOf(one, outcome));
  stop.why ??= why;
  throw new UnusableSetting(why);
}
