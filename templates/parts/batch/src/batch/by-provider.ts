import { existsSync } from 'node:fs';
import { UnusableSetting } from '../setting.ts';
import type { Case } from './cases.ts';
import { askerOf, composedAsk } from './command.ts';
import { type BatchApi, batchApi } from './provider-apis.ts';
import {
  answering,
  asCase,
  collect,
  readWaiting,
  requestsOf,
  submit,
  waitingFile,
  writeWaiting,
} from './provider-batch.ts';
import { type Batch, isUnanswered, runBatch } from './run-batch.ts';

type Options = { out: string; user?: string; role?: string };
type Unasked = Omit<Batch, 'ask'>;

/** `--provider-batch submit|collect`. @returns the exit code: 1 while something is left to do, as with any batch */
export async function byProvider(step: string, batch: Unasked, options: Options): Promise<number> {
  const api = batchApi(process.env);
  if (step === 'submit') return submitted(batch.cases, api, options);
  if (step === 'collect') return collected(batch, api, options);
  throw new UnusableSetting(
    `--provider-batch: found ${JSON.stringify(step)}; expected submit or collect. Write one of them.`,
  );
}

const modelName = (): string => process.env.POC_MODEL?.trim() ?? '';

async function submitted(cases: readonly Case[], api: BatchApi, options: Options): Promise<number> {
  refuseWaiting(options.out);
  const requests = await requestsOf(cases, askerOf(options), process.env);
  const { batches } = await submit(requests, api, options.out, modelName());
  const rest = cases.length - requests.size;
  console.log(`${requests.size} cases submitted in ${batches.length} batches; ${rest} asked for no model.`);
  if (rest > 0) console.log('Leave --provider-batch out, once these are collected, to see why.');
  return 0;
}

async function collected(batch: Unasked, api: BatchApi, options: Options): Promise<number> {
  const { cases, results, stop, pace } = batch;
  const { out } = options;
  const waiting = readWaiting(out, modelName());
  if (waiting === null)
    throw new UnusableSetting(
      `${waitingFile(out)}: found no such file; expected what was submitted. Run --provider-batch submit first, with the same --out.`,
    );
  const requests = await requestsOf(cases, askerOf(options), process.env);
  const { answers, missing, waiting: left } = await collect(waiting, api, requests);
  const ready = cases.filter(({ case_ref }) => answers.has(case_ref));
  const ask = await composedAsk(options, pace, stop, answering(answers));
  await runBatch({ ...batch, cases: ready, ask: (one) => asCase(one.case_ref, () => ask(one)) });
  if (stop.why === null) writeWaiting(out, left);
  else console.error(`batch: ${stop.why}.`);
  for (const case_ref of missing.filter((id) => !results.finished.has(id)))
    console.error(
      `${case_ref}: found no answer to what is asked now; expected one. Submit again, or leave --provider-batch out to ask at once.`,
    );
  const open = cases.filter(({ case_ref }) => !results.finished.has(case_ref)).length;
  console.log(`${out}: ${results.finished.size} results, ${open} cases left.`);
  if (stop.why !== null) return 2;
  return open > 0 || [...results.finished.values()].some(isUnanswered) ? 1 : 0;
}

/** @throws UnusableSetting while cases wait at a provider */
export function refuseWaiting(out: string): void {
  if (existsSync(waitingFile(out)))
    throw new UnusableSetting(
      `${waitingFile(out)}: found cases that wait at a provider; expected none, or they are asked and paid for twice. Run --provider-batch collect, or delete the file.`,
    );
}
