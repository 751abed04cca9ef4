import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { UnusableFile } from '../jsonl.ts';
import { type Access, type Authorise, may, type Who } from './policy.ts';
import { goTo, type Reply, type Route, refusal, send } from './route.ts';
import type { Sessions } from './sessions.ts';

export type Guarded = {
  /** As people reach it, such as `https://poc.example`. */
  origin: string;
  access: Access;
  sessions: Sessions;
  routes: readonly Route[];
  authorise?: Authorise;
};

/** The most that one request may carry: an item of the largest size, with room for its JSON. */
const MOST_BYTES = 1024 * 1024;

const css = readFileSync(new URL('./page.css', import.meta.url), 'utf8');
const CSS: Route = {
  method: 'GET',
  path: '/page.css',
  needs: 'nothing',
  handle: () => ({ status: 200, content: { type: 'text/css', body: css } }),
};

/**
 * A server that checks each request before anything answers: whence it comes, who asks, and whether they may.
 * @throws Error where a route to single items does not say whose they are: that is a fault of the code
 */
export function createGuardedServer(guarded: Guarded): Server {
  const routes = [CSS, ...guarded.routes];
  for (const { path, needs, ownerOf } of routes) {
    if (path.includes(':id') && typeof needs === 'object' && ownerOf === undefined)
      throw new Error(`${path}: found no ownerOf; expected whose item it is.`);
  }
  return createServer(async (request, response) => {
    send(response, await answer({ ...guarded, routes }, request).catch((error) => failed(request, error)));
  });
}

function failed({ method }: IncomingMessage, error: unknown): Reply {
  // The kind of error is enough to act on; the message of one that we did not write can hold an item.
  const known = error instanceof UnusableFile ? error.message : error instanceof Error ? error.name : '';
  console.error(`${method} failed: ${known}`);
  return refusal(500, 'Something went wrong', 'Nothing is lost. Try again.');
}

async function answer(guarded: Guarded, request: IncomingMessage): Promise<Reply> {
  const { origin, sessions, routes } = guarded;
  const { method, headers } = request;
  // A name that somebody else points at this machine is none of ours.
  if (headers.host !== new URL(origin).host) return refusal(421, 'Not here', `This page is at ${origin}.`);
  const url = new URL(request.url ?? '/', origin);
  const found = findRoute(routes, method, url.pathname);
  if (found === null) return refusal(404, 'There is nothing here', '');
  const { route, id } = found;
  if (route.method === 'POST' && headers.origin !== origin)
    return refusal(403, 'Not from this page', 'Another page sent this, so nothing was done.');
  const who = sessions.of(headers.cookie);
  const stopped = turnedAway(guarded, route, who, id);
  if (stopped === 'sign-in' && method === 'GET' && headers.accept?.includes('text/html'))
    return goTo('/sign-in');
  if (stopped === 'sign-in') return refusal(401, 'You are not signed in', 'Sign in first.');
  if (stopped !== null) return stopped;
  const body = await bodyOf(request);
  if (body === null) return refusal(413, 'Too large', `At most ${MOST_BYTES} bytes can be sent.`);
  return route.handle({ who, id, query: url.searchParams, cookies: headers.cookie, body });
}

function turnedAway(
  { access, authorise = may }: Guarded,
  { needs, ownerOf }: Route,
  who: Who | null,
  id: string,
): Reply | 'sign-in' | null {
  if (needs === 'nothing') return null;
  if (who === null) return 'sign-in';
  if (needs === 'signed-in') return null;
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
    const pattern = new RegExp(`^${route.path.replace(':id', '([\\w-]{1,200})')}$`);
    const match = route.method === method ? pattern.exec(path) : null;
    if (match !== null) return { route, id: match[1] ?? '' };
  }
  return null;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    // The rest is read and dropped, so that whoever sends it gets to read the answer.
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  return bytes > MOST_BYTES ? null : Buffer.concat(chunks);
}
