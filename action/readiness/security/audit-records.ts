import type { AuditRecord } from '../../contract/proofs/audit-trail.ts';
import { NOTHING } from '../digest.ts';
import { type Finding, notProven } from '../finding.ts';
import { named, shortId } from '../named-ids.ts';
import { caseKey } from '../names.ts';
import { isPlaceholder } from '../placeholder.ts';

/** Records, the file that holds them, and when that was made. */
export type Trail = { file: string; records: readonly AuditRecord[]; made: string };

const SAID = ['actor', 'case_ref', 'model', 'prompt_version', 'policy_version'] as const;

/** What can be wrong with one record, as the end of a sentence that begins with its id. */
const FAULTS: readonly (readonly [(one: AuditRecord, made: string) => boolean, string])[] = [
  [({ started_at: from, ended_at: to }) => Date.parse(to) < Date.parse(from), 'ended before it started'],
  [({ ended_at: to }, made) => Date.parse(to) > Date.parse(made), 'ended after the sample was taken'],
  [
    (one) => SAID.some((field) => isPlaceholder(one[field])),
    `only holds the place of one of ${SAID.join(', ')}`,
  ],
  [
    ({ human_decision: decision, decided_by: by }) => decision !== 'none' && by === null,
    'has a decision and nobody who made it',
  ],
  [
    ({ human_decision: decision, decided_by: by }) => decision === 'none' && by !== null,
    'has a person and no decision of theirs',
  ],
  [
    ({ outcome, output_hash: hash }) => outcome === 'completed' && hash === null,
    'completed without an output',
  ],
  [({ input_hash: hash }) => hash === NOTHING, 'has the hash of nothing as its input'],
];

/** @returns records from which nobody could tell what happened, or `null` */
export function recordFault({ file, records, made }: Trail): Finding | null {
  const location = { file, line: null };
  const ids = records.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined)
    return notProven(`${file} has the record ${shortId(twice)} more than once.`, { location });
  for (const [isFaulty, what] of FAULTS) {
    const faulty = records.filter((one) => isFaulty(one, made)).map(({ id }) => id);
    if (faulty.length > 0)
      return notProven(
        `${faulty.length} of ${records.length} records cannot be so: ${named(faulty)} ${what}.`,
        {
          location,
          remedy: 'Mend what writes the audit trail, and export the sample again.',
        },
      );
  }
  return sameInput({ file, records, made });
}

/** A hash that is the same whatever came in says nothing of what came in. */
function sameInput({ file, records }: Trail): Finding | null {
  const cases = new Set(records.map((one) => caseKey(one.case_ref))).size;
  const hashes = new Set(records.map((one) => one.input_hash)).size;
  if (cases < 2 || hashes > 1) return null;
  return notProven(`${records.length} records of ${cases} cases have one and the same input_hash.`, {
    location: { file, line: null },
    remedy: 'Hash the input of each run, and export the sample again.',
  });
}

/**
 * A log that is only written when all goes well is of no use on the day that something goes wrong.
 *
 * @param unattended whether output takes effect before a person has looked at it
 * @returns what a sample has no record of, or `null`
 */
export function unrecorded({ file, records }: Trail, unattended: boolean): Finding | null {
  const location = { file, line: null };
  const completed = records.filter(({ outcome }) => outcome === 'completed').length;
  if (completed === 0)
    return notProven(`0 of ${records.length} records are of a run that completed.`, { location });
  if (completed === records.length)
    return notProven(
      `All ${records.length} records are of runs that completed: nothing shows that others are written down.`,
      {
        location,
        remedy: 'Run one that is refused, goes to a person or breaks, and export the sample again.',
      },
    );
  const approved = records.some(({ human_decision: said }) => said === 'accepted' || said === 'edited');
  if (unattended || approved) return null;
  return notProven(
    `0 of ${records.length} records have a person who accepted the output, and each output has one.`,
    {
      location,
      remedy: 'Write down what the person decided and who it was, and export the sample again.',
    },
  );
}
