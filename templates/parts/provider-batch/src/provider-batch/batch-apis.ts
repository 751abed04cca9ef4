import { z } from 'zod';
import type { Env } from '../part.ts';
import { UnusableSetting } from '../setting.ts';

/** A request that the workflow would have sent, under an id that its answer comes back with. */
export type Request = { id: string; url: string; headers: Headers; body: string };

/** How far a batch is, and, once it has ended, the answers by id. An id that is missing has none. */
export type Looked = { status: string; answers: ReadonlyMap<string, unknown> | null };

/** What providers answer within a day, at a discount that is not counted here. */
export type BatchApi = {
  /** The most that one batch may hold. */
  most: { requests: number; bytes: number };
  /** @returns the id of the batch. @throws UnusableSetting */
  create(requests: readonly Request[]): Promise<string>;
  /** @throws UnusableSetting */
  look(id: string): Promise<Looked>;
};

const MB = 1_000_000;
const DEFAULTS = { openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com/v1' };

/** @returns the batch API of the provider that `POC_MODEL` names. @throws UnusableSetting */
export function batchApi(env: Env): BatchApi {
  const provider = (env.POC_MODEL ?? '').trim().split('/')[0];
  if (provider === 'openai')
    return openaiBatches(env.OPENAI_BASE_URL || DEFAULTS.openai, env.OPENAI_API_KEY ?? '');
  if (provider === 'compatible') return openaiBatches(env.POC_MODEL_URL ?? '', env.POC_MODEL_KEY ?? '');
  if (provider === 'anthropic')
    return anthropicBatches(env.ANTHROPIC_BASE_URL || DEFAULTS.anthropic, env.ANTHROPIC_API_KEY ?? '');
  throw new UnusableSetting(
    `POC_MODEL: found ${JSON.stringify(env.POC_MODEL ?? '')}; expected a provider with a batch API. Set openai/MODEL, anthropic/MODEL or compatible/MODEL, or use npm run batch.`,
  );
}

const openaiBatch = z.looseObject({
  id: z.string(),
  status: z.string(),
  output_file_id: z.string().nullish(),
});
const openaiLine = z.looseObject({
  custom_id: z.string(),
  response: z.looseObject({ status_code: z.number(), body: z.unknown() }).nullish(),
});
const OPENAI_ENDED = ['completed', 'expired', 'cancelled', 'failed'];

/** https://platform.openai.com/docs/guides/batch: a file of requests, a batch of it, a file of answers in any order. */
function openaiBatches(base: string, key: string): BatchApi {
  const call = caller(base, { authorization: `Bearer ${key}` });
  return {
    most: { requests: 50_000, bytes: 200 * MB },
    async create(requests) {
      const [{ url } = { url: base }] = requests;
      const endpoint = `/v1${url.slice(trimmed(base).length)}`;
      const lines = requests.map(({ id, body }) =>
        JSON.stringify({ custom_id: id, method: 'POST', url: endpoint, body: JSON.parse(body) }),
      );
      const form = new FormData();
      form.set('purpose', 'batch');
      form.set('file', new Blob([`${lines.join('\n')}\n`]), 'batch.jsonl');
      const file = z.looseObject({ id: z.string() }).parse(JSON.parse(await call('/files', { body: form })));
      const body = JSON.stringify({ input_file_id: file.id, endpoint, completion_window: '24h' });
      return openaiBatch.parse(JSON.parse(await call('/batches', { body, headers: JSON_TYPE }))).id;
    },
    async look(id) {
      const batch = openaiBatch.parse(JSON.parse(await call(`/batches/${id}`)));
      if (!OPENAI_ENDED.includes(batch.status)) return { status: batch.status, answers: null };
      const { output_file_id: file } = batch;
      const lines = file ? linesOf(await call(`/files/${file}/content`), openaiLine) : [];
      const good = lines.filter(({ response }) => response?.status_code === 200);
      const answers = new Map(good.map((line) => [line.custom_id, line.response?.body]));
      return { status: batch.status, answers };
    },
  };
}

const anthropicBatch = z.looseObject({
  id: z.string(),
  processing_status: z.string(),
  results_url: z.string().nullish(),
});
const anthropicLine = z.looseObject({
  custom_id: z.string(),
  result: z.looseObject({ type: z.string(), message: z.unknown().optional() }),
});

/** https://docs.anthropic.com/en/docs/build-with-claude/batch-processing */
function anthropicBatches(base: string, key: string): BatchApi {
  const call = caller(base, { 'x-api-key': key, 'anthropic-version': '2023-06-01' });
  return {
    most: { requests: 100_000, bytes: 256 * MB },
    async create(requests) {
      const beta = requests[0]?.headers.get('anthropic-beta');
      const headers = { ...JSON_TYPE, ...(beta ? { 'anthropic-beta': beta } : {}) };
      const all = requests.map(({ id, body }) => ({ custom_id: id, params: JSON.parse(body) }));
      const body = JSON.stringify({ requests: all });
      return anthropicBatch.parse(JSON.parse(await call('/messages/batches', { body, headers }))).id;
    },
    async look(id) {
      const { processing_status: status } = anthropicBatch.parse(
        JSON.parse(await call(`/messages/batches/${id}`)),
      );
      if (status !== 'ended') return { status, answers: null };
      const lines = linesOf(await call(`/messages/batches/${id}/results`), anthropicLine);
      const good = lines.filter(({ result }) => result.type === 'succeeded');
      return { status, answers: new Map(good.map(({ custom_id, result }) => [custom_id, result.message])) };
    },
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };
const trimmed = (url: string): string => url.replace(/\/$/, '');

const linesOf = <T>(text: string, shape: z.ZodType<T>): T[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => shape.parse(JSON.parse(line)));

type Sent = { body?: string | FormData; headers?: Record<string, string> };

const caller =
  (base: string, key: Record<string, string>) =>
  async (path: string, { body, headers = {} }: Sent = {}): Promise<string> => {
    const options = {
      headers: { ...key, ...headers },
      ...(body === undefined ? {} : { method: 'POST', body }),
    };
    const response = await fetch(`${trimmed(base)}${path}`, options).catch((error) => {
      throw new UnusableSetting(
        `${base}: found ${error}; expected a provider. Run this again when it answers.`,
      );
    });
    if (response.ok) return response.text();
    throw new UnusableSetting(
      `${base}${path}: found HTTP ${response.status}; expected a batch API. Look at the key and the model, and run this again.`,
    );
  };
