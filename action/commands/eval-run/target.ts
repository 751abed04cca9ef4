import { lstat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { MANIFEST_FILE } from '../../contract/manifest.ts';
import { isEnvelope } from '../../evidence/envelope.ts';
import { matching } from '../../evidence/glob.ts';
import { isInside, type Tree } from '../../evidence/tree.ts';
import type { Shard } from '../../readiness/eval/shards.ts';
import type { Place } from './subject.ts';

/** Where a run is recorded: its folder, its envelope, and the rows beside it. */
export type Target = { folder: string; envelope: string; rows: string };

const ENVELOPE = 'run.json';

/**
 * Chooses where a run is recorded, so that the gate finds it there: in the usual folder, else where the first pattern
 * begins that fits. A shard has a folder of its own, and so never writes over another.
 */
export function chooseTarget(
  { field, patterns, usual }: Place,
  shard: Shard | null,
): Target | { problem: string } {
  const refuse = (found: unknown, expected: string) => ({
    problem: `${MANIFEST_FILE}: ${field}: found ${JSON.stringify(found)}${expected}. Write \`${usual}/**/${ENVELOPE}\`.`,
  });
  const outside = patterns.find((pattern) => !isInside(pattern));
  if (outside !== undefined) return refuse(outside, '; expected a path inside this folder');
  const usually = ofShard(posix.join(usual, ENVELOPE), shard);
  const others = patterns.map((pattern) => ofShard(beginningOf(pattern), shard));
  const envelope = [usually, ...others].find((one) => fits(one, patterns));
  if (envelope === undefined)
    return refuse(
      patterns.length === 1 ? patterns[0] : patterns,
      `; expected a pattern that ${usually} fits`,
    );
  const target = targetOf(envelope);
  if (target.rows !== envelope) return target;
  return refuse(envelope, ', which is where the rows go; expected another name');
}

/** @returns the envelope in the first folder that a pattern names without a star. */
function beginningOf(pattern: string): string {
  const parts = posix.normalize(pattern).split('/');
  const name = parts.pop() ?? ENVELOPE;
  const star = parts.findIndex((part) => part.includes('*'));
  const folders = star < 0 ? parts : parts.slice(0, star);
  return [...folders, name.includes('*') ? ENVELOPE : name].join('/');
}

const ofShard = (envelope: string, shard: Shard | null): string =>
  shard === null
    ? envelope
    : posix.join(posix.dirname(envelope), `shard-${shard.index}-of-${shard.of}`, posix.basename(envelope));

const fits = (file: string, patterns: readonly string[]): boolean => matching([file], patterns).length > 0;

function targetOf(envelope: string): Target {
  const folder = posix.dirname(envelope);
  return { folder, envelope, rows: posix.join(folder, 'results.jsonl') };
}

/**
 * Where results go is said by the repository, so it is checked before anything is removed or written there.
 *
 * @returns why nothing is written there, or `null`
 */
export async function whyUnfit(
  cwd: string,
  tree: Tree,
  { envelope, rows }: Target,
  { field, usual }: Place,
): Promise<string | null> {
  for (const file of [envelope, rows]) {
    const obstacle = await obstacleTo(cwd, file);
    if (obstacle !== null)
      return `${file}: found ${obstacle}; expected a file, or nothing yet. Move it away; results stay inside this folder.`;
  }
  const isThere = (await lstat(join(cwd, envelope)).catch(() => null)) !== null;
  if (!isThere || (await isEnvelope(tree, envelope))) return null;
  return `${envelope}: found a file that \`poc eval run\` did not write; expected the record of an earlier run, or nothing yet. Move it away, or add \`${usual}/**/${ENVELOPE}\` to \`${field}\` in \`${MANIFEST_FILE}\`.`;
}

/** @returns what keeps a file from being written where its path says, or `null`. */
async function obstacleTo(folder: string, file: string): Promise<string | null> {
  const parts = file.split('/');
  for (const [i] of parts.entries()) {
    const at = parts.slice(0, i + 1).join('/');
    const stat = await lstat(join(folder, at)).catch(() => null);
    if (stat === null) return null;
    if (stat.isSymbolicLink()) return `the symbolic link ${at}`;
    if (i === parts.length - 1 && !stat.isFile()) return 'something that is not a file';
  }
  return null;
}
