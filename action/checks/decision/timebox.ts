import type { Decision } from '../../contract/decision.ts';
import type { Manifest } from '../../contract/manifest.ts';
import { defineCheck } from '../../readiness/check.ts';
import { dayOf, daysAfter, daysBetween } from '../../readiness/clock.ts';
import { EXTENSION_DAYS, STAGE_DAYS } from '../../readiness/decision/decision-rules.ts';
import { lastDay, overdue, sponsorOf } from '../../readiness/decision/kill-status.ts';
import type { Base } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { sameName } from '../../readiness/names.ts';
import { type Document, locate, type Row } from '../../readiness/reading.ts';

export const timebox = defineCheck({
  id: 'decision/timebox',
  title: 'The day of the decision is set, and it has not passed',
  failureTitle: 'The timebox does not hold',
  question: 'When is the decision due, and is it overdue?',
  why: 'POCs rarely die, they linger; a date on which somebody decides is what ends that.',
  remedy:
    'Record a decision in `decisions/`: ship, harden or stop; or have the sponsor grant the one `extension:` in `poc.yaml`.',
  severity: 'critical',
  evidence:
    '`poc.yaml`: `stage`, `stage_started_on`, `decision_due` and `extension`. Explore has 14 days, pilot 56, production 180 until the decision; one extension of up to 7 days names the sponsor. Once the day has passed, only a decision record opens the way again.',
  kinds: ['E3'],
  noticed:
    'A clock that is started anew: a later start, a later day or another `workflow.id` within the stage, compared with the base. Leaving a stage while its own decision is overdue. A second or longer extension, one that somebody else than the sponsor named at the base has granted, and one from another stage. A stop that no accepted record tells.',
  since: 1,
  blocksFrom: 'explore',
  needs: ['manifest', 'decisions', 'change'],
  evaluate({ manifest, decisions, change }, { now }) {
    const late = clocks(manifest.value, change.base).find((one) => overdue(one, decisions, now) !== null);
    if (late !== undefined) {
      const days = daysBetween(lastDay(late), dayOf(now));
      return fail(
        `The decision was due on ${lastDay(late)}, ${days} ${days === 1 ? 'day' : 'days'} ago. Until it is recorded, only a pull request that touches nothing but \`decisions/\` can be merged.`,
        {
          location: locate(manifest, 'decision_due'),
        },
      );
    }
    const { value } = manifest;
    if (value.stage === 'stopped') return stopIsSigned(manifest, decisions, now);
    const moved = change.base?.manifest === undefined ? null : clockMoved(manifest, change.base);
    return (
      moved ??
      tooLong(manifest, STAGE_DAYS[value.stage]) ??
      badExtension(manifest, sponsorOf(value, change.base), now) ??
      inTime(manifest, now)
    );
  },
});

/**
 * A stage that is left has to answer for its own clock, and an earlier start within a stage wins no older decision.
 *
 * @returns the clocks that have to hold
 */
function clocks(manifest: Manifest, base: Base | null): Manifest[] {
  const before = base?.manifest?.value;
  if (before === undefined) return [manifest];
  if (before.stage !== manifest.stage) return [before, manifest];
  const starts = [before.stage_started_on, manifest.stage_started_on].sort();
  return [{ ...manifest, stage_started_on: starts.at(-1) as string }];
}

function stopIsSigned(manifest: Document<Manifest>, decisions: readonly Row<Decision>[], now: Date): Finding {
  const record = decisions.find(
    ({ value }) => value.decision === 'stop' && value.status === 'accepted' && value.date <= dayOf(now),
  );
  if (record !== undefined) return pass(`Stopped on ${record.value.date}, as ${record.file} records.`);
  return notProven('stage is stopped, and no accepted decision says so.', {
    location: locate(manifest, 'stage'),
    remedy: 'Record it in `decisions/` with `decision: stop` and `status: accepted`.',
  });
}

