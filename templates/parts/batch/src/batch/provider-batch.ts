import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { composeWorkflow } from '../compose.ts';
import type { Fetch } from '../model/select.ts';
import type { Env } from '../part.ts';
import { PARTS } from '../parts.ts';
import { UnusableSetting } from '../setting.ts';
import { type Case, parseLine } from './cases.ts';
import type { BatchApi, Request } from './provider-apis.ts';
import type { Asker } from './run-batch.ts';

/** What waits at a provider: which case each request is of, and what exactly was asked. */
const waiting = z.strictObject({
  model: z.string(),
  batches: z.array(
    z.strictObject({
      id: z.string(),
      asked: z.array(z.strictObject({ id: z.string(), case_ref: z.string(), key: z.string() })),
    }),
  ),
});
export type Waiting = z.infer<typeof waiting>;

export const waitingFile = (out: string): string => `${out}.waiting.json`;

/** @returns what waits, `null` when nothing does. @throws UnusableFile, UnusableSetting */
export function readWaiting(out: string, model: string): Waiting | null {
  const file = waitingFile(out);
  if (!existsSync(file)) return null;
  const read = parseLine(readFileSync(file, 'utf8'), file, waiting, 'what --provider-batch submit wrote');
  if (read.model === model) return read;
  throw new UnusableSetting(
    `POC_MODEL: found ${JSON.stringify(model)}; expected ${read.model}, which ${file} waits for. Set it so, or delete the file to ask again.`,
  );
}

export function writeWaiting(out: string, value: Waiting): void {
  const file = waitingFile(out);
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
  if (value.batches.length === 0) rmSync(file);
}

/** Whose case the workflow asks about: the one thing that a request does not say. */
const current = new AsyncLocalStorage<string>();
export const asCase = current.run.bind(current);

/** Found where a request would have gone out. Providers answer so to a request that they do not charge. */
const NOT_SENT = () => new Response('{"error":{"message":"kept for a batch"}}', { status: 400 });

/**
 * Runs the workflow up to the first request of each case and keeps that instead of sending it. Nothing is recorded of it:
 * these are no runs yet.
 * @throws UnusableSetting, UnusableFile
 */
export async function requestsOf(
  cases: readonly Case[],
  who: Asker,
  env: Env,
): Promise<Map<string, Request>> {
  const requests = new Map<string, Request>();
  const keep: Fetch = async (url, init) => {
    const id = current.getStore() ?? '';
    requests.set(id, {
      id: createHash('sha256').update(id).digest('hex').slice(0, 32),
      url: String(url),
      headers: new Headers(init?.headers),
      body: String(init?.body),
    });
    return NOT_SENT();
  };
  const silent = PARTS.map((make) => (of: Env) => ({ ...make(of), after: () => {} }));
  const log = { ...env, POC_LOG: '/dev/null' };
  const { handle } = await composeWorkflow(log, { make: silent, fetch: keep });
  for (const { case_ref, fields } of cases)
    await asCase(case_ref, () => handle({ fields }, { caseRef: case_ref, ...who, kind: 'test' }));
  return requests;
}

/** What was asked, apart from the fence, which is another one each time. */
export const keyOf = ({ body }: Request): string =>
  createHash('sha256')
    .update(body.replaceAll(/item-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'item'))
    .digest('hex');

/** Parts the requests so that each batch keeps the limits of the provider. */
export function inBatches<T extends { body: string }>(requests: readonly T[], most: BatchApi['most']): T[][] {
  const batches: T[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const one of requests) {
    const size = Buffer.byteLength(one.body) + AROUND;
    const last = batches.at(-1);
    if (last === undefined || last.length >= most.requests || bytes + size > most.bytes) {
      batches.push([one]);
      bytes = size;
    } else {
      last.push(one);
      bytes += size;
    }
  }
  return batches;
}

/** Bytes around each body: its id, method and path, with room to spare. */
const AROUND = 500;

/** Submits each batch, and notes it at once: what a crash leaves unnoted is paid for and not collected. */
export async function submit(
  requests: ReadonlyMap<string, Request>,
  api: BatchApi,
  out: string,
  model: string,
) {
  const submitted: Waiting = { model, batches: [] };
  const all = [...requests].map(([case_ref, one]) => ({ case_ref, ...one }));
  for (const batch of inBatches(all, api.most)) {
    const asked = batch.map((one) => ({ id: one.id, case_ref: one.case_ref, key: keyOf(one) }));
    submitted.batches.push({ id: await api.create(batch), asked });
    writeWaiting(out, submitted);
  }
  return submitted;
}

/** What came back: answers by case, what still waits, and the cases that have to be asked in another way. */
export type Collected = { answers: Map<string, unknown>; waiting: Waiting; missing: string[] };

export async function collect(
  from: Waiting,
  api: BatchApi,
  now: ReadonlyMap<string, Request>,
): Promise<Collected> {
  const collected: Collected = { answers: new Map(), waiting: { ...from, batches: [] }, missing: [] };
  for (const batch of from.batches) {
    const { status, answers } = await api.look(batch.id);
    console.error(`${batch.id}: ${status}, ${answers?.size ?? 0} of ${batch.asked.length} answered.`);
    if (answers === null) collected.waiting.batches.push(batch);
    else
      for (const { id, case_ref, key } of batch.asked) {
        const request = now.get(case_ref);
        // An answer to another prompt, or to other fields, is no answer.
        if (answers.has(id) && request !== undefined && keyOf(request) === key)
          collected.answers.set(case_ref, answers.get(id));
        else collected.missing.push(case_ref);
      }
  }
  return collected;
}

/** @returns a fetch that gives each case its answer, once. A repair is asked over the network. */
export function answering(answers: ReadonlyMap<string, unknown>, network: Fetch = globalThis.fetch): Fetch {
  const given = new Set<string>();
  return async (...request) => {
    const id = current.getStore() ?? '';
    if (!answers.has(id) || given.has(id)) return network(...request);
    given.add(id);
    return Response.json(answers.get(id));
  };
}
