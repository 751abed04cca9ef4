import type { UsageEvent } from '../../contract/usage.ts';
import { hasEnd } from '../adoption/events.ts';
import { WINDOW_DAYS } from '../adoption/window.ts';
import { DAY, dayOf } from '../clock.ts';
import { caseKey } from '../names.ts';
import type { Row } from '../reading.ts';
import type { Run } from './runs.ts';

type Event = Row<UsageEvent>;

/** Usage of the last 28 days beside a sample of traces. */
export type JoinedUsage = {
  /** What came of each attempt; one that was given up is what one wants to look up. */
  events: readonly Event[];
  /** Those that name a trace, whether it is in the sample or not. */
  carrying: readonly Event[];
  /** UTC days on which the sample has a run, oldest first. */
  days: readonly string[];
  /** Events of those days: all of them, so that nobody chooses which ones. */
  covered: readonly Event[];
  /** Of these, those whose trace is in the sample and is about the same case. */
  joined: readonly Event[];
  /** Of these, those that came before their run began. */
  early: readonly Event[];
};

/** Clocks of two machines differ. */
const SKEW_MS = 60_000;

/**
 * Joins the usage export to a sample of traces by trace id and case.
 *
 * @param runs those that were for somebody
 */
export function joinUsage(usage: readonly Event[], runs: readonly Run[], now: Date): JoinedUsage {
  const from = now.getTime() - WINDOW_DAYS * DAY;
  const events = usage.filter((row) => hasEnd(row) && momentOf(row) >= from);
  const byTrace = new Map(runs.map((run) => [run.traceId, run]));
  const days = [...new Set(runs.map(({ root }) => root.value.startedAt.slice(0, 10)))]
    .filter((day) => day >= dayOf(new Date(from)))
    .sort();
  const covered = events.filter((row) => days.includes(dayOf(new Date(row.value.ts))));
  const runOf = ({ value }: Event) => byTrace.get(value.trace_id?.toLowerCase() ?? '');
  const joined = covered.filter((row) => isSameCase(row, runOf(row)));
  return {
    events,
    carrying: events.filter(({ value }) => value.trace_id !== undefined),
    days,
    covered,
    joined,
    early: joined.filter((row) => momentOf(row) < startOf(runOf(row) as Run) - SKEW_MS),
  };
}

const momentOf = ({ value }: Event): number => Date.parse(value.ts);
const startOf = ({ root }: Run): number => Date.parse(root.value.startedAt);

/** One trace named by every event joins nothing. */
const isSameCase = ({ value }: Event, run: Run | undefined): boolean =>
  run !== undefined && run.caseRef !== null && caseKey(run.caseRef) === caseKey(value.case_ref);
