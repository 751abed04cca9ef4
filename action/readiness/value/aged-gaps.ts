import type { Bars } from '../../contract/thresholds.ts';
import type { Timing } from '../../contract/timings.ts';
import { dayOf, daysBetween, yetToCome } from '../clock.ts';
import type { Row } from '../reading.ts';
import type { Study } from './study.ts';
import type { Gap, ValueEvidence } from './value-evidence.ts';

/** The work, the people and the tool change; a number of last year is about other work. */
export function agedGaps(study: Study, adoption: ValueEvidence['adoption'], bars: Bars, now: Date): Gap[] {
  const { evidence_days: most, usage_days: mostOfUse } = bars['baseline/roi-recomputed'];
  const arms: readonly (readonly Row<Timing>[])[] = [study.byHand.counted, study.withPoc.counted];
  return [...arms.flatMap((rows) => agedArm(rows, most, now)), ...agedUse(adoption, mostOfUse, now)];
}

/** Half of an arm decides: one fresh row does not renew a study. */
function agedArm(rows: readonly Row<Timing>[], most: number, now: Date): Gap[] {
  const early = rows.find((row) => yetToCome(row.value.stopped_at, now));
  if (early !== undefined)
    return [
      {
        what: `${early.value.case_ref} stopped at ${early.value.stopped_at}, which is yet to come.`,
        remedy: 'Correct the date of this row.',
        location: early,
      },
    ];
  const inTime = [...rows].sort((a, b) => Date.parse(a.value.stopped_at) - Date.parse(b.value.stopped_at));
  const middle = inTime[Math.floor(inTime.length / 2)];
  if (middle === undefined) return [];
  const day = middle.value.stopped_at.slice(0, 10);
  if (daysBetween(day, dayOf(now)) <= most) return [];
  return [
    {
      what: `Half of the timings in \`${middle.file}\` are of ${day} or before, more than ${most} days ago.`,
      remedy: 'Time the work again, both ways.',
      location: middle,
    },
  ];
}

/** Use of last year is none of today, and nobody has used it tomorrow. */
function agedUse(adoption: ValueEvidence['adoption'], most: number, now: Date): Gap[] {
  if (adoption === null) return [];
  const age = daysBetween(adoption.to, dayOf(now));
  if (age >= 0 && age <= most) return [];
  const when = age < 0 ? 'which is yet to come' : `more than ${most} days ago`;
  return [
    {
      what: `The usage export ends on ${adoption.to}, ${when}.`,
      remedy: 'Export the usage events of the last four weeks to `usage/`.',
    },
  ];
}
