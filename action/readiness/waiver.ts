import type { GatedStage } from '../contract/stage.ts';
import type { Waiver } from '../contract/waivers.ts';
import type { Check } from './check.ts';
import { DAY, daysBetween } from './clock.ts';
import { sameName } from './names.ts';

const LONGEST_DAYS = { critical: 30, high: 30, medium: 90 } as const satisfies Record<
  Check['severity'],
  number
>;

/** A waiver that holds, or why none does. */
export type WaiverRuling = { holds: true; waiver: Waiver } | { holds: false; why: string } | null;

/**
 * Looks for a waiver of this check. `waivers` come from the base branch, so no pull request waives itself.
 *
 * @returns `null` when nobody asked for one
 */
export function ruleOnWaiver(
  check: Pick<Check, 'id' | 'severity'>,
  waivers: readonly Waiver[],
  stage: GatedStage,
  now: Date,
): WaiverRuling {
  const waiver = waivers.find((one) => one.check === check.id);
  if (waiver === undefined) return null;
  const why = whyVoid(waiver, check, stage, now);
  return why === null ? { holds: true, waiver } : { holds: false, why };
}

function whyVoid(
  waiver: Waiver,
  check: Pick<Check, 'severity'>,
  stage: GatedStage,
  now: Date,
): string | null {
  const longest = LONGEST_DAYS[check.severity];
  const days = daysBetween(waiver.granted_on, waiver.expires_on);
  if (endOfDay(waiver.expires_on) < now.getTime()) return `its waiver expired on ${waiver.expires_on}`;
  if (Date.parse(waiver.granted_on) > now.getTime()) return `its waiver only begins on ${waiver.granted_on}`;
  if (check.severity === 'critical' && stage === 'production')
    return 'critical checks cannot be waived in production';
  if (days > longest) return `its waiver runs ${days} days and may run ${longest}`;
  if (waiver.renewals > 1) return `its waiver was renewed ${waiver.renewals} times and may be once`;
  if (sameName(waiver.owner, waiver.approver)) return `its waiver was approved by its owner, ${waiver.owner}`;
  return null;
}

/** A day that is "until" a date includes that date, in UTC. */
const endOfDay = (date: string): number => Date.parse(date) + DAY - 1;
