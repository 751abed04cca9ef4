import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { data } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { findFiles } from './glob.ts';
import type { Conclusion } from './results.ts';

/** `success()`, `failure()`, `cancelled()` and `always()` for a step or a job. */
export function statusFunctions(status: {
  success: boolean;
  failure: boolean;
  cancelled: boolean;
}): FunctionDefinition[] {
  const values = { ...status, always: true };
  return Object.entries(values).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: Number.MAX_SAFE_INTEGER,
    call: () => new data.BooleanData(value),
  }));
}

/** The status functions within a job that stands at `status` so far. */
export function stepStatus(status: Conclusion): FunctionDefinition[] {
  return statusFunctions({
    success: status === 'success',
    failure: status === 'failure',
    cancelled: status === 'cancelled',
  });
}

/**
 * `hashFiles()` over a workspace. The same files always give the same text, and none give the empty text; the
 * text itself need not be the one of GitHub, which hashes in the order of its own walk.
 */
export function hashFilesFunction(workspace: string): FunctionDefinition {
  return {
    name: 'hashFiles',
    minArgs: 1,
    maxArgs: 255,
    call: (...patterns) => {
      const lines = patterns.flatMap((pattern) => pattern.coerceString().split('\n'));
      return new data.StringData(hashOf(findFiles(lines, workspace).files));
    },
  };
}

function hashOf(files: string[]): string {
  if (files.length === 0) return '';
  const whole = createHash('sha256');
  for (const file of files) whole.update(createHash('sha256').update(readFileSync(file)).digest());
  return whole.digest('hex');
}
