import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from '../free-port.ts';
import { outside } from '../installed/bash.ts';
import type { Team } from './team.ts';

/** What somebody sees on the review page. `label` is what is proposed, where anything is. */
export type Shown = { id: string; ref: string; hidden: Record<string, string>; label: string | null };
export type Page = Awaited<ReturnType<typeof openPage>>;

/** Starts the review page as at a desk, and signs these people in by the links that it prints. */
export async function openPage({ poc, env }: Team, people: readonly string[]) {
  const port = await freePort();
  const as = people.flatMap((one) => ['--as', one]);
  const child = spawn('npm', ['run', '--silent', 'review', '--', ...as], {
    cwd: poc,
    env: { ...outside(), ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const origin = `http://127.0.0.1:${port}`;
  const cookies = new Map<string, string>();
  for (const link of await linksOf(child, people.length)) {
    const reply = await fetch(link.address, { redirect: 'manual' });
    cookies.set(link.user, sessionIn(reply));
  }
  const ask = async (user: string, path: string, form?: Record<string, string>): Promise<string> => {
    const headers = { cookie: cookies.get(user) ?? '', origin, accept: 'text/html' };
    const body = form === undefined ? undefined : new URLSearchParams(form);
    const method = form === undefined ? 'GET' : 'POST';
    const reply = await fetch(origin + path, { method, headers, body: body ?? null, redirect: 'manual' });
    const text = await reply.text();
    if (reply.status > 399) throw new Error(`${method} ${path} by ${user}: ${reply.status}\n${text}`);
    return text;
  };
  return {
    handIn: (user: string, caseRef: string, fields: object) =>
      ask(user, '/cases', { case_ref: caseRef, item: JSON.stringify({ fields }) }),
    next: async (user: string): Promise<Shown | null> => shownIn(await ask(user, '/review')),
    decide: (user: string, { id, hidden }: Shown, decision: string, label = '') =>
      ask(user, `/cases/${id}/decision`, { ...hidden, decision, '/label': label }),
    async close() {
      const ended = once(child, 'exit');
      process.kill(-(child.pid as number), 'SIGTERM');
      await ended;
    },
  };
}

async function linksOf(child: ChildProcess, wanted: number): Promise<{ user: string; address: string }[]> {
  const links = [];
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const [, user, address] = /^ {2}(\S+) as \S+: (\S+)$/.exec(line) ?? [];
    if (user !== undefined && address !== undefined) links.push({ user, address });
    if (links.length === wanted) return links;
  }
  throw new Error('The review page ended before it printed its links');
}

const sessionIn = (reply: Response): string => {
  const all = reply.headers.getSetCookie().map((one) => one.split(';')[0] as string);
  return all.find((one) => one.startsWith('poc_session=')) ?? '';
};

function shownIn(page: string): Shown | null {
  const [, id] = /action="\/cases\/([\w-]+)\/decision"/.exec(page) ?? [];
  const fields = [...page.matchAll(/<input type="hidden" name="(\w+)" value="(\w+)">/g)];
  const hidden = Object.fromEntries(fields.map(([, name, value]) => [name, value]));
  const [, ref] = /<h1 tabindex="-1"><bdi>([^<]+)<\/bdi>/.exec(page) ?? [];
  const [, label] = /<dl class="answer">.*?<dd dir="auto"><bdi>([^<]+)<\/bdi>/s.exec(page) ?? [];
  if (id === undefined || ref === undefined) return null;
  return { id, ref, hidden, label: label ?? null };
}
