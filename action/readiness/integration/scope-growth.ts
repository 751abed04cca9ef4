import type { Timing } from '../../contract/timings.ts';
import { isMeasured } from '../../contract/timings.ts';
import { dayOf, yetToCome } from '../clock.ts';
import { isSignedBy, ownerOf } from '../decision/decision-rules.ts';
import { accepted } from '../decision/entering-record.ts';
import type { DecisionRecord, Evidence, PilotEntry } from '../evidence.ts';
import { named } from '../named-ids.ts';
import type { Row } from '../reading.ts';
import { type Part, partsOfManifest, partsOfOutput } from './scope-parts.ts';

/** Parts of one shape of which there are more than there were. */
export type Growth = {
  what: string;
  /** How many more. */
  more: number;
  /** Those that may be the new ones: what has a name that nothing of the shape had. */
  names: readonly string[];
};

/** @returns what a workflow has more of than when it entered pilot. Outputs that had no schema then are not compared. */
export function growthSince(
  entry: PilotEntry,
  { manifest, outputSchema }: Pick<Evidence, 'manifest' | 'outputSchema'>,
): Growth[] {
  const compareOutput = entry.outputSchema !== null;
  const then = byShape([
    ...partsOfManifest(entry.manifest.value),
    ...(compareOutput ? partsOfOutput(entry.outputSchema) : []),
  ]);
  const now = byShape([
    ...partsOfManifest(manifest.value),
    ...(compareOutput ? partsOfOutput(outputSchema.schema) : []),
  ]);
  return [...now].flatMap(([shape, parts]) => moreOf(parts, then.get(shape) ?? []));
}

function byShape(parts: readonly Part[]): Map<string, Part[]> {
  const shapes = new Map<string, Part[]>();
  for (const one of parts) {
    const alike = shapes.get(one.shape);
    if (alike === undefined) shapes.set(one.shape, [one]);
    else alike.push(one);
  }
  return shapes;
}

function moreOf(now: readonly Part[], then: readonly Part[]): Growth[] {
  const more = now.length - then.length;
  const [first] = now;
  if (more <= 0 || first === undefined) return [];
  const known = new Set(then.map(({ name }) => name));
  const fresh = now.filter(({ name }) => !known.has(name));
  const names = (fresh.length >= more ? fresh : now).map(({ name }) => name);
  return [{ what: first.what, more, names: [...new Set(names)] }];
}

/** More are not read by anybody. */
const MOST_TOLD = 6;

/** @returns growths in words, such as `system crm; scope deals.read`. What is new in two ways is told once. */
export function toldGrowths(grown: readonly Growth[]): string {
  const first = grown.slice(0, MOST_TOLD);
  const told = first
    .filter((one, i) => !first.slice(0, i).some((earlier) => holdsAll(earlier, one)))
    .map(({ what, more, names }) => `${what} ${named(names)}${names.length > more ? ` (${more} more)` : ''}`);
  const rest = grown.length - first.length;
  return `${told.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}

const holdsAll = (earlier: Growth, { more, names }: Growth): boolean =>
  earlier.more >= more && names.every((name) => earlier.names.includes(name));

/** @returns the day after which what was decided and timed is about a bigger workflow: the later of what is said and done */
export const dayOfEntry = ({ enteredAt, manifest }: PilotEntry): string =>
  [dayOf(new Date(enteredAt)), manifest.value.stage_started_on].sort()[1] as string;

type Decided = Pick<Evidence, 'decisions' | 'manifest' | 'change'>;

/** @returns the accepted records that the owner signed after the entry, up to today */
export function recordsSince(
  entry: PilotEntry,
  { decisions, manifest, change }: Decided,
  now: Date,
): Row<DecisionRecord>[] {
  const owner = ownerOf(manifest.value, change.base);
  return accepted(decisions).filter(
    ({ value }) =>
      value.decision !== 'stop' &&
      value.date > dayOfEntry(entry) &&
      value.date <= dayOf(now) &&
      isSignedBy(value, owner),
  );
}

/** @returns whether records name as much of a growth as there is more of it */
export function isNamed({ more, names }: Growth, records: readonly Row<DecisionRecord>[]): boolean {
  const texts = records.map(({ value }) => `${value.reason ?? ''}\n${value.body}`.toLowerCase());
  const said = names.filter((name) => texts.some((text) => holds(text, name.toLowerCase())));
  return said.length >= Math.min(more, names.length);
}

/** A name inside another word is not that name. */
function holds(text: string, name: string): boolean {
  const inWord = (letter: string | undefined): boolean =>
    letter !== undefined && /[\p{L}\p{N}_]/u.test(letter);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!inWord(text[at - 1]) && !inWord(text[at + name.length])) return true;
  }
  return false;
}

/** @returns the timings of a fresh baseline: measured, of the task as it is defined today, begun after the entry */
export const timedSince = (
  entry: PilotEntry,
  { timings, taskDigest }: Pick<Evidence, 'timings' | 'taskDigest'>,
  now: Date,
): Row<Timing>[] =>
  timings.rows.filter(
    ({ value }) =>
      isMeasured(value) &&
      value.task === taskDigest &&
      dayOf(new Date(value.started_at)) > dayOfEntry(entry) &&
      !yetToCome(value.stopped_at, now),
  );
