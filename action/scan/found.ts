import { createHash } from 'node:crypto';
import type { ScanFinding } from '../contract/proofs/clean-repo.ts';

const DIGITS = 16;

/** @returns what tells a finding from others without quoting it: a digest of its rule, its file and what was matched. */
export const fingerprint = (rule: string, file: string, matched: string): string =>
  createHash('sha256').update([rule, file, matched].join('\0')).digest('hex').slice(0, DIGITS);

/** @returns the findings, each once, with how often it was found and where first. */
export function eachOnce(findings: readonly ScanFinding[]): ScanFinding[] {
  const byPrint = new Map<string, ScanFinding>();
  for (const one of findings) {
    const known = byPrint.get(one.fingerprint);
    byPrint.set(one.fingerprint, known === undefined ? one : { ...known, times: known.times + one.times });
  }
  return [...byPrint.values()];
}
