import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** How a process ended; `exitCode` is null when a signal ended it. */
export type ProcessEnd = { exitCode: number | null; aborted: boolean };

/** A process of a step. Both its streams go to `onLine`, line by line as they come. */
export type ProcessOptions = {
  cwd: string;
  env: Record<string, string>;
  signal: AbortSignal;
  onLine(line: string): void;
};

/** How long a process that was told to stop may take before it is killed. */
const stopGrace = 2_000;
/** A child in the background may hold the streams of a process that has ended: so long may they be quiet… */
const streamGrace = 500;
/** …and so often may they speak up, before they are closed. */
const streamRounds = 10;

/** Runs a process to its end, or until the signal; then the process and its children are stopped. */
export function runProcess(command: string, args: string[], options: ProcessOptions): Promise<ProcessEnd> {
  const { cwd, env, signal } = options;
  return new Promise((done) => {
    // A group of its own, so that stopping it stops what it started.
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const rest = [lines(child.stdout, options.onLine), lines(child.stderr, options.onLine)];
    const stop = () => stopGroup(child);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const end = (exitCode: number | null) => {
      signal.removeEventListener('abort', stop);
      for (const flush of rest) flush();
      done({ exitCode, aborted: signal.aborted });
    };
    child.once('error', (error) => {
      options.onLine(`${command}: ${error.message}`);
      end(127);
    });
    child.once('close', end);
    child.once('exit', () => closeWhenQuiet(child));
  });
}

/** Kills what a job left running. Every process of a job carries the mark, as on GitHub. */
export function endOrphans(trackingId: string): void {
  if (!existsSync('/proc')) return;
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const environment = readFileSync(`/proc/${name}/environ`, 'utf8');
      if (environment.split('\0').includes(`RUNNER_TRACKING_ID=${trackingId}`))
        process.kill(Number(name), 'SIGKILL');
    } catch {
      // It ended in between, or belongs to somebody else.
    }
  }
}

function stopGroup(child: ChildProcess): void {
  signalGroup(child, 'SIGINT');
  const kill = setTimeout(() => signalGroup(child, 'SIGKILL'), stopGrace);
  child.once('exit', () => clearTimeout(kill));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The whole group has ended already.
  }
}

function closeWhenQuiet(child: ChildProcess): void {
  let heard = false;
  let rounds = 0;
  const streams = [child.stdout, child.stderr];
  for (const stream of streams) stream?.on('data', () => (heard = true));
  const close = () => {
    rounds += 1;
    if (!heard || rounds === streamRounds) for (const stream of streams) stream?.destroy();
    else wait();
  };
  const wait = () => {
    heard = false;
    // Immediates run after what is waiting in the pipes has been read, even when the process was busy.
    setTimeout(() => setImmediate(close), streamGrace).unref();
  };
  wait();
}

/** @returns what hands over an unfinished last line. */
function lines(stream: Readable, onLine: (line: string) => void): () => void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) onLine(part.replace(/\r$/, ''));
  });
  return () => {
    if (rest !== '') onLine(rest);
    rest = '';
  };
}
