import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { node24 } from '../node24/path.ts';
import type { JournalEntry, Violation } from './exchange/journal.ts';
import type { InitialState, State } from './state/state.ts';

export { node24 } from '../node24/path.ts';
export type { JournalEntry, Violation } from './exchange/journal.ts';
export type { Fault } from './faults/fault.ts';
export type { InitialState, State } from './state/state.ts';

const serverFile = fileURLToPath(new URL('server.ts', import.meta.url));

/** A GitHub API that listens on this machine, in a process of its own. */
export type GitHub = {
  /** `http://127.0.0.1:PORT`: what GITHUB_API_URL is to say, with `/api/v3` behind it for an Enterprise Server. */
  url: string;
  /** All requests so far, in order. */
  journal(): Promise<JournalEntry[]>;
  /** What broke GitHub's description or its limits so far, with the request that did. */
  violations(): Promise<(Violation & { request: string })[]>;
  /** The repositories as they stand now. */
  state(): Promise<State>;
  /** Ends the process. A second call does nothing. */
  stop(): Promise<void>;
};

/**
 * Starts a GitHub API with this state and waits until it listens. It also ends with the process that called.
 * @throws with what the server wrote when the state is not one
 */
export async function startGitHub(initial: InitialState): Promise<GitHub> {
  // The channel is a lifeline: the server ends when it closes. No environment: coverage and loaders stay outside.
  const child = spawn(node24, [serverFile], { env: {}, stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
  child.stdin?.end(JSON.stringify(initial));
  const url = await readUrl(child);
  const read = async <T>(path: string): Promise<T> => (await fetch(`${url}${path}`)).json() as Promise<T>;
  const journal = () => read<JournalEntry[]>('/__journal');
  return {
    url,
    journal,
    state: () => read<State>('/__state'),
    async violations() {
      const entries = await journal();
      return entries.flatMap(({ method, path, violations }) =>
        violations.map((violation) => ({ request: `${method} ${path}`, ...violation })),
      );
    },
    stop: () => stop(child),
  };
}

/** The server prints one line when it listens; when it ends before, what it complained of is the error. */
async function readUrl(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the server was started without pipes');
  let complaint = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const line = once(createInterface(stdout), 'line').then(
    ([text]) => JSON.parse(String(text)) as { url: string },
  );
  const end = once(child, 'close').then(([code]) => {
    throw new Error(
      `server.ts: found exit ${code} before it listened; expected one line with its URL.\n${complaint}`,
    );
  });
  // After the first line the end of the process is nobody's error.
  end.catch(() => {});
  return (await Promise.race([line, end])).url;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill();
  await closed;
}
