import { createHash } from 'node:crypto';
import type { LanguageModelMiddleware } from 'ai';

type Generate = NonNullable<LanguageModelMiddleware['wrapGenerate']>;
export type Params = Parameters<Generate>[0]['params'];
export type Asked = { provider: string; modelId: string };

const FENCE = /item-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/**
 * @returns the key of a request: SHA-256 of who is asked and what, with sorted keys; without headers, which hold the API
 * key, and without the signal. The fence around an item is random, so it counts as the same one each time.
 */
export function keyOf(
  { provider, modelId }: Asked,
  { headers: _headers, abortSignal: _signal, ...asked }: Params,
): string {
  const text = JSON.stringify(sorted({ provider, modelId, asked }));
  // Only the instructions say which fence it is; an item may hold something that looks like one.
  const [fence] = FENCE.exec(instructionsOf(asked.prompt)) ?? [];
  const canonical = fence === undefined ? text : text.replaceAll(fence, 'item-fence');
  return createHash('sha256').update(canonical).digest('hex');
}

const instructionsOf = (prompt: Params['prompt']): string =>
  prompt.map((message) => (message.role === 'system' ? message.content : '')).join('\n');

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}
