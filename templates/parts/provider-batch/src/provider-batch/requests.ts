import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Case } from '../batch/cases.ts';
import { who } from '../batch/open-batch.ts';
import { composeWorkflow } from '../compose.ts';
import type { Fetch } from '../model/select.ts';
import type { Env } from '../part.ts';
import { PARTS } from '../parts.ts';
import type { Request } from './batch-apis.ts';

/** Whose case the workflow asks about: the one thing that a request does not say. */
const current = new AsyncLocalStorage<string>();
export const asCase = current.run.bind(current);

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Found where a request would have gone out. Providers answer so to a request that they do not charge. */
const NOT_SENT = () => new Response('{"error":{"message":"kept for a batch"}}', { status: 400 });

/**
 * Runs the workflow up to the first request of each case and keeps that instead of sending it. Nothing is recorded of it:
 * these are no runs yet.
 * @returns requests by case. @throws UnusableSetting, UnusableFile
 */
export async function requestsOf(cases: readonly Case[], env: Env): Promise<Map<string, Request>> {
  const requests = new Map<string, Request>();
  const keep: Fetch = async (url, init) => {
    const id = current.getStore() ?? '';
    const [headers, body] = [new Headers(init?.headers), String(init?.body)];
    requests.set(id, { id: digest(id).slice(0, 32), url: String(url), headers, body });
    return NOT_SENT();
  };
  const silent = PARTS.map((make) => (of: Env) => ({ ...make(of), after: () => {} }));
  const { handle } = await composeWorkflow({ ...env, POC_LOG: '/dev/null' }, { make: silent, fetch: keep });
  for (const { case_ref, fields } of cases)
    await asCase(case_ref, () => handle({ fields }, { caseRef: case_ref, ...who(), kind: 'test' }));
  return requests;
}

/** What was asked, apart from the fence, which is another one each time. */
export const keyOf = ({ body }: Request): string =>
  digest(body.replaceAll(/item-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'item'));

/** Bytes around each body: its id, method and path, with room to spare. */
const AROUND = 500;

/** Parts the requests so that each batch keeps the limits of the provider. */
export function inBatches<T extends { body: string }>(
  requests: readonly T[],
  most: { requests: number; bytes: number },
): T[][] {
  const batches: T[][] = [];
  let bytes = 0;
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
