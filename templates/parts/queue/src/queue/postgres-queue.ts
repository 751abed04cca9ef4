import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import { type Case, hashOf } from '../batch/cases.ts';
import type { Result } from '../batch/results.ts';
import { type Going, pool } from '../batch/run-batch.ts';
import { UnusableSetting } from '../setting.ts';

const JOBS = 'poc-batch';
const DEAD = 'poc-batch-dead-letters';
const TABLE = 'poc_batch_results';

/** Seconds, but for `retries`: times that a job is tried again after it failed. */
export const SETTINGS = {
  retries: 3,
  /** Before the first of them; it doubles. */
  retryDelayS: 30,
  /** A job that takes longer is taken to be lost with its worker, and handed out again. */
  lostAfterS: 300,
  /** How often that is looked for. */
  lookEveryS: 60,
};

/** Jobs and results that several machines share. A case has one result, however often its job was handed out. */
export type PostgresQueue = {
  /** A case that waits already, or that was done, is not queued a second time; one that was given up on is queued again. */
  enqueue(cases: readonly Case[]): Promise<void>;
  /** Hands out what waits until it is stopped. When `work` throws, the job is tried again later. */
  work(going: Going, work: (one: Case) => Promise<void>): Promise<void>;
  /** Keeps the first result of a case; a later one is dropped. */
  keep(one: Case, result: Result): Promise<void>;
  /** @returns the results that there are, of these cases. */
  resultsOf(cases: readonly Case[]): Promise<Result[]>;
  /** @returns those of these cases that were given up on after all retries. */
  dead(cases: readonly Case[]): Promise<Case[]>;
  close(): Promise<void>;
};

/** The key of a case with its fields. pg-boss keeps no two jobs of one id; its `singletonKey` lets a second one in. */
const idOf = (one: Case): string => {
  const key = JSON.stringify([one.case_ref, hashOf(one)]);
  const hex = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

/** As text: `jsonb` would sort the fields, and refuses the character 0, which an item may well hold. */
type Job = { line: string };

/** @param url `postgres://…`. @throws UnusableSetting when there is no database to reach */
export async function postgresQueue(url: string, settings = SETTINGS): Promise<PostgresQueue> {
  const boss = await started(url, settings);
  const sql = async (text: string, values: unknown[] = []) =>
    (await boss.getDb().executeSql(text, values)).rows;
  await sql(`CREATE TABLE IF NOT EXISTS ${TABLE} (id uuid PRIMARY KEY, result text NOT NULL)`);

  const resultsOf = async (cases: readonly Case[]): Promise<Result[]> => {
    const rows = await sql(`SELECT result FROM ${TABLE} WHERE id = ANY($1::uuid[])`, [cases.map(idOf)]);
    return rows.map(({ result }) => JSON.parse(result));
  };
  const deadJobs = async (cases: readonly Case[]) => {
    const byLine = new Map(cases.map((one) => [JSON.stringify(one), one]));
    const rows = await sql(`SELECT id, data FROM pgboss.job WHERE name = $1 AND state = 'created'`, [DEAD]);
    return rows.flatMap(({ id, data }) => {
      const one = byLine.get(data.line);
      return one === undefined ? [] : [{ id, one }];
    });
  };
  async function* jobs(stop: Going['stop']) {
    while (stop.why === null) {
      const [job] = await boss.fetch<Job>(JOBS);
      if (job === undefined) await setTimeout(500);
      else yield { id: job.id, one: JSON.parse(job.data.line) as Case };
    }
  }

  return {
    resultsOf,
    dead: async (cases) => (await deadJobs(cases)).map(({ one }) => one),
    async enqueue(cases) {
      const all = cases.map((one) => ({ id: idOf(one), name: JOBS, data: { line: JSON.stringify(one) } }));
      for (let from = 0; from < all.length; from += 1000) await boss.insert(all.slice(from, from + 1000));
      const dead = await deadJobs(cases);
      const again = dead.map(({ one }) => idOf(one));
      if (again.length > 0) await boss.retry(JOBS, again);
      const ids = dead.map(({ id }) => id);
      if (ids.length > 0) await boss.deleteJob(DEAD, ids);
    },
    work: (going, work) =>
      pool(jobs(going.stop), going, async ({ id, one }) => {
        try {
          if ((await resultsOf([one])).length === 0) await work(one);
          await boss.complete(JOBS, id);
        } catch (error) {
          // The name alone: a message can hold the item.
          await boss.fail(JOBS, id, { error: error instanceof Error ? error.name : typeof error });
        }
      }),
    async keep(one, result) {
      const values = [idOf(one), JSON.stringify(result)];
      await sql(`INSERT INTO ${TABLE} (id, result) VALUES ($1, $2) ON CONFLICT DO NOTHING`, values);
    },
    close: () => boss.stop({ graceful: true, wait: true, timeout: 5_000 }),
  };
}

async function started(url: string, { retries, retryDelayS, lostAfterS, lookEveryS }: typeof SETTINGS) {
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new UnusableSetting(
      `POC_QUEUE_URL: found ${url === '' ? 'nothing' : 'something else'}; expected postgres://USER:PASSWORD@HOST/NAME. Set it so.`,
    );
  const boss = new PgBoss({ connectionString: url, maintenanceIntervalSeconds: lookEveryS, schedule: false });
  boss.on('error', (error) => console.error(`POC_QUEUE_URL: found ${error}; expected Postgres to answer.`));
  try {
    await boss.start();
  } catch (error) {
    throw new UnusableSetting(
      `POC_QUEUE_URL: found a database that cannot be used (${error}); expected postgres://USER:PASSWORD@HOST/NAME. Start it, or set POC_QUEUE_URL to one that runs.`,
    );
  }
  await boss.createQueue(DEAD);
  const retrying = { retryLimit: retries, retryDelay: retryDelayS, retryBackoff: true };
  const queue = { name: JOBS, policy: 'standard', ...retrying, expireInSeconds: lostAfterS } as const;
  await boss.createQueue(JOBS, { ...queue, deadLetter: DEAD });
  return boss;
}
