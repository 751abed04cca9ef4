import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { iso, type TimeEvent } from '../../../action/commands/time/event.ts';
import { JOURNAL_FILE, readJournal } from '../../../action/commands/time/journal.ts';
import { type Session, saveFirst, startSession } from '../../../action/commands/time/session.ts';
import { replay, type State } from '../../../action/commands/time/state.ts';
import { COLUMNS, storeOn } from '../../../action/commands/time/store.ts';
import { assisted, discarded } from '../../../action/contract/study.ts';
import { timing } from '../../../action/contract/timings.ts';
import { parseCsv } from '../../../action/evidence/csv-file.ts';
import { Crash, FILES, key, memoryDisk, NINE, study } from './given.ts';

const SCHEMAS = { timings: timing, assisted, discarded } as const;
const KINDS = ['timings', 'assisted', 'discarded'] as const;

/** What a person does: a key, and how many seconds pass before it. */
type Act = { name: string; seconds: number };

const NAMES = [
  ...['Enter', 'Enter', 'Enter', 'Space', 'Esc', 'd', '1', 'p', 'x', 'é', '"', ','],
  ...['t', 'r', 'f', 'b', 'o', 'q', 'n', 'y', 'c', 's', 'w'],
];
const acts = fc.array(
  fc.record({
    name: fc.constantFrom(...NAMES),
    seconds: fc.constantFrom(0.2, 1.1, 3, 7, 7, 90, -30),
  }),
  { minLength: 5, maxLength: 40 },
);

const eventsIn = (journal: Buffer | string): TimeEvent[] => {
  const read = readJournal(journal.toString());
  return 'events' in read ? read.events : expect.unreachable(read.problem);
};

/** Begins a session on what is on the disk, as the command does. */
function begin(memory: ReturnType<typeof memoryDisk>, now: number): Session {
  const store = storeOn(memory.disk, FILES);
  let state: State = replay(eventsIn(memory.text(JOURNAL_FILE)));
  while (state.unsaved.length > 0) state = saveFirst(store, state, now);
  const cases = ['ref,1', 'réf-2', 'ref "3"'];
  const ledger = {
    timings: [],
    assisted: rowsIn(memory.files, 'assisted').map(({ case_ref, performer, arm }) => ({
      ref: case_ref,
      performer,
      minutes: 1,
      arm,
    })),
    discarded: rowsIn(memory.files, 'discarded').map(({ case_ref }) => ({ ref: case_ref, arm: null })),
  };
  return startSession(store, { plan: study({ cases }), state, ledger, note: '' }, now);
}

/** Does as the person does, and tells after every key what the screen was made of. */
function work(session: Session, list: readonly Act[], seen: (session: Session) => void, from = NINE): void {
  let now = from;
  for (const { name, seconds } of list) {
    if (session.over()) return;
    now += seconds * 1000;
    session.press(key(name), now);
    seen(session);
    session.tick(now + 100);
    seen(session);
  }
}

describe('whatever a person does', () => {
  it('the screen shows nothing that the journal does not say, and a journal cut anywhere is a beginning of it', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const memory = memoryDisk();
        const screens: { bytes: number; events: number }[] = [];
        work(begin(memory, NINE), list, (session) => {
          const journal = memory.files.get(JOURNAL_FILE) ?? Buffer.of();
          const events = eventsIn(journal);
          expect(session.model().state).toEqual(replay(events));
          screens.push({ bytes: journal.length, events: events.length });
        });
        const journal = memory.files.get(JOURNAL_FILE) ?? Buffer.of();
        const all = eventsIn(journal);
        for (let cut = 0; cut <= journal.length; cut++) {
          const events = eventsIn(journal.subarray(0, cut));
          const confirmed = screens.findLast(({ bytes }) => bytes <= cut)?.events ?? 0;
          expect(events.length).toBeGreaterThanOrEqual(confirmed);
          expect(events).toEqual(all.slice(0, events.length));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('each case that ended has its row once, however often the power goes in the middle of a write', () => {
    fc.assert(
      fc.property(acts, fc.array(fc.nat(2500), { minLength: 1, maxLength: 4 }), (list, budgets) => {
        const files = new Map<string, Buffer>();
        for (const [day, bytes] of [...budgets, Number.POSITIVE_INFINITY].entries()) {
          const confirmed = workUntilCrash(memoryDisk(files, bytes), list, NINE + day * 24 * 3_600_000);
          expect(eventsIn(files.get(JOURNAL_FILE) ?? '').slice(0, confirmed.length)).toEqual(confirmed);
        }
        const events = eventsIn(files.get(JOURNAL_FILE) ?? '');
        expect(replay(events).unsaved).toEqual([]);
        for (const kind of KINDS) expect(rowsIn(files, kind)).toEqual(rowsOf(events, kind));
      }),
      { numRuns: 300 },
    );
  });
});

/** @returns the events that a screen had confirmed when the power went, or when the person was done. */
function workUntilCrash(
  memory: ReturnType<typeof memoryDisk>,
  list: readonly Act[],
  from: number,
): readonly TimeEvent[] {
  let confirmed = eventsIn(memory.text(JOURNAL_FILE));
  const seen = () => {
    confirmed = eventsIn(memory.text(JOURNAL_FILE));
  };
  try {
    work(begin(memory, from), list, seen, from);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
  return confirmed;
}

type Kind = keyof typeof SCHEMAS;

/** The rows of a file, as the gate reads them. */
function rowsIn<K extends Kind>(files: ReadonlyMap<string, Buffer>, kind: K): z.infer<(typeof SCHEMAS)[K]>[] {
  const content = files.get(FILES[kind]);
  if (content === undefined) return [];
  const read = parseCsv(content.toString(), FILES[kind], SCHEMAS[kind], COLUMNS[kind]);
  return read.status === 'read'
    ? read.value.map(({ value }) => value as z.infer<(typeof SCHEMAS)[K]>)
    : expect.unreachable(JSON.stringify(read));
}

/** The rows that a journal asks for, by its events alone. */
const rowsOf = (events: readonly TimeEvent[], kind: Kind): unknown[] =>
  replay(events.filter(({ type }) => type !== 'saved'))
    .unsaved.filter(({ file }) => file === kind)
    .map(({ cells }) => SCHEMAS[kind].parse(cells));

it('a moment is written to the millisecond', () => {
  expect(iso(NINE + 1)).toBe('2026-11-20T09:00:00.001Z');
});
