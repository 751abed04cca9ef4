import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { optionProblem, RunRefused } from './refusal.ts';

const versions = new Map<string, Promise<string>>();

/** @returns what a Node binary says of itself, without the `v`; the empty string when it does not run. */
export function nodeVersion(binary: string): Promise<string> {
  const known = versions.get(binary) ?? askVersion(binary);
  versions.set(binary, known);
  return known;
}

/** Throws `RunRefused` unless the binary is a Node 24, which is what GitHub runs `using: node24` on. */
export async function requireNode24(binary: string): Promise<void> {
  const version = await nodeVersion(binary);
  if (version.startsWith('24.')) return;
  const found = version === '' ? `${binary}, which does not run` : `Node ${version}`;
  throw new RunRefused(optionProblem('node24', found, 'a Node 24', 'Install the packages of test/node24.'));
}

async function askVersion(binary: string): Promise<string> {
  const answer = await promisify(execFile)(binary, ['--version']).catch(() => ({ stdout: '' }));
  return answer.stdout.trim().replace(/^v/, '');
}
