import { describe, expect, it } from 'vitest';
import type { TimeEvent } from '../../../action/commands/time/event.ts';
import { JOURNAL_FILE, readJournal } from '../../../action/commands/time/journal.ts';
import type { Model } from '../../../action/commands/time/model.ts';
import { NotWritten, type Store, startSession } from '../../../action/commands/time/session.ts';
import { NOTHING, replay } from '../../../action/commands/time/state.ts';
import { storeOn } from '../../../action/commands/time/store.ts';
import { at, EMPTY, FILES, key, memoryDisk, NINE, plan, started, study, withPoc } from './given.ts';

/** A session in memory, begun at nine, with what it wrote. `press` and `tick` take seconds after nine. */
function sitting(events: readonly TimeEvent[] = [], over: Partial<Model> = {}, begunAt = 0) {
  const memory = memoryDisk();
  let refuses = '';
  const real = storeOn(memory.disk, FILES);
  const store: Store = {
    append(event) {
      if (refuses === 'journal') throw new NotWritten('the journal is full');
      real.append(event);
    },
    addRow(row) {
      if (refuses === 'csv') throw new NotWritten('the CSV is full');
      real.addRow(row);
    },
  };
  const state = replay(events, { ...NOTHING, performer: 'person-1' });
  const session = startSession(
    store,
    { plan: plan(), state, ledger: EMPTY, note: '', ...over },
    NINE + begunAt * 1000,
  );
  return {
    memory,
    session,
    press: (seconds: number, ...names: string[]) => {
      for (const name of names) session.press(key(name), NINE + seconds * 1000);
    },
    tick: (...seconds: number[]) => {
      for (const second of seconds) session.tick(NINE + second * 1000);
    },
    every: (from: number, to: number) => {
      for (let second = from; second <= to; second++) session.tick(NINE + second * 1000);
    },
    refuse: (what: '' | 'journal' | 'csv') => {
      refuses = what;
    },
    view: () => session.model().view,
    note: () => session.model().note,
    events: () => {
      const read = readJournal(memory.text(JOURNAL_FILE));
      return 'events' in read ? read.events : expect.unreachable(read.problem);
    },
  };
}

const START = ['r', 'e', 'f', '-', '1', 'Enter', 'Enter'];

describe('a case from start to stop', () => {
  it('is a row, and the journal says that it is', () => {
    const it = sitting();
    it.press(0, ...START);
    it.every(1, 3);
    it.press(4, 'Enter');
    expect(it.memory.text(FILES.timings)).toBe(
      'case_ref,performer,started_at,stopped_at,interrupted_s,method,observer,task\n' +
        'ref-1,person-1,2026-11-20T09:00:00.000Z,2026-11-20T09:00:04.000Z,0,stopwatch,,abcdef012345\n',
    );
    expect(it.events()).toEqual([
      started(),
      at(4, { type: 'stopped' }),
      at(4, { type: 'saved', case_ref: 'ref-1', file: 'timings' }),
    ]);
    expect(it.note()).toBe('Saved ref-1: 0:04 by person-1, in baseline/timings.csv.');
    expect(it.session.model().ledger.timings).toEqual([
      { ref: 'ref-1', performer: 'person-1', minutes: 4 / 60, arm: null },
    ]);
  });

  it('is noted every five seconds while it runs, paused or not', () => {
    const it = sitting();
    it.press(0, ...START);
    it.every(1, 7);
    it.press(7, 'Space');
    it.every(8, 17);
    expect(it.events().map((event) => [event.type, (Date.parse(event.at) - NINE) / 1000])).toEqual([
      ['started', 0],
      ['beat', 5],
      ['paused', 7],
      ['beat', 12],
      ['beat', 17],
    ]);
  });

  it('is not noted while none is on the clock', () => {
    const it = sitting();
    it.every(1, 20);
    expect(it.events()).toEqual([]);
  });
});

describe('a while in which nobody saw the clock', () => {
  it.each([
    [60, 'running'],
    [60.001, 'gap'],
  ])('of %d s leads to %s', (seconds, name) => {
    const it = sitting();
    it.press(0, ...START);
    it.tick(seconds);
    expect(it.view().name).toBe(name);
  });

  it('is asked for before the key that woke the machine counts', () => {
    const it = sitting();
    it.press(0, ...START);
    it.every(1, 10);
    it.press(610, 'Enter');
    expect(it.view()).toMatchObject({ name: 'gap', from: NINE + 10_000, to: NINE + 610_000 });
    it.press(612, 'y');
    it.press(620, 'Enter');
    expect(it.memory.text(FILES.timings)).toContain(',600,stopwatch');
  });

  it('is no question while the case is paused', () => {
    const it = sitting();
    it.press(0, ...START);
    it.press(5, 'Space');
    it.tick(900);
    expect(it.view().name).toBe('running');
  });

  it.each([[[]], [['d']]])('is not lost when the person leaves the question open, after %j', (keys) => {
    const it = sitting([started()], {}, 700);
    it.press(700, ...keys);
    it.every(701, 720);
    it.press(721, 'Ctrl-C');
    expect(it.events()).toEqual([]);
    expect(it.session.over()).toBe(true);
  });
});

