import { minutesOf, type Timing } from '../../contract/timings.ts';
import { describe } from '../../statistics/describe.ts';
import { nameKey } from '../names.ts';
import type { Row } from '../reading.ts';

/** Something about timings that people who use a stopwatch do not produce, with the rows that show it. */
export type Pattern = { what: string; rows: readonly Row<Timing>[] };

/** Chance of this many multiples of five in whole-minute timings is under 0.3 %. */
const HEAP_SHARE = 0.5;
const HEAP_ROWS = 20;
const SAME_TO_THE_SECOND = 3;
/** Of more rows than these some agree to the second by chance. */
const FEW_ROWS = 20;
/** From so many on Poisson's first term is too small for a number. */
const MANY_HITS = 500;
/** Nobody works on one case for so long without an interruption. */
const LONGEST_HOURS = 12;
/** A coincidence that comes about less often than this is none. */
const RARE = 0.01;
const SMALLEST_CV = 0.05;
const CV_ROWS = 10;

/** Looks for made-up timings (gate.md, T6): heaps at five minutes, copies, no spread, one person in two places. */
export function timingPatterns(rows: readonly Row<Timing>[]): Pattern[] {
  return [heaped(rows), ...copied(rows), flat(rows), endless(rows), ...overlapping(rows)].filter(
    (one) => one !== null,
  );
}

const secondsOf = (row: Row<Timing>): number => Math.round(minutesOf(row.value) * 60);

function heaped(rows: readonly Row<Timing>[]): Pattern | null {
  const heap = rows.filter((row) => secondsOf(row) % 300 === 0);
  if (rows.length < HEAP_ROWS || heap.length < rows.length * HEAP_SHARE) return null;
  return {
    what: `${heap.length} of ${rows.length} durations are exact multiples of five minutes`,
    rows: heap,
  };
}

/** Timings to the minute repeat by chance, so those count only when no row differs. */
function copied(rows: readonly Row<Timing>[]): Pattern[] {
  const bySeconds = new Map<number, Row<Timing>[]>();
  for (const row of rows) bySeconds.set(secondsOf(row), [...(bySeconds.get(secondsOf(row)) ?? []), row]);
  const most = sameByChance(rows);
  return [...bySeconds]
    .filter(([seconds, same]) => same.length > most && (seconds % 60 !== 0 || same.length === rows.length))
    .map(([seconds, same]) => ({
      what: `${same.length} durations are ${seconds} s to the second`,
      rows: same,
    }));
}

/**
 * How many of honest durations may be the same to the second. Under a bell curve a second at its top is hit by n/(s√2π)
 * of them, some four s of seconds are hit at all, and hits are Poisson.
 */
function sameByChance(rows: readonly Row<Timing>[]): number {
  const usual = SAME_TO_THE_SECOND - 1;
  const { mean, cv } = rows.length > FEW_ROWS ? describe(rows.map(secondsOf)) : { mean: 0, cv: null };
  const deviation = mean * (cv ?? 0);
  if (deviation === 0) return usual;
  const hits = rows.length / (deviation * Math.sqrt(2 * Math.PI));
  // The first term underflows; so many hits are normal.
  if (hits > MANY_HITS) return Math.ceil(hits + 6 * Math.sqrt(hits));
  let same = 0;
  let left = 1;
  for (let term = Math.exp(-hits); 4 * deviation * (left - term) > RARE; term *= hits / same) {
    left -= term;
    same += 1;
  }
  return Math.max(usual, same);
}

function flat(rows: readonly Row<Timing>[]): Pattern | null {
  if (rows.length < CV_ROWS) return null;
  const { cv } = describe(rows.map((row) => minutesOf(row.value)));
  if (cv === null || cv >= SMALLEST_CV) return null;
  return { what: `the durations hardly differ (coefficient of variation ${cv.toFixed(3)})`, rows };
}

/** A clock that ran on overnight is no work. */
function endless(rows: readonly Row<Timing>[]): Pattern | null {
  const long = rows.filter((row) => minutesOf(row.value) > LONGEST_HOURS * 60);
  if (long.length === 0) return null;
  const what = `${long.length} ${long.length === 1 ? 'duration is' : 'durations are'} longer than ${LONGEST_HOURS} hours without an interruption`;
  return { what, rows: long };
}

/** @returns each pair of rows in which one person is at two cases at once. */
export function overlapping<T extends Timing>(rows: readonly Row<T>[]): { what: string; rows: Row<T>[] }[] {
  const sorted = [...rows].sort((a, b) => Date.parse(a.value.started_at) - Date.parse(b.value.started_at));
  const last = new Map<string, Row<T>>();
  const found: { what: string; rows: Row<T>[] }[] = [];
  for (const row of sorted) {
    const before = last.get(nameKey(row.value.performer));
    if (before !== undefined && Date.parse(row.value.started_at) < Date.parse(before.value.stopped_at)) {
      found.push({ what: `${row.value.performer} was timed on two cases at once`, rows: [before, row] });
    }
    if (before === undefined || Date.parse(before.value.stopped_at) < Date.parse(row.value.stopped_at)) {
      last.set(nameKey(row.value.performer), row);
    }
  }
  return found;
}
