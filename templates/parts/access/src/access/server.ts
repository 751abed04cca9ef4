import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UnusableFile } from '../jsonl.ts';
import { type Access, type Authorise, may, type Who } from './policy.ts';
import { asset, goTo, type Reply, type Route, refusal } from './route.ts';
import type { Tickets } from './tickets.ts';

export type Guarded = {
  access: Access;
  sessions: Tickets<Who>;
  routes: readonly Route[];
  authorise?: Authorise;
  /** As people reach it, such as `https://poc.example`; else by its host and port. */
  origin?: string;
};
export type Served = { server: Server; origin: string };

/** The cookie that holds the key of a session. */
export const SESSION = 'poc_session';

/** The most that one request may carry: an item of the largest size, with room for its JSON. */
const MOST_BYTES = 1024 * 1024;

const CSS = asset('/page.css', 'text/css', readFileSync(new URL('./page.css', import.meta.url), 'utf8'));

/** Nothing but our own style and script runs, whatever an item holds, and nothing of a page is kept or framed. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // With none at all browsers do not say either whence a form comes.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/**
 * Serves routes, and checks each request before one of them answers: whence it comes, who asks, and whether they may.
 * @param port 0 for any that is free
 * @throws what keeps it from listening, or Error where a route to single items does not say whose they are
 */
export async function serve(guarded: Guarded, port = 0, host = '127.0.0.1'): Promise<Served> {
  const routes = [CSS, ...guarded.routes];
  for (const { path, needs, ownerOf } of routes)
    if (path.includes(':id') && typeof needs === 'object' && ownerOf === undefined)
      throw new Error(`${path}: found no ownerOf; expected whose item it is.`);
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const origin = guarded.origin ?? `http://${host}:${(server.address() as AddressInfo).port}`;
  server.on('request', async (request, response) => {
    const reply = await answer({ ...guarded, routes, origin }, request).catch((error) =>
      failed(request, error),
    );
    send(response, reply, origin.startsWith('https:'));
  });
  return { server, origin };
}

function send(
  response: ServerResponse,
  { status, type, headers, body, cookies = {} }: Reply,
  secure: boolean,
) {
  // Scripts cannot read them, and other sites cannot send them along with a form.
  const rules = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const set = Object.entries(cookies).map(
    ([name, value]) => `${name}=${value}; ${rules}${value === '' ? '; Max-Age=0' : ''}`,
  );
  response
    .writeHead(status, {
      ...HEADERS,
      'content-type': `${type}; charset=utf-8`,
      'set-cookie': set,
      ...headers,
    })
    .end(body);
}

function failed({ method }: IncomingMessage, error: unknown): Reply {
  // The kind of error is enough to act on; the message of one that we did not write can hold an item.
  const known = error instanceof UnusableFile ? error.message : error instanceof Error ? error.name : '';
  console.error(`${method} failed: ${known}`);
  return refusal(500, 'Something went wrong', 'Nothing is lost. Try again.');
}

async function answer(guarded: Guarded & { origin: string }, request: IncomingMessage): Promise<Reply> {
  const { origin, sessions, routes } = guarded;
  const { method, headers } = request;
  // A name that somebody else points at this machine is none of ours.
  if (headers.host !== new URL(origin).host) return refusal(421, 'Not here', `This page is at ${origin}.`);
  // As it came: what begins with two slashes would be read as an address of another host.
  const [path = '', ...rest] = (request.url ?? '').split('?');
  const found = findRoute(routes, method, path);
  if (found === null) return refusal(404, 'There is nothing here', '');
  const { route, id } = found;
  if (method === 'POST' && headers.origin !== origin)
    return refusal(403, 'Not from this page', 'Another page sent this, so nothing was done.');
  const who = sessions.read(readCookie(headers.cookie, SESSION));
  if (route.needs !== 'nothing' && who === null)
    return method === 'GET' && headers.accept?.includes('text/html')
      ? goTo('/sign-in')
      : refusal(401, 'You are not signed in', 'Sign in first.');
  const asked = who ?? { user: '', role: '' };
  const no = turnedAway(guarded, route, asked, id);
  if (no !== null) return no;
  const body = await bodyOf(request);
  if (body === null) return refusal(413, 'Too large', `At most ${MOST_BYTES} bytes can be sent.`);
  const [query, form] = [new URLSearchParams(rest.join('?')), new URLSearchParams(body)];
  return route.handle({ who: asked, id, query, form, cookies: headers.cookie });
}

function turnedAway({ access, authorise = may }: Guarded, { needs, ownerOf }: Route, who: Who, id: string) {
  if (typeof needs === 'string') return null;
  if (!authorise(access, who, needs))
    return refusal(403, 'Not for you', `Your role, ${who.role}, may not do this.`);
  if (ownerOf === undefined) return null;
  const owner = ownerOf(id);
  // Whether there is such an item is nobody's business who may not see it.
  if (owner !== null && authorise(access, who, { ...needs, owner })) return null;
  return refusal(404, 'There is nothing here', 'No such item is open to you.');
}

function findRoute(routes: readonly Route[], method: string | undefined, path: string) {
  for (const route of routes) {
    const match = new RegExp(`^${route.path.replace(':id', '([\\w-]{1,200})')}$`).exec(path);
    if (match !== null && route.method === method) return { route, id: match[1] ?? '' };
  }
  return null;
}

export function readCookie(cookies: string | undefined, name: string): string | null {
  const pairs = (cookies ?? '').split(';').map((one) => one.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? null;
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    // The rest is read and dropped, so that whoever sends it gets to read the answer.
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  return bytes > MOST_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}
