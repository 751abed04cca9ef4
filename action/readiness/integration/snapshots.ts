import type { ProofResult } from '../../contract/proofs/index.ts';
import { brief, NOTHING } from '../digest.ts';
import type { Evidence } from '../evidence.ts';
import { type Finding, fail, notProven } from '../finding.ts';
import { shortId } from '../named-ids.ts';

/** What was compared of one system. */
export type Snapshot = ProofResult<'integration/contract-drift'>['systems'][number];

type Needed = Pick<Evidence, 'change' | 'sources' | 'snapshots' | 'proof:integration/contract-drift'>;

/** @returns why a snapshot is not what the system answers with, or `null` */
export function snapshotFault(one: Snapshot, evidence: Needed): Finding | null {
  const { file, envelope } = evidence['proof:integration/contract-drift'];
  const location = { file, line: null };
  const name = shortId(one.snapshot);
  const now = evidence.snapshots.get(one.snapshot);
  if (now === undefined)
    return notProven(`${name}, the snapshot of \`${one.id}\`, is not in this repository.`, {
      location,
      remedy: `Commit ${name}.`,
    });
  if (now === NOTHING) return notProven(`${name}, the snapshot of \`${one.id}\`, is empty.`, { location });
  if (now !== one.snapshot_digest)
    return notProven(
      `${name} was ${brief(one.snapshot_digest)} when \`${one.id}\` was compared, and is ${brief(now)} in this tree.`,
      { location, remedy: 'Run the comparison again.' },
    );
  const twin = envelope.result.systems.find(({ id, snapshot }) => id !== one.id && snapshot === one.snapshot);
  if (twin !== undefined)
    return notProven(`${name} is the snapshot of \`${one.id}\` and of \`${twin.id}\`.`, {
      location,
      remedy: 'Give each system a snapshot of its own.',
    });
  if (now === one.live_digest) return null;
  return fail(`\`${one.id}\` answers in the shape ${brief(one.live_digest)}; ${name} is ${brief(now)}.`, {
    location,
    remedy: `Change the adapter to what \`${one.id}\` answers now, and refresh ${name} with it.`,
  });
}

/**
 * The alarm goes off, and somebody makes the snapshot say what the vendor says now: it is silent again, and the code
 * is as wrong as before.
 *
 * @returns the snapshot that was refreshed without the code, or `null`
 */
export function refreshedAlone({ change, sources, ...rest }: Needed): Finding | null {
  const { before, envelope } = rest['proof:integration/contract-drift'];
  if (change.base === null || before === null) return null;
  const code = new Set(sources.map(({ file }) => file).filter((file) => !BESIDE_CODE.test(file)));
  if (change.files.some((file) => code.has(file))) return null;
  const refreshed = refreshedOf(envelope.result.systems, before.result.systems);
  if (refreshed === undefined) return null;
  return fail(
    `${shortId(refreshed.snapshot)} is refreshed without the code: this pull request changes no source file.`,
    {
      location: { file: refreshed.snapshot, line: null },
      remedy: `Change what reads \`${refreshed.id}\` in the same pull request, or restore the snapshot.`,
    },
  );
}

/** What decides about results, and does not talk to a vendor. */
const BESIDE_CODE = /^(?:eval|prompts|data)\//;

/** Where there are no more systems than before, a new snapshot is an old one refreshed, whatever the names. */
function refreshedOf(now: readonly Snapshot[], before: readonly Snapshot[]): Snapshot | undefined {
  const known = new Set(before.map((one) => one.snapshot_digest));
  return now.find(
    (one) =>
      !known.has(one.snapshot_digest) &&
      (now.length <= before.length ||
        before.some((old) => old.id === one.id || old.snapshot === one.snapshot)),
  );
}
