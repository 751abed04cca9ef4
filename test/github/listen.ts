import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Api, makeApi } from './exchange/answer.ts';
import type { Received } from './exchange/check-request.ts';
import { type JournalEntry, openEntry } from './exchange/journal.ts';
import { type Reply, refusal } from './exchange/reply.ts';
import { countFaults } from './faults/fault.ts';
import { type Struck, strike } from './faults/strike.ts';
import { ARTIFACT_PATH, findArtifact } from './routes/actions.ts';
import type { State } from './state/state.ts';

/** Where GitHub Enterprise Server has its API. */
const ENTERPRISE_PREFIX = '/api/v3';

/**
 * Serves GitHub's API on 127.0.0.1, at `/` and at `/api/v3`; what happened at `/__journal`, what is so at `/__state`.
 * @param port 0 for any free one
 */
export async function listen(state: State, port: number): Promise<{ url: string; server: Server }> {
  const api = makeApi(state);
  const journal: JournalEntry[] = [];
  const faultsOf = countFaults(state.faults);
  const started = Date.now();
  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (inspect(address.pathname, response, api, journal)) return;
    const { prefix, received } = await receive(request, address);
    const prepared = api.prepare(received, `${address.origin}${prefix}`);
    const place = { n: journal.length + 1, at_ms: Date.now() - started, path: `${prefix}${received.path}` };
    const entry = openEntry(received, prepared, place);
    journal.push(entry);
    const effects = faultsOf(received.method, received.path);
    entry.faults = effects.map((effect) => effect.kind);
    const struck = await strike(effects, prepared, api, received.path).catch((error) => ourBug(error, entry));
    entry.status = struck.reply === 'dropped' ? null : struck.reply.status;
    write(response, struck);
  }

  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** A route that throws must not look like a GitHub that is down. */
function ourBug(error: unknown, entry: JournalEntry): Struck {
  const problem = error instanceof Error ? String(error.stack) : String(error);
  entry.violations.push({ kind: 'response', at: '500', problem });
  return { reply: refusal(500, problem) };
}

/** What is not GitHub's API: the windows for tests, and the store that artifacts are downloaded from. */
function inspect(path: string, response: ServerResponse, api: Api, journal: JournalEntry[]): boolean {
  if (path === '/__journal') writeJson(response, { status: 200, body: journal });
  else if (path === '/__state') writeJson(response, { status: 200, body: api.state });
  else if (path.startsWith(ARTIFACT_PATH))
    writeArtifact(response, api, Number(path.slice(ARTIFACT_PATH.length)));
  else return false;
  return true;
}

async function receive(
  request: IncomingMessage,
  address: URL,
): Promise<{ prefix: string; received: Received }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname } = address;
  const prefix = pathname.startsWith(`${ENTERPRISE_PREFIX}/`) ? ENTERPRISE_PREFIX : '';
  const received = {
    method: request.method ?? 'GET',
    path: pathname.slice(prefix.length),
    query: Object.fromEntries(address.searchParams),
    headers: request.headers,
    text: Buffer.concat(chunks).toString('utf8'),
  };
  return { prefix, received };
}

function write(response: ServerResponse, { reply, html }: Struck): void {
  if (reply === 'dropped') response.destroy();
  else if (html)
    response.writeHead(reply.status, { ...reply.headers, 'content-type': 'text/html' }).end(reply.body);
  else writeJson(response, reply);
}

function writeJson(response: ServerResponse, { status, body, headers }: Reply): void {
  const type = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...type, 'x-github-media-type': 'github.v3; format=json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function writeArtifact(response: ServerResponse, api: Api, id: number): void {
  const artifact = findArtifact(api.state.repositories, id);
  if (artifact === undefined) response.writeHead(404).end();
  else
    response.writeHead(200, { 'content-type': 'application/zip' }).end(Buffer.from(artifact.zip, 'base64'));
}
