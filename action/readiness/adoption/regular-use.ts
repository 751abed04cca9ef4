import { describe } from '../../statistics/describe.ts';
import { shortId } from '../named-ids.ts';
import { caseKey } from '../names.ts';
import { dayOfEvent, isAttempt, momentOf, type Use } from './events.ts';

/** What a script leaves behind, with the lines that show it. */
export type Regular = { what: string; rows: readonly Use[] };

/**
 * Were the gaps of people to spread by no more than a third of their mean, ten of them would have a coefficient of
 * variation under 0.1 less than three times in ten thousand (χ² with 9 degrees of freedom under 0.81). Where cases come by
 * themselves the spread is that of the mean (Poisson), and it is rarer still.
 */
const SMALLEST_CV = 0.1;
const FEWEST_GAPS = 10;
/** Gaps that spread by two minutes agree to the second once in 400; half of ten never do. */
const SAME_SHARE = 0.5;
/**
 * Two days of five cases each begin at the same five minutes of a working day (480) once in 10^9, and at the same seconds
 * never; with 200 cases a day 42 % of the minutes agree by chance, and 80 % do not.
 */
const FEWEST_COPIED = 5;
const COPIED_SHARE = 0.8;

/**
 * @param own what one user did in the days that count
 * @param all what the same user did at any time
 */
export function regularUse(own: readonly Use[], all: readonly Use[]): Regular[] {
  return [spaced(own), copied(own, all)].filter((one) => one !== null);
}

/** The first event of each case on each day, in the order of time. */
function startsByDay(usage: readonly Use[]): Map<string, Use[]> {
  const days = new Map<string, Use[]>();
  const seen = new Set<string>();
  for (const row of usage.filter(isAttempt).sort((a, b) => momentOf(a) - momentOf(b))) {
    const day = dayOfEvent(row);
    const key = JSON.stringify([day, caseKey(row.value.case_ref)]);
    if (seen.has(key)) continue;
    seen.add(key);
    const starts = days.get(day) ?? [];
    days.set(day, starts);
    starts.push(row);
  }
  return days;
}

/** A night between two cases is no gap of work. */
const gapsIn = (starts: readonly Use[]): number[] =>
  starts.slice(1).map((row, i) => Math.round((momentOf(row) - momentOf(starts[i] as Use)) / 1000));

/** A day of a script among days of work shows by itself; one that does four cases a day shows over all its days. */
function spaced(own: readonly Use[]): Regular | null {
  const days = [...startsByDay(own).values()].filter((starts) => starts.length > 1);
  for (const some of [...days.map((starts) => [starts]), days]) {
    const found = evenIn(some);
    if (found !== null) return found;
  }
  return null;
}

function evenIn(days: readonly (readonly Use[])[]): Regular | null {
  const gaps = days.flatMap(gapsIn);
  if (gaps.length < FEWEST_GAPS) return null;
  const rows = days.flat();
  const user = shortId((rows[0] as Use).value.user);
  const { cv, mean } = describe(gaps);
  if (cv !== null && cv < SMALLEST_CV)
    return {
      what: `${user} began ${rows.length} cases some ${Math.round(mean)} s apart, as regular as a machine (coefficient of variation ${cv.toFixed(3)})`,
      rows,
    };
  const same = mostAlike(gaps);
  // Moments to the minute agree by chance.
  if (rows.every((row) => momentOf(row) % 60_000 === 0) || same.count < gaps.length * SAME_SHARE) return null;
  return {
    what: `${same.count} of ${gaps.length} gaps between cases of ${user} are ${same.gap} s to the second`,
    rows,
  };
}

function mostAlike(gaps: readonly number[]): { gap: number; count: number } {
  const counts = new Map<number, number>();
  for (const gap of gaps) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  const [gap, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  return { gap, count };
}

const DAY_MS = 24 * 60 * 60 * 1000;
const timeOfDay = (row: Use): number => Math.floor((momentOf(row) % DAY_MS) / 1000);

/** An old export with new dates has the old times of day. */
function copied(own: readonly Use[], all: readonly Use[]): Regular | null {
  const times = new Map([...startsByDay(all)].map(([day, rows]) => [day, new Set(rows.map(timeOfDay))]));
  for (const [day, rows] of startsByDay(own)) {
    for (const [other, known] of times) {
      if (other === day) continue;
      const same = rows.filter((row) => known.has(timeOfDay(row)));
      if (same.length >= FEWEST_COPIED && same.length >= rows.length * COPIED_SHARE)
        return {
          what: `${same.length} of ${rows.length} cases of ${shortId((same[0] as Use).value.user)} on ${day} begin at the very times of day of ${other}`,
          rows: same,
        };
    }
  }
  return null;
}
