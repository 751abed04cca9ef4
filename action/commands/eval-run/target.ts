import { lstat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { MANIFEST_FILE } from '../../contract/manifest.ts';
import { isEnvelope } from '../../evidence/envelope.ts';
import { matching } from '../../evidence/glob.ts';
import { isInside, type Tree } from '../../evidence/tree.ts';
import type { Shard } from '../../readiness/shards.ts';

/** Where a run is recorded: its folder, its envelope, and the rows beside it. */
export type Target = { folder: string; envelope: string; rows: string };

const ENVELOPE = 'run.json';
const USUAL = `eval/results/${ENVELOPE}`;
const REMEDY = 'Write `eval/results/**/run.json`.';

/**
 * Chooses where a run is recorded, so that the gate finds it there: in `eval/results/`, else where the first pattern
 * begins that fits. A shard has a folder of its own, and so never writes over another.
 *
 * @param patterns `evidence.results` of `poc.yaml`
 */
export function chooseTarget(patterns: readonly string[], shard: Shard | null): Target | { problem: string } {
  const outside = patterns.find((pattern) => !isInside(pattern));
  if (outside !== undefined)
    return { problem: `${field(outside)}; expected a path inside this folder. ${REMEDY}` };
  for (const envelope of [USUAL, ...patterns.map(beginningOf)].map((one) => ofShard(one, shard))) {
    if (!fits(envelope, patterns)) continue;
    const target = targetOf(envelope);
    if (target.rows !== envelope) return target;
    return { problem: `${field(envelope)}, which is where the rows go; expected another name. ${REMEDY}` };
  }
  const found = field(patterns.length === 1 ? patterns[0] : patterns);
  return { problem: `${found}; expected a pattern that ${ofShard(USUAL, shard)} fits. ${REMEDY}` };
}

const field = (found: unknown): string =>
  `${MANIFEST_FILE}: evidence.results: found ${JSON.stringify(found)}`;

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
export async function whyUnfit(cwd: string, tree: Tree, { envelope, rows }: Target): Promise<string | null> {
  for (const file of [envelope, rows]) {
    const obstacle = await obstacleTo(cwd, file);
    if (obstacle !== null)
      return `${file}: found ${obstacle}; expected a file, or nothing yet. Move it away; results stay inside this folder.`;
  }
  const isThere = (await lstat(join(cwd, envelope)).catch(() => null)) !== null;
  if (!isThere || (await isEnvelope(tree, envelope))) return null;
  return `${envelope}: found a file that \`poc eval run\` did not write; expected the record of an earlier run, or nothing yet. Move it away, or add \`eval/results/**/run.json\` to \`evidence.results\` in \`${MANIFEST_FILE}\`.`;
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
