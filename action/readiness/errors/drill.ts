import { DRILLS_FILE, type Drill } from '../../contract/drills.ts';
import type { Location } from '../../contract/problem.ts';
import { dayOf, daysBetween, yetToCome } from '../clock.ts';
import type { Evidence } from '../evidence.ts';
import { type Finding, notProven } from '../finding.ts';
import { located } from '../located.ts';
import { shortId } from '../named-ids.ts';
import { sameName } from '../names.ts';
import { isPlaceholder } from '../placeholder.ts';
import { isProposer } from '../policy/proposer.ts';
import { locate } from '../reading.ts';

/** What a drill is judged with. */
export type DrillEvidence = Pick<Evidence, 'drills' | 'owners' | 'files' | 'change'>;

type Of<K extends Drill['kind']> = Extract<Drill, { kind: K }>;

/** How a check takes the drills of its kind. */
export type DrillTerms<K extends Drill['kind']> = {
  kind: K;
  now: Date;
  mostDays: number;
  /** What was measured, which never comes out the same twice. */
  figures(drill: Of<K>): readonly number[];
  /** The file that says how it is done. */
  paper(drill: Of<K>): string;
};

/** A drill with its place in the file, and so many days old. */
export type Drilled<K extends Drill['kind']> = { drill: Of<K>; location: Location; days: number };

/**
 * Takes the newest drill of a kind: an attestation with a value, which counts when it is of these days, measured anew, and
 * seen by an owner of operations who neither ran nor recorded it (gate.md, T12).
 *
 * @param judge what the check makes of a drill that counts
 * @returns its finding, or why the drill does not count
 */
export function judgeDrill<K extends Drill['kind']>(
  evidence: DrillEvidence,
  terms: DrillTerms<K>,
  judge: (drilled: Drilled<K>) => Finding,
): Finding {
  const [last, before] = byAge(evidence, terms.kind);
  const none = `${DRILLS_FILE} has no drill of the kind \`${terms.kind}\`.`;
  if (last === undefined) return notProven(none, { location: { file: DRILLS_FILE, line: null } });
  const days = daysBetween(last.drill.on, dayOf(terms.now));
  const fault =
    rewritten(evidence, terms.kind) ??
    outOfTime(last.drill.on, days, terms) ??
    unseen(evidence, last.drill) ??
    copied(last.drill, before?.drill, terms) ??
    withoutPaper(evidence, terms.paper(last.drill));
  if (fault !== null) return located(fault, last.location);
  return judge({ ...last, days });
}

/** The drills of a kind, the newest first; of one day, the one written last. */
function byAge<K extends Drill['kind']>({ drills }: DrillEvidence, kind: K) {
  return drills.value.drills
    .map((drill, i) => ({ drill, location: locate(drills, `drills.${i}`) }))
    .filter((one): one is { drill: Of<K>; location: Location } => one.drill.kind === kind)
    .reverse()
    .sort((a, b) => b.drill.on.localeCompare(a.drill.on));
}

const ofKind = (drills: readonly Drill[], kind: string): string[] =>
  drills.filter((one) => one.kind === kind).map((one) => JSON.stringify(one));

/** What was recorded once stays as it was: whoever needs a newer drill holds one. */
function rewritten({ drills, change }: DrillEvidence, kind: string): Finding | null {
  const now = ofKind(drills.value.drills, kind);
  const then = ofKind(change.base?.drills?.value.drills ?? [], kind);
  const lost = then.filter((one, i) => now[i] !== one);
  if (lost.length === 0) return null;
  return notProven(
    `${lost.length} of ${then.length} drills that the base has were changed, moved or taken out of ${DRILLS_FILE}.`,
    { remedy: `Restore ${DRILLS_FILE} as the base has it, and write a new drill below.` },
  );
}

function outOfTime(on: string, days: number, { now, mostDays }: { now: Date; mostDays: number }) {
  if (yetToCome(on, now)) return notProven(`The drill is dated ${on}, which is yet to come.`);
  if (days <= mostDays) return null;
  return notProven(`The last drill was on ${on}, ${days} days ago; it holds for ${mostDays}.`);
}

const SEEN = 'Let an owner of operations watch the next drill, and write who it was as `attested_by`.';

function unseen({ drills, owners, change }: DrillEvidence, drill: Drill): Finding | null {
  const { by, attested_by: seen, on } = drill;
  const remedy = SEEN;
  if (isPlaceholder(by)) return notProven(`The drill of ${on} does not say who ran it.`, { remedy });
  if (sameName(by, seen))
    return notProven(`${shortId(seen)} attests a drill that ${shortId(by)} ran: nobody else saw it.`, {
      remedy,
    });
  const proposed = !ofKind(change.base?.drills?.value.drills ?? [], drill.kind).includes(
    JSON.stringify(drill),
  );
  if (proposed && isProposer(seen, change))
    return notProven(`${shortId(seen)} attests the drill and proposes its record.`, { remedy });
  if (owners.value.owners.operations.some((name) => sameName(name, seen))) return null;
  return notProven(
    `${shortId(seen)}, who attests the drill in ${drills.file}, is not an owner of operations in ${owners.file}.`,
    { remedy },
  );
}

function copied<K extends Drill['kind']>(last: Of<K>, before: Of<K> | undefined, { figures }: DrillTerms<K>) {
  if (before === undefined) return null;
  const now = figures(last);
  if (figures(before).some((value, i) => value !== now[i])) return null;
  return notProven(
    `The drills of ${before.on} and ${last.on} measured the same (${now.join(', ')}): this one was copied.`,
    { remedy: 'Hold the drill, and write what the clock said, with its decimals.' },
  );
}

function withoutPaper({ files }: DrillEvidence, paper: string): Finding | null {
  const file = paper.replace(/^(?:\.\/)+/, '');
  if (files.has(file) && file !== DRILLS_FILE) return null;
  return notProven(`${shortId(paper)}, which says how it is done, is no file of this repository.`, {
    remedy: `Write \`${shortId(paper)}\`, or name the file that there is.`,
  });
}
