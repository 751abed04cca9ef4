import { iso, type TimeEvent } from './event.ts';
import type { Key } from './key.ts';
import { enter } from './ledger.ts';
import { isAway, type Model, restingView, type Step, type View } from './model.ts';
import { press } from './press.ts';
import type { Row } from './row.ts';
import { apply, type State } from './state.ts';
import { savedWords } from './words.ts';

/** Why something is not on the disk, in words for the person who has to mend that. */
export class NotWritten extends Error {}

/** Where a session writes. Both return once it is on the disk, and throw `NotWritten` where it is not. */
export type Store = {
  append(event: TimeEvent): void;
  /** Adds a row to its file unless it is there already. */
  addRow(row: Row): void;
};

export type Session = {
  model(): Model;
  press(key: Key, now: number): void;
  /** To be called once a second: looks at the clock, and notes now and then that the case is still on it. */
  tick(now: number): void;
  over(): boolean;
};

/** How often a running case is noted, so that after a crash the last known moment is near. */
const BEAT = 5000;
/** Nobody saw the clock for so long: the machine slept, or its clock was put forward. */
const GAP = 60_000;
/** Clocks are put right by less all the time. */
const MOVED_BACK = 1000;

/** Puts the first row that is not known to be saved into its file. */
export function saveFirst(store: Store, state: State, now: number): State {
  const [row] = state.unsaved;
  if (row === undefined) return state;
  store.addRow(row);
  const event: TimeEvent = {
    type: 'saved',
    at: iso(now),
    case_ref: row.cells.case_ref ?? '',
    file: row.file,
  };
  store.append(event);
  return apply(state, event);
}

/**
 * Runs `poc time` without a terminal: keys and moments in, events and rows out. Every event is in the store before the
 * model says that it happened.
 *
 * @param begin what the journal and the files say
 */
export function startSession(store: Store, begin: Omit<Model, 'view'>, now: number): Session {
  const { plan, state } = begin;
  const view: View = state.running === null ? restingView(begin) : { name: 'resume', at: now };
  let model: Model = { ...begin, view };
  let watchedAt = now;
  let writtenAt = now;
  let isOver = false;

  const record = (event: TimeEvent, at: number): void => {
    store.append(event);
    writtenAt = at;
    model = { ...model, state: apply(model.state, event) };
  };
  const saveRows = (at: number): void => {
    for (const row of model.state.unsaved) {
      const state = saveFirst(store, model.state, at);
      model = { ...model, state, ledger: enter(model.ledger, row), note: savedWords(row, plan.files) };
    }
  };
  const take = ({ events = [], over, ...shown }: Step, at: number): void => {
    try {
      for (const event of events) record(event, at);
      model = { ...model, ...shown };
      saveRows(at);
    } catch (error) {
      if (!(error instanceof NotWritten)) throw error;
      model = { ...model, note: error.message };
    }
    isOver ||= over === true;
  };
  /** @returns whether the person has to be asked first. */
  const watch = (at: number): boolean => {
    const { running } = model.state;
    const { view } = model;
    const before = watchedAt;
    const away = at - before;
    watchedAt = at;
    if (running === null) return false;
    if (isAway(view)) {
      // The answer is written with the moment of the question, so a clock that went back meanwhile is seen after it.
      watchedAt = Math.max(before, at);
      return false;
    }
    if (away <= -MOVED_BACK) {
      take(movedBack(-away, at), at);
      // Not on the disk, so not moved: the next tick tries again.
      if (model.state.running === running) watchedAt = before;
    }
    if (away <= GAP || running.pausedAt !== null) return false;
    model = { ...model, view: { name: 'gap', from: at - away, to: at, back: view } };
    return true;
  };
  return {
    model: () => model,
    press(key, at) {
      if (!watch(at)) take(press(model, key, at), at);
    },
    tick(at) {
      if (watch(at)) return;
      const { running } = model.state;
      if (running !== null && !isAway(model.view) && at - writtenAt >= BEAT)
        take({ events: [{ type: 'beat', at: iso(at) }] }, at);
    },
    over: () => isOver,
  };
}

const movedBack = (by: number, at: number): Step => ({
  events: [{ type: 'moved_back', at: iso(at), by_ms: by }],
  note: `The clock of this machine went back by ${Math.round(by / 1000)} s; the start of the case was moved with it.`,
});
