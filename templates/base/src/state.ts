import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Env } from './part.ts';

/** Where a running workflow keeps what it has to remember: `POC_STATE`, else `state/`. It holds items, so git ignores it. */
export const stateFile = (env: Env, ...path: string[]): string => join(env.POC_STATE || 'state', ...path);

/** Adds a line of JSON to a file, and makes the folders that it lies in. A line that broke off in a crash stays alone. */
export function appendLine(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${endsInside(file) ? '\n' : ''}${JSON.stringify(value)}\n`);
}

/** Does a file end in the middle of a line? */
function endsInside(file: string): boolean {
  const size = existsSync(file) ? statSync(file).size : 0;
  if (size === 0) return false;
  const descriptor = openSync(file, 'r');
  try {
    const last = Buffer.alloc(1);
    readSync(descriptor, last, 0, 1, size - 1);
    return last.toString() !== '\n';
  } finally {
    closeSync(descriptor);
  }
}
