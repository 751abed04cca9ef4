import { daysAfter } from '../clock.ts';
import { brief } from '../digest.ts';
import type { DecisionRecord, Evidence } from '../evidence.ts';
import { type Finding, fail, notProven } from '../finding.ts';
import { named } from '../named-ids.ts';
import { isProposer } from '../policy/proposer.ts';
import type { Row } from '../reading.ts';
import { missingSignature, REVIEW_DAYS, reasonFault } from './decision-rules.ts';

/** What a record is held against. */
export type RecordEvidence = Pick<
  Evidence,
  'manifest' | 'decisions' | 'recordedFiles' | 'change' | 'measures'
>;
type Judged = Row<DecisionRecord>;

/** Stands in a record where the gate printed no headline. */
export const NO_HEADLINE = 'none';

const at = ({ file, line }: Judged) => ({ file, line });

/** @returns what keeps a record from saying why, and that it could have ended otherwise; or `null` */
export function contentFault(record: Judged, decisions: readonly Judged[]): Finding | null {
  const { options, reason } = record.value;
  const location = at(record);
  if (options === undefined)
    return notProven(`${record.file} does not say what was possible.`, { location, remedy: OPTIONS });
  if (!options.includes('stop'))
    return fail(`Stopping is not among the options of ${record.file}.`, { location, remedy: OPTIONS });
  if (reason === undefined)
    return notProven(`${record.file} gives no reason.`, {
      location,
      remedy: 'Write `reason:`, in a sentence.',
    });
  const others = decisions.filter(({ file }) => file !== record.file);
  const fault = reasonFault(reason, others);
  if (fault === null) return null;
  return fail(`The reason of ${record.file} ${fault}.`, {
    location,
    remedy: 'Write what was decisive this time, in a sentence.',
  });
}

const OPTIONS = 'Write `options: [ship, harden, continue, stop]`, once stopping was considered.';

/** @returns what keeps the day of the review from being one, whether or not it has passed; or `null` */
export function reviewFault(record: Judged): Finding | null {
  const { date, review_on: review } = record.value;
  const location = at(record);
  const latest = daysAfter(date, REVIEW_DAYS);
  const remedy = `Set \`review_on\` to a day from ${daysAfter(date, 1)} to ${latest}.`;
  if (review === undefined)
    return notProven(`${record.file} does not say when it is looked at again.`, { location, remedy });
  if (review > latest)
    return fail(
      `${record.file} is to be reviewed on ${review}, more than ${REVIEW_DAYS} days after ${date}.`,
      { location, remedy },
    );
  if (review > date) return null;
  return fail(`${record.file} is to be reviewed on ${review}, and was decided on ${date}.`, {
    location,
    remedy,
  });
}

/**
 * What only the pull request that brings a record can be asked: the evidence moves on after it, and so may the owner.
 *
 * @returns why it cannot be signed as it is, or `null`
 */
export function broughtFault(record: Judged, evidence: RecordEvidence): Finding | null {
  return (
    signatureFault(record, evidence) ??
    contentFault(record, evidence.decisions) ??
    evidenceFault(record, evidence.recordedFiles) ??
    headlineFault(record, evidence.measures.value.headline)
  );
}

function signatureFault(record: Judged, { manifest, change }: RecordEvidence): Finding | null {
  const makers = record.value['decision-makers'];
  const location = at(record);
  const missing = missingSignature(record.value, manifest.value, change.base);
  if (missing !== null) {
    return fail(`${record.file} is signed by ${makers.join(', ')}; ${missing} is not among them.`, {
      location,
      remedy: 'Have them decide, and add them to `decision-makers`.',
    });
  }
  if (makers.some((name) => !isProposer(name, change))) return null;
  return fail(`${record.file} is signed by ${named(makers)} alone, who also proposes this pull request.`, {
    location,
    remedy: 'Have somebody else decide too, or have somebody else open the pull request.',
  });
}

function evidenceFault(record: Judged, recordedFiles: ReadonlyMap<string, string>): Finding | null {
  const { evidence = [] } = record.value;
  const location = at(record);
  if (evidence.length === 0)
    return notProven(`${record.file} names no evidence.`, { location, remedy: WRITE_AGAIN });
  const other = evidence.find(({ file, digest }) => recordedFiles.get(file) !== digest);
  if (other === undefined) return null;
  const now = recordedFiles.get(other.file);
  const found = now === undefined ? 'which this tree does not have' : `which is ${brief(now)} in this tree`;
  return fail(`${record.file} rests on ${other.file} with ${brief(other.digest)}, ${found}.`, {
    location,
    remedy: WRITE_AGAIN,
  });
}

const WRITE_AGAIN = 'Write the record again with `poc decide`, on the evidence as it is now.';

function headlineFault(record: Judged, printed: string | null): Finding | null {
  const { headline } = record.value;
  const location = at(record);
  if (headline === undefined)
    return notProven(`${record.file} has no headline.`, { location, remedy: WRITE_AGAIN });
  if (headline === (printed ?? NO_HEADLINE)) return null;
  return fail(
    `The headline of ${record.file} is “${headline}”; the gate prints ${printed === null ? 'none' : `“${printed}”`}.`,
    { location, remedy: WRITE_AGAIN },
  );
}
