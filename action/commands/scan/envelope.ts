import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Envelope } from '../../contract/envelope.ts';
import { type CleanRepo, cleanRepo, type Scan } from '../../contract/proofs/clean-repo.ts';
import { proofFile } from '../../contract/proofs/index.ts';
import type { Terminal } from '../command.ts';
import { linkOnTheWay } from '../eval-import/case-files.ts';
import { runUrl } from '../eval-run/envelope.ts';

export const SCAN_FILE = proofFile('data/clean-repo');

/** @returns what was found, on what. */
export function envelopeOfScans(
  scans: readonly Scan[],
  tree: string,
  commit: string | null,
  env: Terminal['env'],
): Envelope<CleanRepo> {
  const result: CleanRepo = { scans: [...scans] };
  return {
    schema: 'poc-evidence/v1',
    check: 'data/clean-repo',
    commit,
    produced_at: new Date().toISOString(),
    producer: { command: 'poc scan', run_url: runUrl(env) },
    inputs: { tree },
    n: cleanRepo.count(result),
    result,
  };
}

/**
 * Writes the envelope in one step.
 *
 * @returns why it was not written, or `null`
 * @throws when the disk refuses
 */
export function writeEnvelope(folder: string, envelope: Envelope<CleanRepo>): string | null {
  const link = linkOnTheWay(folder, SCAN_FILE);
  if (link !== null) return `${link}: found a symbolic link; expected a folder inside this one. Replace it.`;
  const full = join(folder, SCAN_FILE);
  const beside = `${full}.${process.pid}.part`;
  mkdirSync(dirname(full), { recursive: true });
  try {
    writeFileSync(beside, `${JSON.stringify(envelope, null, 2)}\n`, { flag: 'wx' });
    renameSync(beside, full);
  } finally {
    rmSync(beside, { force: true });
  }
  return null;
}
