import type { Arm } from '../../contract/study.ts';
import type { EventOf, TimeEvent } from './event.ts';
import { discardedRow, type Row, timedRow } from './row.ts';
import { partsAt, type Running, workedAt } from './running.ts';

/** What the journal says: all that must outlive the process. */
export type State = {
  /** Who does the next case. */
  performer: string | null;
  /** What the coin said, by `refKey`. */
  arms: ReadonlyMap<string, Arm>;
  running: Running | null;
  /** Rows of cases that ended and that are not known to be in their file. */
  unsaved: readonly Row[];
};

export const NOTHING: State = { performer: null, arms: new Map(), running: null, unsaved: [] };

/** @returns a reference as it is compared: another spelling is neither another case nor another flip of the coin. */
export const refKey = (ref: string): string =>
  ref.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** @returns the state after these events. */
export const replay = (events: readonly TimeEvent[], from: State = NOTHING): State =>
  events.reduce((state, event) => apply(state, event), from);

/** @returns the state after one event. What makes no sense, such as a stop while nothing runs, changes nothing. */
export function apply(state: State, event: TimeEvent): State {
  const { running } = state;
  switch (event.type) {
    case 'assigned':
      return assign(state, event);
    case 'started':
      return running === null ? { ...state, running: begin(event) } : state;
    case 'performer':
      return {
        ...state,
        performer: event.performer,
        running: running !== null && event.running ? { ...running, performer: event.performer } : running,
      };
    case 'saved':
      return { ...state, unsaved: without(state.unsaved, event) };
    case 'stopped':
      return running === null ? state : end(state, timedRow(running, Date.parse(event.at)));
    case 'discarded':
      return running === null ? state : end(state, discardedRow(running, Date.parse(event.at), event.reason));
    default:
      return running === null ? state : { ...state, running: change(running, event) };
  }
}

/** The first flip counts, whatever comes later. */
function assign(state: State, { case_ref, arm }: EventOf<'assigned'>): State {
  const key = refKey(case_ref);
  return state.arms.has(key) ? state : { ...state, arms: new Map([...state.arms, [key, arm]]) };
}

function begin({ at, case_ref, type: _, ...rest }: EventOf<'started'>): Running {
  const startedAt = Date.parse(at);
  return {
    ...rest,
    caseRef: case_ref,
    startedAt,
    interrupted: 0,
    pausedAt: null,
    seenAt: startedAt,
    part: null,
    partSince: 0,
    parts: {},
    fellBack: false,
    followed: true,
  };
}

const end = (state: State, row: Row): State => ({
  ...state,
  running: null,
  unsaved: [...state.unsaved, row],
});

function without(rows: readonly Row[], { case_ref, file }: EventOf<'saved'>): readonly Row[] {
  const at = rows.findIndex((row) => row.file === file && row.cells.case_ref === case_ref);
  return at < 0 ? rows : rows.toSpliced(at, 1);
}

type Change = Exclude<
  TimeEvent,
  EventOf<'assigned' | 'started' | 'performer' | 'saved' | 'stopped' | 'discarded'>
>;

function change(running: Running, event: Change): Running {
  const at = Date.parse(event.at);
  const seen = { ...running, seenAt: at };
  switch (event.type) {
    case 'beat':
      return seen;
    case 'paused':
      return { ...seen, pausedAt: running.pausedAt ?? at };
    case 'resumed':
      return running.pausedAt === null
        ? seen
        : addInterruption({ ...seen, pausedAt: null }, running.pausedAt, at);
    case 'part':
      return { ...seen, parts: partsAt(running, at), part: event.part, partSince: workedAt(running, at) };
    case 'fell_back':
      return { ...seen, fellBack: event.yes };
    case 'followed':
      return { ...seen, followed: event.yes };
    case 'gap':
      return event.interruption ? addInterruption(seen, Date.parse(event.from), at) : seen;
    case 'moved_back':
      return moveBack(seen, event.by_ms);
  }
}

const addInterruption = (running: Running, from: number, to: number): Running => ({
  ...running,
  interrupted: running.interrupted + Math.max(0, to - from),
});

/** Durations stay; moments are told by the clock as it goes now. */
const moveBack = (running: Running, by: number): Running => ({
  ...running,
  startedAt: running.startedAt - by,
  pausedAt: running.pausedAt === null ? null : running.pausedAt - by,
});
