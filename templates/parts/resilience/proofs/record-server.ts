import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { BadStatus } from '../src/resilience/failure.ts';
import type { System } from '../src/resilience/write.ts';

type Fields = Record<string, string>;

/** How the system takes a write: as it should, half of it, so that its answer never comes, or not at all. */
export type Mood = 'well' | 'half' | 'written_then_silent' | 'silent' | 'refusing';

export type RecordServer = Awaited<ReturnType<typeof recordServer>>;

/** A system of record on this machine, over HTTP, that fails as it is told to and knows no idempotency keys. */
export async function recordServer() {
  const records = new Map<string, Fields>();
  /** Requests, writes that took, and how often it failed on purpose. */
  const seen = { requests: 0, effects: 0, raised: 0 };
  let mood: Mood = 'well';
  const put = (path: string, fields: Fields) => {
    if (mood !== 'well') seen.raised += 1;
    if (mood === 'silent' || mood === 'refusing') return;
    seen.effects += 1;
    const entries = Object.entries(fields);
    const taken = mood === 'half' ? entries.slice(0, Math.ceil(entries.length / 2)) : entries;
    records.set(path, { ...records.get(path), ...Object.fromEntries(taken) });
  };
  const server = createServer(async (request, response) => {
    seen.requests += 1;
    const path = request.url ?? '';
    if (request.method === 'GET') {
      const record = records.get(path);
      return response.writeHead(record === undefined ? 404 : 200).end(JSON.stringify(record ?? {}));
    }
    put(path, (await json(request)) as Fields);
    if (mood === 'refusing') response.writeHead(429).end();
    else if (mood === 'well' || mood === 'half') response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    system: systemAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    seen,
    mood(next: Mood) {
      mood = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const systemAt = (base: string): System => ({
  id: 'records',
  async write({ object, recordId, fields }, key, signal) {
    const headers = { 'idempotency-key': key };
    const body = JSON.stringify(fields);
    const response = await fetch(`${base}/${object}/${recordId}`, { method: 'PUT', headers, body, signal });
    if (!response.ok) throw new BadStatus(response);
  },
  async read({ object, recordId }, signal) {
    const response = await fetch(`${base}/${object}/${recordId}`, { signal });
    if (response.status === 404) return null;
    if (!response.ok) throw new BadStatus(response);
    return (await response.json()) as Fields;
  },
});
