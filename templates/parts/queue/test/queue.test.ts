import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Case } from '../src/batch/cases.ts';
import { pace } from '../src/batch/pace.ts';
import { resultOf } from '../src/batch/results.ts';
import { toPerson } from '../src/outcome.ts';
import { type PostgresQueue, postgresQueue } from '../src/queue/postgres-queue.ts';
import { ITEM } from './made-up.ts';
import { POSTGRES, startPostgres } from './postgres.ts';

const OUTCOME = toPerson('low_confidence');
const casesOf = (name: string, count: number): Case[] =>
  Array.from({ length: count }, (_, index) => ({ case_ref: `${name}-${index}`, ...ITEM }));
const refs = (cases: readonly { case_ref: string }[]) => cases.map(({ case_ref }) => case_ref).toSorted();

it.runIf(POSTGRES === null)('a queue on Postgres is not tested here: PostgreSQL is not installed', () => {
  console.warn(
    'No /usr/lib/postgresql/VERSION/bin: apt-get install postgresql, to test src/queue/postgres-queue.ts',
  );
});

describe.skipIf(POSTGRES === null)('a queue on Postgres', { timeout: 30_000 }, () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  let folder: string;
  beforeAll(async () => {
    server = await startPostgres(POSTGRES ?? '');
    folder = mkdtempSync(join(tmpdir(), 'queue-'));
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const QUICK = { retries: 2, retryDelayS: 0, lostAfterS: 1, lookEveryS: 1 };
  /** One worker, which stops once `until` says so. */
  async function worker(work: (queue: PostgresQueue) => (one: Case) => Promise<void>, until: () => boolean) {
    const stop: { why: string | null } = { why: null };
    const queue = await open();
    const working = queue.work({ pace: pace(4, null), stop }, work(queue));
    while (!until()) await setTimeout(20);
    stop.why = 'enough';
    await working;
    return queue;
  }
  const open = () => postgresQueue(server.url, QUICK);

  it('keeps a case once, however often it is queued, and hands it to one of several workers', async () => {
    // So few that a second job of a case would be under way at the same time.
    const cases = casesOf('once', 6);
    const queue = await open();
    await Promise.all([queue.enqueue(cases), queue.enqueue(cases)]);
    const done: string[] = [];
    const work = (at: PostgresQueue) => async (one: Case) => {
      done.push(one.case_ref);
      await setTimeout(300);
      await at.keep(one, resultOf(one, OUTCOME));
    };
    const all = () => done.length >= 6;
    const workers = await Promise.all([worker(work, all), worker(work, all), worker(work, all)]);
    await queue.enqueue(cases);
    workers.push(await worker(work, () => true));
    expect(done.toSorted()).toEqual(refs(cases));
    expect(refs(await queue.resultsOf(cases))).toEqual(refs(cases));
    await Promise.all([queue, ...workers].map((one) => one.close()));
  });

  it('keeps the first of two results, and knows a case with other fields as another one', async () => {
    const queue = await open();
    const [one] = casesOf('first', 1) as [Case];
    await queue.keep(one, resultOf(one, OUTCOME));
    await queue.keep(one, resultOf(one, toPerson('model_failed')));
    expect(await queue.resultsOf([one])).toEqual([resultOf(one, OUTCOME)]);
    expect(await queue.resultsOf([{ ...one, fields: { text: 'another' } }])).toEqual([]);
    await queue.close();
  });

  it('tries a job again, then keeps it as a dead letter, until it is queued once more', async () => {
    const queue = await open();
    await queue.enqueue(casesOf('dead', 1));
    let tries = 0;
    const fails = () => async () => {
      tries += 1;
      throw new Error('text of an item');
    };
    const cases = casesOf('dead', 2);
    const dead = async () => refs(await queue.dead(cases));
    const first = await worker(fails, () => tries > 2);
    expect(await dead()).toEqual(['dead-0']);
    expect(tries).toBe(3);
    expect(await queue.dead(casesOf('other', 1))).toEqual([]);
    await queue.enqueue(casesOf('other', 1));
    expect(await dead()).toEqual(['dead-0']);
    await queue.enqueue(casesOf('dead', 1));
    await queue.enqueue(casesOf('dead', 1));
    expect(await dead()).toEqual([]);
    let done = false;
    const second = await worker(
      (at) => async (one) => {
        await at.keep(one, resultOf(one, OUTCOME));
        done = true;
      },
      () => done,
    );
    expect(await queue.resultsOf(casesOf('dead', 1))).toHaveLength(1);
    await Promise.all([queue, first, second].map((one) => one.close()));
  });

  it('hands a job out again whose worker was lost, and does not ask where the result is there already', async () => {
    const queue = await open();
    const cases = casesOf('lost', 2);
    await queue.enqueue(cases);
    let held = 0;
    // A worker that keeps the result of one case, and then answers nothing any more.
    const lost = (at: PostgresQueue) => async (one: Case) => {
      if (one.case_ref === 'lost-0') await at.keep(one, resultOf(one, OUTCOME));
      held += 1;
      await setTimeout(6_000);
    };
    const first = worker(lost, () => held >= 2);
    while (held < 2) await setTimeout(20);
    const done: string[] = [];
    const started = performance.now();
    const second = await worker(
      (at) => async (one) => {
        done.push(one.case_ref);
        await at.keep(one, resultOf(one, OUTCOME));
      },
      () => done.length > 0 && performance.now() - started > 6_000,
    );
    await (await first).close();
    expect(done).toEqual(['lost-1']);
    await Promise.all([queue, second].map((one) => one.close()));
  });

  it('is what npm run queue and npm run worker share', async () => {
    const items = join(folder, 'items.jsonl');
    const out = join(folder, 'results.jsonl');
    writeFileSync(
      items,
      casesOf('cli', 5)
        .map((one) => JSON.stringify(one))
        .join('\n'),
    );
    const env = {
      PATH: process.env.PATH,
      POC_STATE: join(folder, 'state'),
      POC_LOG: join(folder, 'runs.jsonl'),
      POC_QUEUE_URL: server.url,
    };
    const node = ['--import', 'tsx'];
    const working = spawn(process.execPath, [...node, 'src/queue/worker-cli.ts'], { env, stdio: 'inherit' });
    const ended = once(working, 'exit');
    onTestFinished(() => void working.kill('SIGKILL'));
    const words = [...node, 'src/queue/queue-cli.ts', items, '--out', out];
    const batch = spawn(process.execPath, words, { env });
    expect(await once(batch, 'exit')).toEqual([0, null]);
    working.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    expect(refs(lines.map((line) => JSON.parse(line)))).toEqual(refs(casesOf('cli', 5)));
    expect(readFileSync(env.POC_LOG, 'utf8').trim().split('\n')).toHaveLength(5);
  });

  it.each([
    ['', 'found nothing'],
    ['mysql://x', 'found something else'],
    ['postgres://poc@127.0.0.1:1/x', 'found a database that cannot be used'],
  ])('says what is wrong with POC_QUEUE_URL=%s', (url, found) => {
    const env = { PATH: process.env.PATH, POC_QUEUE_URL: url };
    const words = ['--import', 'tsx', 'src/queue/worker-cli.ts'];
    const { status, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8', timeout: 20_000 });
    expect([status, stderr]).toEqual([2, expect.stringContaining(found)]);
  });
});
