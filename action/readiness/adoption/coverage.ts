import type { EligibleCase } from '../../contract/eligible.ts';
import { dayOf } from '../clock.ts';
import { caseKey } from '../names.ts';
import type { Row } from '../reading.ts';
import type { Adoption } from '../value/value-evidence.ts';
import { topShareIn } from './concentration.ts';
import { casesIn, doersIn, hasEnd, type Use } from './events.ts';
import { type Share, shareOf } from './share.ts';
import { daysCovered, isIn, lastDayOf, WINDOW_DAYS, type Window, windowTo, within } from './window.ts';

const MONTHS = 12;
const DAYS_A_YEAR = 365.25;

/** Rows of the extract of the system of record. */
export type Extract = readonly Row<EligibleCase>[];

/** @returns the eligible cases of so many days, by the volume in `baseline.yaml`. */
export const eligibleIn = (days: number, perMonth: number): number =>
  (perMonth * MONTHS * days) / DAYS_A_YEAR;

export const dayClosed = ({ value }: Row<EligibleCase>): string => dayOf(new Date(value.closed_at));

/** @returns the cases that were closed in these days, each once. */
export const closedIn = (extract: Extract, window: Window): ReadonlySet<string> =>
  new Set(extract.filter((row) => isIn(dayClosed(row), window)).map(({ value }) => caseKey(value.case_ref)));

/** @returns the same of 28 days, in whole cases. */
export const eligibleByVolume = (perMonth: number): number => Math.round(eligibleIn(WINDOW_DAYS, perMonth));

/** By how much the extract differs from the volume in `baseline.yaml`, as a share of that (gate.md, T13). */
export function volumeDiffers(listed: number, perMonth: number): number {
  const expected = eligibleByVolume(perMonth);
  return Math.abs(listed - expected) / expected;
}

/**
 * Of the eligible cases that were closed in these days, those in which it was tried, then or before.
 *
 * @param usage of those who count
 */
export function coverageOf(usage: readonly Use[], extract: Extract, window: Window): Share | null {
  const closed = closedIn(extract, window);
  const tried = usage.filter((row) => hasEnd(row) && closed.has(caseKey(row.value.case_ref)));
  return shareOf(casesIn(tried), closed.size);
}

/**
 * Coverage over the last 28 days of the export, so that the same export gives the same figure on every day. What there
 * was is what the system of record lists; where nobody extracted that, it follows from the volume.
 *
 * @param usage without its builders
 * @param perMonth eligible cases a month, from `baseline.yaml`
 * @returns `null` where the export is shorter than that, or the volume is not known
 */
export function adoptionOf(
  usage: readonly Use[],
  perMonth: number | null,
  extract: Extract = [],
): Adoption | null {
  const to = lastDayOf(usage);
  if (to === null || perMonth === null || daysCovered(usage) < WINDOW_DAYS) return null;
  const window = windowTo(to, WINDOW_DAYS);
  const attempts = within(usage, window).filter(hasEnd);
  return {
    ...(extract.length === 0 ? byVolume(attempts, perMonth) : byExtract(usage, extract, window)),
    ...window,
    users: doersIn(attempts).size,
    topShare: topShareIn(attempts)?.share ?? 0,
  };
}

type Counted = Pick<Adoption, 'attempted' | 'eligible' | 'share'>;

function byVolume(attempts: readonly Use[], perMonth: number): Counted {
  const attempted = casesIn(attempts);
  const eligible = eligibleByVolume(perMonth);
  return { attempted, eligible, share: Math.min(1, attempted / eligible) };
}

function byExtract(usage: readonly Use[], extract: Extract, window: Window): Counted {
  const tried = coverageOf(usage, extract, window);
  return { attempted: tried?.count ?? 0, eligible: tried?.of ?? 0, share: tried?.share ?? 0 };
}
