import type { Disk } from '../../../action/commands/time/disk.ts';
import { iso, type TimeEvent } from '../../../action/commands/time/event.ts';
import type { Key } from '../../../action/commands/time/key.ts';
import type { Ledger } from '../../../action/commands/time/ledger.ts';
import type { Model, Plan, View } from '../../../action/commands/time/model.ts';
import { NOTHING, replay } from '../../../action/commands/time/state.ts';

/** Nine o'clock, when the made cases begin. */
export const NINE = Date.parse('2026-11-20T09:00:00Z');

/** @returns the moment so many seconds after nine. */
export const stamp = (seconds: number): string => iso(NINE + seconds * 1000);

type Body = TimeEvent extends infer E ? (E extends TimeEvent ? Omit<E, 'at'> : never) : never;

/** @returns an event so many seconds after nine. */
export const at = (seconds: number, event: Body): TimeEvent =>
  ({ ...event, at: stamp(seconds) }) as TimeEvent;

type Started = Partial<Omit<Extract<TimeEvent, { type: 'started' }>, 'type' | 'at'>>;

/** @returns the start of `ref-1` at nine, by person-1. */
export const started = (over: Started = {}, seconds = 0): TimeEvent =>
  at(seconds, {
    type: 'started',
    case_ref: 'ref-1',
    performer: 'person-1',
    observer: '',
    task: 'abcdef012345',
    study: 'timings',
    assignment: null,
    arm: null,
    ...over,
  });

export const withPoc: Started = { study: 'assisted', assignment: 'coin_flip', arm: 'with_poc' };
export const byHand: Started = { ...withPoc, arm: 'by_hand' };

export const FILES = {
  timings: 'baseline/timings.csv',
  assisted: 'baseline/assisted.csv',
  discarded: 'baseline/discarded.csv',
} as const;

export const plan = (over: Partial<Plan> = {}): Plan => ({
  study: 'timings',
  assignment: null,
  observer: '',
  task: {
    unit: 'one incoming message',
    start: 'the message is opened',
    stop: 'the message is filed',
    digest: 'abcdef012345',
  },
  cases: null,
  wanted: 5,
  files: FILES,
  flip: () => 'with_poc',
  ...over,
});

/** A plan for the study, whose coin always says the same. */
export const study = (over: Partial<Plan> = {}): Plan =>
  plan({ study: 'assisted', assignment: 'coin_flip', ...over });

export const EMPTY: Ledger = { timings: [], assisted: [], discarded: [] };

/** A model after these events, at this view. */
export const model = (view: View, events: readonly TimeEvent[], over: Partial<Model> = {}): Model => ({
  plan: plan(),
  state: replay(events, { ...NOTHING, performer: 'person-1' }),
  ledger: EMPTY,
  view,
  note: '',
  ...over,
});

const NAMED: Readonly<Record<string, Key>> = {
  Enter: { key: 'enter' },
  Esc: { key: 'escape' },
  Back: { key: 'backspace' },
  'Ctrl-U': { key: 'clear' },
  'Ctrl-C': { key: 'interrupt' },
  Space: { key: 'text', text: ' ', pasted: false },
};

/** @returns a key by its name, or by the letter that it types. */
export const key = (name: string): Key => NAMED[name] ?? { key: 'text', text: name, pasted: false };
export const paste = (text: string): Key => ({ key: 'text', text, pasted: true });

/** The power went. */
export class Crash extends Error {}

/** Files in memory. After so many bytes the power goes, in the middle of a write if it comes to that. */
export function memoryDisk(files: Map<string, Buffer> = new Map(), bytes = Number.POSITIVE_INFINITY) {
  let left = bytes;
  const spend = (wanted: number): number => {
    const spent = Math.min(left, wanted);
    left -= spent;
    return spent;
  };
  const disk: Disk = {
    read: (path) => files.get(path) ?? null,
    append(path, added) {
      const spent = spend(added.length);
      files.set(path, Buffer.concat([files.get(path) ?? Buffer.of(), added.subarray(0, spent)]));
      if (spent < added.length) throw new Crash();
    },
    create(path, text) {
      if (spend(text.length) < text.length) throw new Crash();
      files.set(path, Buffer.from(text));
    },
  };
  return { disk, files, text: (path: string) => files.get(path)?.toString() ?? '' };
}
