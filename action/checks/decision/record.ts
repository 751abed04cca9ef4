import { day } from '../../contract/fields.ts';
import { defineCheck } from '../../readiness/check.ts';
import { dayOf } from '../../readiness/clock.ts';
import { broughtFault, contentFault, type RecordEvidence } from '../../readiness/decision/decision-record.ts';
import { missingSignature } from '../../readiness/decision/decision-rules.ts';
import {
  accepted,
  entered,
  leadsInto,
  noneAccepted,
  told,
  uncarried,
} from '../../readiness/decision/entering-record.ts';
import { lastDay } from '../../readiness/decision/kill-status.ts';
import type { DecisionRecord } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { locate, type Row } from '../../readiness/reading.ts';

type Judged = Row<DecisionRecord>;

export const record = defineCheck({
  id: 'decision/record',
  title: 'It is recorded who decided, on what evidence, and that stopping was an option',
  failureTitle: 'The decision on this stage is not on record',
  question: 'Who decided, on what evidence, and was stopping an option?',
  why: 'A stage that nobody decided to enter is one that nobody answers for; a record says who did, and on what.',
  remedy:
    'Run `poc decide`, which fills in the verdict and the evidence; give the reason, and have the owner sign.',
  severity: 'high',
  evidence:
    'Markdown records in `decisions/`, with `status`, `date`, `decision`, `decision-makers`, `options`, `reason`, `evidence` (files and their digests), `headline` and `review_on` in their front matter. Every stage after explore begins with an accepted one that the owner has signed and that is to be reviewed within 180 days; a stop also says by when the data are deleted.',
  kinds: ['E5'],
  noticed:
    'A reason that holds the place of one, or that stands in another record. Stopping that was never an option. A record that only the author of the pull request signs, or that the owner as named at the base does not. Evidence with other digests than the files of this tree have, and a headline that the gate does not print. A stage that began before its decision, and a decision that nobody carried out.',
  since: 1,
  blocksFrom: 'pilot',
  needs: ['manifest', 'decisions', 'recordedFiles', 'change', 'measures'],
  evaluate(evidence, { now }) {
    const brought = broughtHere(evidence).map((one) => broughtFault(one, evidence));
    const fault = brought.find((one) => one !== null);
    if (fault !== undefined) return fault;
    const undone = uncarried(evidence, dayOf(now));
    if (undone !== null) return undone;
    const { stage } = evidence.manifest.value;
    if (stage === 'stopped') return stopped(evidence, dayOf(now));
    return stage === 'explore' ? exploring(evidence, dayOf(now)) : entered(evidence, dayOf(now));
  },
});

/** Records that this pull request brings, and the one that it acts on where it moves the stage. */
function broughtHere({ manifest, decisions, change }: RecordEvidence): Judged[] {
  const { value } = manifest;
  const before = change.base?.manifest?.value.stage;
  const moved = before !== undefined && before !== value.stage;
  const open = decisions.filter(({ value: { status } }) => status === 'accepted' || status === 'proposed');
  return open.filter(
    (one) =>
      change.files.includes(one.file) ||
      (moved && one.value.status === 'accepted' && leadsInto(one.value, value)),
  );
}

/** In explore there is nothing to have decided until its last day. */
function exploring({ manifest, decisions }: RecordEvidence, today: string): Finding {
  const { stage_started_on: start } = manifest.value;
  const taken = accepted(decisions).filter(({ value }) => value.date >= start && value.date <= today);
  const last = taken.at(-1);
  if (last !== undefined) return pass(told(last));
  return notProven(
    `There is no record of a decision yet; it is due on ${lastDay(manifest.value)}, and \`poc decide\` writes it.`,
    { location: locate(manifest, 'decision_due') },
  );
}

function stopped({ manifest, decisions, change }: RecordEvidence, today: string): Finding {
  const stops = decisions.filter(({ value }) => leadsInto(value, manifest.value));
  const stop = accepted(stops).find(({ value }) => value.date <= today);
  if (stop === undefined) return noneAccepted(stops, 'that says stop', locate(manifest, 'stage'));
  const location = { file: stop.file, line: stop.line };
  const fault = contentFault(stop, decisions);
  if (fault !== null) return fault;
  const missing = missingSignature(stop.value, manifest.value, change.base);
  if (missing !== null)
    return fail(`${stop.file} is signed by others; ${missing} is not among them.`, { location });
  if (stop.value.from === undefined)
    return notProven(`${stop.file} does not say in which stage it was stopped.`, {
      location,
      remedy: 'Write `from:` with that stage.',
    });
  const deletion = day.safeParse(stop.value.delete_by);
  if (!deletion.success)
    return notProven(`${stop.file} does not say by when its data are deleted.`, {
      location,
      remedy: 'Write `delete_by:` with that day.',
    });
  return pass(`${told(stop)} Its data are deleted by ${deletion.data}.`);
}