function tooLong(manifest: Document<Manifest>, longest: number): Finding | null {
  const { stage, stage_started_on: start, decision_due: due } = manifest.value;
  const days = daysBetween(start, due);
  if (days < 0) {
    return fail(`decision_due (${due}) lies before stage_started_on (${start}).`, {
      location: locate(manifest, 'decision_due'),
      remedy: 'Correct one of the two dates.',
    });
  }
  if (days > longest) {
    return fail(`${days} days are planned from ${start} to ${due}; ${stage} has ${longest}.`, {
      location: locate(manifest, 'decision_due'),
      remedy: `Set \`decision_due\` to ${daysAfter(start, longest)} or earlier.`,
    });
  }
  return null;
}

/** One extension a stage, of a week at most, by the person who pays. */
function badExtension(manifest: Document<Manifest>, sponsor: string | null, now: Date): Finding | null {
  const { extension, stage_started_on: start } = manifest.value;
  if (extension === null) return null;
  if (extension.days > EXTENSION_DAYS) {
    return fail(`The extension is ${extension.days} days; ${EXTENSION_DAYS} is the most.`, {
      location: locate(manifest, 'extension.days'),
      remedy: `Set \`extension.days\` to ${EXTENSION_DAYS} or fewer.`,
    });
  }
  if (sponsor === null || !sameName(extension.sponsor, sponsor)) {
    return fail(`${extension.sponsor} granted the extension; the sponsor is ${sponsor ?? 'not named'}.`, {
      location: locate(manifest, 'extension.sponsor'),
      remedy: 'Have the person named as `sponsor:` in `poc.yaml` grant it.',
    });
  }
  if (extension.granted_on >= start && extension.granted_on <= dayOf(now)) return null;
  return fail(`The extension is of ${extension.granted_on}, which is not within this stage so far.`, {
    location: locate(manifest, 'extension.granted_on'),
    remedy: `Write the day on which it was granted, or take out an extension of an earlier stage.`,
  });
}

/** The clock goes with the workflow: a new name, start or date needs a recorded decision, not an edit. */
function clockMoved(manifest: Document<Manifest>, base: Base): Finding | null {
  const before = base.manifest?.value;
  const { value } = manifest;
  if (before === undefined || before.stage !== value.stage) return null;
  const restarted =
    value.workflow.id !== before.workflow.id
      ? 'workflow.id'
      : value.stage_started_on > before.stage_started_on
        ? 'stage_started_on'
        : null;
  if (restarted !== null) {
    return fail(`${restarted} changed within the stage, which would start the clock again.`, {
      location: locate(manifest, restarted),
      remedy: `Restore \`${restarted}\` to ${restarted === 'workflow.id' ? before.workflow.id : before.stage_started_on}.`,
    });
  }
  if (value.decision_due <= before.decision_due && !extendedTwice(before, value)) return null;
  return fail(
    extendedTwice(before, value)
      ? 'The timebox was extended before; once is the most.'
      : `decision_due moved from ${before.decision_due} to ${value.decision_due}.`,
    {
      location: locate(manifest, extendedTwice(before, value) ? 'extension' : 'decision_due'),
      remedy: `Restore it, or have the sponsor grant one \`extension\` of up to ${EXTENSION_DAYS} days.`,
    },
  );
}

const extendedTwice = (before: Manifest, now: Manifest): boolean =>
  before.extension !== null && now.extension !== null && now.extension.days > before.extension.days;

function inTime(document: Document<Manifest>, now: Date): Finding {
  const manifest = document.value;
  const left = daysBetween(dayOf(now), lastDay(manifest));
  if (manifest.stage_started_on > dayOf(now)) {
    return notProven(`stage_started_on (${manifest.stage_started_on}) is yet to come.`, {
      location: locate(document, 'stage_started_on'),
      remedy: 'Write the day on which the stage began.',
    });
  }
  const extended =
    manifest.extension === null
      ? ''
      : `, extended by ${manifest.extension.days} days by ${manifest.extension.sponsor}`;
  return pass(`Due ${lastDay(manifest)} (${left} ${left === 1 ? 'day' : 'days'} left)${extended}.`);
}
