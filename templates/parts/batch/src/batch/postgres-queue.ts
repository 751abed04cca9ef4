import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { UnusableSetting } from '../setting.ts';
import { type Case, hashOf } from './cases.ts';
import type { Pace } from './pace.ts';
import type { JobQueue, Work } from './queue.ts';
import type { Result } from './results.ts';
import type { Stop } from './run-batch.ts';

const JOBS = 'poc-batch';
const DEAD = 'poc-batch-dead-letters';
const TABLE = 'poc_batch_results';

export type PostgresSettings = {
  pace: Pace;
  stop: Stop;
  /** Times that a job is tried again after it failed, and seconds before the first of them; they double. */
  retries?: number;
  retryDelayS?: number;
  /** A job that takes longer is taken to be lost with its worker, and handed out again. */
  lostAfterS?: number;
  /** How often that is looked for. */
  lookEveryS?: number;
};

/** Jobs and results that several machines share. A case has one result, however often its job was handed out. */
export type PostgresQueue = JobQueue & {
  /** Keeps the first result of a case; a later one is dropped. */
  keep(one: Case, result: Result): Promise<void>;
  /** @returns the results that there are, of these cases. */
  resultsOf(cases: readonly Case[]): Promise<Result[]>;
  /** What was given up on after all its retries. */
  dead(): Promise<Case[]>;
  /** Queues what was given up on once more. @returns how many */
  again(): Promise<number>;
};

/** The key of a case with its fields. pg-boss keeps no two jobs of one id; its `singletonKey` lets a second one in. */
const idOf = (one: Case): string => {
  const hex = createHash('sha256')
    .update(JSON.stringify([one.case_ref, hashOf(one)]))
    .digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

/** As text: `jsonb` would sort the fields, and refuses the character 0, which an item may well hold. */
type Job = { line: string };
const jobOf = (one: Case): Job => ({ line: JSON.stringify(one) });
const caseOf = ({ line }: Job): Case => JSON.parse(line);

/** @param url `postgres://…`. @throws UnusableSetting when there is no database to reach */
export async function postgresQueue(url: string, settings: PostgresSettings): Promise<PostgresQueue> {
  const { pace, stop, retries = 3, retryDelayS = 30, lostAfterS = 300, lookEveryS = 60 } = settings;
  // Loaded here, so that a batch within one process needs no database.
  const { default: PgBoss } = await import('pg-boss');
  const boss = new PgBoss({ connectionString: url, maintenanceIntervalSeconds: lookEveryS, schedule: false });
  boss.on('error', (error) => console.error(`POC_QUEUE_URL: found ${error}; expected Postgres to answer.`));
  try {
    await boss.start();
  } catch (error) {
    throw new UnusableSetting(
      `POC_QUEUE_URL: found a database that cannot be used (${error}); expected postgres://USER:PASSWORD@HOST/NAME. Start it, or set POC_QUEUE_URL to one that runs.`,
    );
  }
  const sql = async (text: string, values: unknown[] = []) =>
    (await boss.getDb().executeSql(text, values)).rows;
  await boss.createQueue(DEAD);
  const retrying = { retryLimit: retries, retryDelay: retryDelayS, retryBackoff: true };
  const queue = { name: JOBS, policy: 'standard', ...retrying, expireInSeconds: lostAfterS } as const;
  await boss.createQueue(JOBS, { ...queue, deadLetter: DEAD });
  await sql(`CREATE TABLE IF NOT EXISTS ${TABLE} (id uuid PRIMARY KEY, result text NOT NULL)`);

  const resultsOf = async (cases: readonly Case[]): Promise<Result[]> => {
    const ids = cases.map(idOf);
    const rows = await sql(`SELECT result FROM ${TABLE} WHERE id = ANY($1::uuid[])`, [ids]);
    return rows.map(({ result }) => JSON.parse(result));
  };
  const deadJobs = () =>
    sql(`SELECT id, data FROM pgboss.job WHERE name = $1 AND state = 'created' ORDER BY created_on`, [DEAD]);

  async function done(id: string, one: Case, work: Work): Promise<void> {
    try {
      if ((await resultsOf([one])).length === 0) await work(one);
      await boss.complete(JOBS, id);
    } catch (error) {
      // The name alone: a message can hold the item.
      await boss.fail(JOBS, id, { error: error instanceof Error ? error.name : typeof error });
    }
  }

  return {
    resultsOf,
    async enqueue(cases) {
      const jobs = cases.map((one) => ({ id: idOf(one), name: JOBS, data: jobOf(one) }));
      for (let from = 0; from < jobs.length; from += 1000) await boss.insert(jobs.slice(from, from + 1000));
    },
    async work(work) {
      const underWay = new Set<Promise<void>>();
      while (stop.why === null) {
        while (underWay.size >= pace.atOnce()) await Promise.race(underWay);
        await pace.turn(() => stop.why !== null);
        if (stop.why !== null) break;
        const [job] = await boss.fetch<Job>(JOBS);
        if (job === undefined) await setTimeout(500);
        else {
          const ended = done(job.id, caseOf(job.data), work)
            .catch((error) => {
              stop.why ??= `found ${error}; expected Postgres to answer. Run this again when it does`;
            })
            .finally(() => underWay.delete(ended));
          underWay.add(ended);
        }
      }
      await Promise.all(underWay);
    },
    async keep(one, result) {
      const values = [idOf(one), JSON.stringify(result)];
      await sql(`INSERT INTO ${TABLE} (id, result) VALUES ($1, $2) ON CONFLICT DO NOTHING`, values);
    },
    dead: async () => (await deadJobs()).map(({ data }) => caseOf(data)),
    async again() {
      const dead = await deadJobs();
      const ids = dead.map(({ data }) => idOf(caseOf(data)));
      if (ids.length === 0) return 0;
      await boss.retry(JOBS, ids);
      await boss.deleteJob(
        DEAD,
        dead.map(({ id }) => id),
      );
      return ids.length;
    },
    close: () => boss.stop({ graceful: true, wait: true, timeout: 5_000 }),
  };
}
