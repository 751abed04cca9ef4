import type { GatedStage } from '../../contract/stage.ts';
import type { Waiver } from '../../contract/waivers.ts';
import type { Check, Circumstances, Severity } from '../check.ts';
import { DAY, daysBetween } from '../clock.ts';
import type { Evidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { isPlaceholder } from '../placeholder.ts';
import { isProposer } from './proposer.ts';

/** The most days from the grant of a waiver to its end. */
export const LONGEST_DAYS = { critical: 30, high: 30, medium: 90 } as const satisfies Record<
  Severity,
  number
>;

/** A check that says which waivers hold cannot be waived by one of them. */
export const NEVER_WAIVED = 'decision/waivers';

/** One grant and one renewal. */
const MOST_GRANTS = 2;

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
  return why === null ? { holds: true, waiver } : { holds: false, why: `its waiver ${why}` };
}

/** @returns why a waiver does not hold, to follow "the waiver", or `null`. */
function whyVoid(
  waiver: Waiver,
  check: Pick<Check, 'id' | 'severity'>,
  stage: GatedStage,
  now: Date,
): string | null {
  if (endOfDay(waiver.expires_on) < now.getTime()) return `expired on ${waiver.expires_on}`;
  if (Date.parse(waiver.granted_on) > now.getTime()) return `only begins on ${waiver.granted_on}`;
  return lintWaiver(waiver, check, stage);
}

function lintWaiver(
  waiver: Waiver,
  { id, severity }: Pick<Check, 'id' | 'severity'>,
  stage: GatedStage,
): string | null {
  const longest = LONGEST_DAYS[severity];
  const days = daysBetween(waiver.granted_on, waiver.expires_on);
  if (id === NEVER_WAIVED) return 'would waive what judges waivers';
  if (severity === 'critical' && stage === 'production')
    return 'is of a critical check, which cannot be waived in production';
  if (days > longest) return `runs ${days} days and may run ${longest}`;
  if (waiver.renewals > 1) return `was renewed ${waiver.renewals} times and may be once`;
  if (sameName(waiver.owner, waiver.approver)) return `was approved by its owner, ${waiver.owner}`;
  return null;
}

/** What is known of a waiver beside its own text. */
type Known = Pick<Evidence, 'pastWaivers' | 'owners' | 'change'> &
  Pick<Circumstances, 'catalogue' | 'stage' | 'now'> & { others: readonly Waiver[] };

/**
 * Everything that can be wrong with a waiver as it stands in the file (gate.md, T11). One that has expired is no fault: it
 * waives nothing.
 *
 * @returns what, to follow "The waiver of …", or `null`
 */
export function waiverFault(waiver: Waiver, known: Known): string | null {
  if (!isActive(waiver, known.now) && Date.parse(waiver.granted_on) <= known.now.getTime()) return null;
  const severity = known.catalogue.get(waiver.check);
  if (severity === undefined) return 'names no check of this gate';
  if (known.others.filter(({ check }) => check === waiver.check).length > 1) return 'stands there twice';
  const empty = (['text', 'compensating_control'] as const).find((field) => isPlaceholder(waiver[field]));
  if (empty !== undefined) return `only holds a place under ${empty}`;
  return (
    whyVoid(waiver, { id: waiver.check as Check['id'], severity }, known.stage, known.now) ??
    approverFault(waiver, known) ??
    grantFault(waiver, known.pastWaivers)
  );
}

function approverFault(waiver: Waiver, { owners, change }: Known): string | null {
  const { approver } = waiver;
  if (isNew(waiver, change) && isProposer(approver, change))
    return `was approved by ${approver}, who proposes this change`;
  const may = owners.value.owners.waivers;
  if (may.some((one) => sameName(one, approver))) return null;
  const whom = may.length === 0 ? 'which names nobody' : may.join(', ');
  return `was approved by ${approver}, who is not under owners.waivers of ${owners.file} at the base (${whom})`;
}

/** Whoever approved what the base has may propose something else today. */
const isNew = (waiver: Waiver, { base }: Known['change']): boolean =>
  !(base?.waivers ?? []).some((one) => JSON.stringify(one) === JSON.stringify(waiver));

/** What an author writes under `renewals` is a word; how often the check was waived is in the history. */
function grantFault({ check, expires_on: end }: Waiver, past: readonly Waiver[]): string | null {
  const ends = new Set([end, ...past.filter((one) => one.check === check).map((one) => one.expires_on)]);
  return ends.size > MOST_GRANTS
    ? `is the ${ordinal(ends.size)} for this check; one renewal is the most`
    : null;
}

const ordinal = (n: number): string => (n === 3 ? 'third' : `${n}th`);

/** @returns whether a waiver is in force on a day, were there nothing wrong with it. */
export const isActive = ({ granted_on, expires_on }: Waiver, now: Date): boolean =>
  Date.parse(granted_on) <= now.getTime() && endOfDay(expires_on) >= now.getTime();

/** A day that is "until" a date includes that date, in UTC. */
const endOfDay = (date: string): number => Date.parse(date) + DAY - 1;