describe('a clock that goes back', () => {
  it.each([
    [0.999, []],
    [1, ['moved_back']],
  ])('by %d s writes %j', (seconds, types) => {
    const it = sitting();
    it.press(0, ...START);
    it.tick(2, 2 - seconds);
    expect(
      it
        .events()
        .slice(1)
        .map(({ type }) => type),
    ).toEqual(types);
  });

  it('takes the start of the case with it, and says so', () => {
    const it = sitting();
    it.press(0, ...START);
    it.every(1, 10);
    it.tick(-3590);
    expect(it.note()).toBe(
      'The clock of this machine went back by 3600 s; the start of the case was moved with it.',
    );
    it.press(-3580, 'Enter');
    expect(it.memory.text(FILES.timings)).toContain('T08:00:00.000Z,2026-11-20T08:00:20.000Z,0,');
  });

  it('while a question is open is seen once that is answered, so that no part is longer than the whole', () => {
    const it = sitting([started(withPoc)], { plan: study() }, 700);
    it.press(670, 'c');
    it.tick(671);
    expect(it.events().map(({ type }) => type)).toEqual(['gap', 'moved_back']);
    it.press(672, 't');
    it.press(682, 'Enter');
    expect(it.memory.text(FILES.assisted)).toContain(
      'T08:59:31.000Z,2026-11-20T09:11:22.000Z,700,stopwatch,,10,,,',
    );
  });

  it('is tried again where the disk refused', () => {
    const it = sitting();
    it.press(0, ...START);
    it.every(1, 3);
    it.refuse('journal');
    it.tick(-57);
    expect(it.note()).toBe('the journal is full');
    it.refuse('');
    it.tick(-57);
    expect(it.events().at(-1)).toEqual(at(-57, { type: 'moved_back', by_ms: 60_000 }));
  });
});

describe('a disk that refuses', () => {
  it('the journal leaves everything as it was', () => {
    const it = sitting();
    it.press(0, ...START);
    it.refuse('journal');
    it.press(4, 'Enter');
    expect([it.view().name, it.note()]).toEqual(['running', 'the journal is full']);
    expect(it.memory.files.has(FILES.timings)).toBe(false);
    it.refuse('');
    it.press(5, 'Enter');
    expect(it.memory.text(FILES.timings)).toContain('T09:00:05.000Z');
  });

  it('the row keeps it, and writes it with the next key', () => {
    const it = sitting();
    it.press(0, ...START);
    it.refuse('csv');
    it.press(4, 'Enter');
    expect(it.note()).toBe('the CSV is full');
    expect(it.session.model().state.unsaved).toHaveLength(1);
    it.refuse('');
    it.press(9, 'x');
    expect(it.memory.text(FILES.timings)).toContain('T09:00:04.000Z');
    expect(it.events().at(-1)?.type).toBe('saved');
  });

  it('to flip the coin shows no arm', () => {
    const it = sitting([], { plan: study() });
    it.refuse('journal');
    it.press(0, 'a', 'Enter');
    expect([it.view(), it.session.model().state.arms.size]).toEqual([{ name: 'ref', text: 'a' }, 0]);
  });

  it('does not keep the person from leaving', () => {
    const it = sitting();
    it.press(0, ...START);
    it.refuse('journal');
    it.press(4, 'Ctrl-C');
    expect(it.session.over()).toBe(true);
  });

  it('with an error that is none of the disk is a fault, and is thrown', () => {
    const broken: Store = { append: () => expect.unreachable(), addRow: () => {} };
    const state = { ...NOTHING, performer: 'person-1' };
    const session = startSession(broken, { plan: plan(), state, ledger: EMPTY, note: '' }, NINE);
    session.press(key('a'), NINE);
    session.press(key('Enter'), NINE);
    expect(() => session.press(key('Enter'), NINE)).toThrow();
  });
});

describe('a session begins', () => {
  it('with the case that was left on the clock', () => {
    expect(sitting([started()], {}, 60).view()).toEqual({ name: 'resume', at: NINE + 60_000 });
  });
  it('with the question who does the work', () => {
    expect(sitting([], { state: NOTHING }).view().name).toBe('performer');
  });
  it('with the next case of a list', () => {
    expect(sitting([], { plan: plan({ cases: ['a'] }) }).view().name).toBe('between');
  });
});
