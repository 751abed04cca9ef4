import type { Manifest } from '../../contract/manifest.ts';
import { daysAfter } from '../clock.ts';
import type { DecisionRecord } from '../evidence.ts';
import { type Finding, fail, notProven, pass } from '../finding.ts';
import { locate, type Row } from '../reading.ts';
import { contentFault, type RecordEvidence, reviewFault } from './decision-record.ts';
import { isSignedBy, ownerOf } from './decision-rules.ts';

type Judged = Row<DecisionRecord>;

/**
 * A record that a person wrote may not say where it leads. It counts for a stage that began within a week of it: an
 * older one led to an earlier stage.
 */
const LEADS_WITHIN_DAYS = 7;

/** @returns whether this is the kind of decision that leads into the stage that the POC is in */
export function leadsInto({ decision, date, to }: DecisionRecord, manifest: Manifest): boolean {
  if (manifest.stage === 'stopped') return decision === 'stop';
  if (decision !== 'ship') return false;
  return to === undefined
    ? date >= daysAfter(manifest.stage_started_on, -LEADS_WITHIN_DAYS)
    : to === manifest.stage;
}

/** @returns whether this is a decision of the stage that the POC is in, and leads out of it */
export const leadsOut = ({ decision, from, to }: DecisionRecord, { stage }: Manifest): boolean =>
  (decision === 'ship' || decision === 'stop') && from === stage && to !== undefined && to !== stage;

/** @returns that the newest decision was taken and nothing came of it, or `null` */
export function uncarried({ manifest, decisions }: RecordEvidence, today: string): Finding | null {
  const newest = accepted(decisions)
    .filter(({ value }) => value.date <= today)
    .at(-1);
  if (newest === undefined || !leadsOut(newest.value, manifest.value)) return null;
  const { file, line, value } = newest;
  return notProven(`poc.yaml says ${manifest.value.stage}, ${file} led to ${value.to}.`, {
    location: { file, line },
    remedy: `Run \`npx poc decide accept ${file}\`, which sets the stage in poc.yaml.`,
  });
}

/** @returns the records that count, by their day */
export const accepted = (decisions: readonly Judged[]): Judged[] =>
  decisions
    .filter(({ value }) => value.status === 'accepted')
    .sort((a, b) => a.value.date.localeCompare(b.value.date));

/** @returns who decided what, and when, in a sentence */
export const told = ({ file, value }: Judged): string =>
  `${value['decision-makers'].join(', ')} decided on ${value.date} to ${value.decision} (${file}).`;

/** @returns whether the POC entered its stage by a decision that holds today */
export function entered(evidence: RecordEvidence, today: string): Finding {
  const { manifest, decisions } = evidence;
  const leading = decisions.filter(({ value }) => leadsInto(value, manifest.value));
  const start = manifest.value.stage_started_on;
  const inTime = accepted(leading).filter(({ value }) => value.date <= start && value.date <= today);
  const entering = inTime.at(-1);
  if (entering === undefined) return notEntered(leading, evidence, today);
  // A pull request that only decides is always merged, so that a record without a reason may be among them.
  const since = accepted(decisions).filter(
    (one) =>
      one.file !== entering.file &&
      one.value.date >= entering.value.date &&
      one.value.date <= today &&
      contentFault(one, decisions) === null,
  );
  return (
    contentFault(entering, decisions) ??
    unsigned([entering, ...since], evidence) ??
    reviewFault(entering) ??
    reviewed([entering, ...since], today)
  );
}

function notEntered(leading: readonly Judged[], { manifest }: RecordEvidence, today: string): Finding {
  const { stage, stage_started_on: start } = manifest.value;
  const [late] = accepted(leading);
  if (late === undefined) return noneAccepted(leading, `that leads to ${stage}`, locate(manifest, 'stage'));
  const location = { file: late.file, line: late.line };
  if (late.value.date > today)
    return notProven(`${late.file} is dated ${late.value.date}, which is yet to come.`, {
      location,
      remedy: 'Write the day on which it was decided.',
    });
  return fail(`${late.file} is dated ${late.value.date}; ${stage} began before that, on ${start}.`, {
    location,
    remedy: 'A stage begins on the day of its decision or later: correct the day that is wrong.',
  });
}

/** @returns that no record counts, or which one waits to be accepted */
export function noneAccepted(
  leading: readonly Judged[],
  which: string,
  location: ReturnType<typeof locate>,
): Finding {
  const proposed = leading.find(({ value }) => value.status === 'proposed');
  if (proposed === undefined) return notProven(`There is no accepted record ${which}.`, { location });
  return notProven(`${proposed.file} is proposed, and nobody has accepted it.`, {
    location: { file: proposed.file, line: proposed.line },
    remedy: `Run \`poc decide accept ${proposed.file}\` once those whom it names agree.`,
  });
}

/** Whoever owns it today has signed that it goes on: the decision itself, or one since. */
function unsigned(records: readonly Judged[], { manifest, change }: RecordEvidence): Finding | null {
  const owner = ownerOf(manifest.value, change.base);
  if (records.some(({ value }) => isSignedBy(value, owner))) return null;
  const [first] = records as [Judged, ...Judged[]];
  return fail(
    `${first.file} is signed by ${first.value['decision-makers'].join(', ')}; the owner, ${owner}, is not among them.`,
    {
      location: { file: first.file, line: first.line },
      remedy: `Have ${owner} decide, and record it with \`poc decide\`.`,
    },
  );
}

/** A later decision of the same stage sets a new day for the review. */
function reviewed(records: readonly Judged[], today: string): Finding {
  const days = records.flatMap((one) => (reviewFault(one) === null ? [one.value.review_on as string] : []));
  const due = days.sort().at(-1) as string;
  const [first] = records as [Judged, ...Judged[]];
  if (due >= today) return pass(`${told(first)} To be reviewed by ${due}.`);
  return notProven(`The review was due on ${due}.`, {
    location: { file: first.file, line: first.line },
    remedy: 'Look at the decision again on today’s evidence, and record the outcome with `poc decide`.',
  });
}
