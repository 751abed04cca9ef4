import { describe, expect, it } from 'vitest';
import type { TimeEvent } from '../../../action/commands/time/event.ts';
import { atMost, joined, wrapped } from '../../../action/commands/time/layout.ts';
import type { Model, View } from '../../../action/commands/time/model.ts';
import { painter } from '../../../action/commands/time/paint.ts';
import { screen } from '../../../action/commands/time/screen.ts';
import { clock } from '../../../action/commands/time/words.ts';
import { at, byHand, EMPTY, model, NINE, plan, started, study, withPoc } from './given.ts';

const WIDE = { columns: 80, rows: 24 };
const show = (
  view: View,
  events: readonly TimeEvent[],
  over: Partial<Model> = {},
  size = WIDE,
  seconds = 192,
) => screen(model(view, events, over), NINE + seconds * 1000, size).map(({ text }) => text);

describe('the screen', () => {
  it('of a running case shows the clock, both events, the keys and what is still needed', () => {
    expect(show({ name: 'running' }, [started()])).toEqual([
      'poc time: today’s work, by hand',
      'Start: the message is opened',
      'Stop:  the message is filed',
      '',
      '  3:12  running',
      '  ref-1 · person-1',
      '',
      'Enter stop and save   Space pause   d discard   p performer   q quit   ? help',
      '',
      'none timed yet; 5 more for the gate',
    ]);
  });

  it('of a case with the tool shows its parts', () => {
    const events = [
      started(withPoc),
      at(12, { type: 'part', part: 'tool' }),
      at(52, { type: 'part', part: 'review' }),
      at(60, { type: 'paused' }),
    ];
    expect(show({ name: 'running' }, events, { plan: study({ wanted: 30 }) })).toEqual([
      'poc time: study, by coin flip',
      'Start: the message is opened',
      'Stop:  the message is filed',
      '',
      '  1:00  PAUSED',
      '  ref-1 · person-1 · With the tool',
      '  interrupted 2:12 · tool 0:40 · review 0:08',
      '',
      't tool   r review   f fix   b fell back   o other way   Enter stop and save',
      'Space go on   d discard   p performer   q quit   ? help',
      '',
      'With the tool: none timed yet; 30 more for the gate',
      'By hand: none timed yet',
    ]);
  });

  it('before a case shows what the coin said, and lets it stand out', () => {
    const over = { plan: study() };
    const flipped = [at(0, { type: 'assigned', case_ref: 'ref-1', arm: 'by_hand' })];
    const lines = screen(model({ name: 'ready', ref: 'ref-1' }, flipped, over), NINE, WIDE);
    expect(lines.find(({ text }) => text === 'By hand')?.style).toBe('strong');
    expect(lines.find(({ text }) => text.startsWith('Start:'))?.style).toBe('strong');
  });

  it('after a case shows what was saved, the mean and how many are needed', () => {
    const done = [4, 5, 6].map((minutes, n) => ({ ref: `r${n}`, performer: 'person-1', minutes, arm: null }));
    const lines = show({ name: 'ref', text: '' }, [], {
      ledger: { ...EMPTY, timings: done },
      note: 'Saved r2.',
    });
    expect(lines.slice(-2)).toEqual([
      'Saved r2.',
      '3 timed, mean 5:00; ±10 % would take 75; 2 more for the gate',
    ]);
  });

  it.each<[string, View, TimeEvent[], string[]]>([
    ['a reference', { name: 'ref', text: 're' }, [], ['Case: re▏']],
    [
      'a performer',
      { name: 'performer', text: '', back: { name: 'between' } },
      [],
      ['Who does the work?', 'Performer: ▏ (Enter keeps person-1)'],
    ],
    [
      'what a gap was',
      { name: 'gap', from: NINE, to: NINE + 75_000, back: { name: 'running' } },
      [started()],
      ['Was that an interruption?'],
    ],
    [
      'whether to leave',
      { name: 'leave' },
      [started()],
      ['The case stays on the clock. The next `poc time` asks how to go on. Leave?'],
    ],
    [
      'a reason',
      { name: 'reason', text: '', back: { name: 'running' } },
      [started()],
      ['  1 interrupted for good', 'Or type it: ▏'],
    ],
  ])('asks for %s', (_, view, events, lines) => {
    expect(show(view, events)).toEqual(expect.arrayContaining(lines));
  });

  it.each([
    [300, /^Last seen 1:40 ago, at \d\d:\d\d\.$/, 'w go on, worked on meanwhile'],
    [100, /^The clock of this machine now stands 1:40 before the last moment of this case\.$/, 'c go on'],
  ])('offers a case that was left, %d s after nine', (seconds, words, goOn) => {
    const events = [started(), at(200, { type: 'beat' })];
    const lines = show({ name: 'resume', at: NINE + seconds * 1000 }, events, {}, WIDE, seconds);
    expect(lines).toContain('  3:20  was on the clock');
    expect(lines.some((line) => words.test(line))).toBe(true);
    expect(lines.join('   ')).toContain(goOn);
    expect(lines.join(' ').includes('worked on meanwhile')).toBe(seconds === 300);
  });

  const LONG = 'the message has been opened in the shared inbox and somebody has begun to read it, '.repeat(
    4,
  );
  const VIEWS: View[] = [
    { name: 'between' },
    { name: 'ref', text: 'x'.repeat(100) },
    { name: 'performer', text: '', back: { name: 'between' } },
    { name: 'ready', ref: 'ref-1' },
    { name: 'running' },
    { name: 'reason', text: '', back: { name: 'running' } },
    { name: 'gap', from: NINE, to: NINE + 75_000, back: { name: 'running' } },
    { name: 'resume', at: NINE + 500_000 },
    { name: 'leave' },
    { name: 'help', back: { name: 'running' } },
  ];
  it.each(VIEWS)('of $name fits into 40 columns and 15 rows, and any other size', (view) => {
    const task = { ...plan().task, start: LONG, stop: LONG };
    const events = ['between', 'ref', 'ready', 'performer'].includes(view.name)
      ? []
      : [started({ ...withPoc, case_ref: 'y'.repeat(90) })];
    for (const size of [
      { columns: 40, rows: 15 },
      { columns: 80, rows: 24 },
      { columns: 20, rows: 6 },
      { columns: 14, rows: 12 },
      { columns: 5, rows: 2 },
    ]) {
      const lines = show(view, events, { plan: study({ task }), note: LONG }, size);
      expect(lines.length).toBeLessThanOrEqual(size.rows);
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThan(Math.max(11, size.columns));
    }
  });

  it('keeps clock and events where there is little room', () => {
    const lines = show({ name: 'running' }, [started()], {}, { columns: 40, rows: 5 });
    expect(lines).toEqual([
      'Start: the message is opened',
      'Stop:  the message is filed',
      '  3:12  running',
      '  ref-1 · person-1',
      'Enter stop and save   Space pause',
    ]);
  });

  it('obeys nothing that a file says', () => {
    const nasty = '\u001b[2Jref\u0007';
    const lines = show({ name: 'running' }, [started({ ...byHand, case_ref: nasty, performer: nasty })], {
      plan: study({ task: { ...plan().task, start: nasty, stop: nasty } }),
      note: nasty,
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe('painting', () => {
  const line = (text: string) => ({ text, rank: 0 as const });
  function painted(color: boolean) {
    const writes: string[] = [];
    return { writes, paint: painter((text) => writes.push(text), color) };
  }

  it('writes only what changed, in its place, and clears no screen for it', () => {
    const { writes, paint } = painted(false);
    paint([line('a'), line('0:01')], WIDE);
    paint([line('a'), line('0:01')], WIDE);
    paint([line('a'), line('0:02')], WIDE);
    paint([line('a')], WIDE);
    expect(writes.slice(2)).toEqual(['\u001b[2;1H0:02\u001b[K', '\u001b[2;1H\u001b[K']);
  });

  it('begins anew where the size changed', () => {
    const { writes, paint } = painted(false);
    paint([line('a')], WIDE);
    paint([line('a')], { columns: 40, rows: 15 });
    expect(writes).toEqual(['\u001b[2J', '\u001b[1;1Ha\u001b[K', '\u001b[2J', '\u001b[1;1Ha\u001b[K']);
  });

  it.each([
    [true, '\u001b[1mx\u001b[0m'],
    [false, 'x'],
  ])('with colour %s writes a strong line as %j', (color, text) => {
    const { writes, paint } = painted(color);
    paint([{ ...line('x'), style: 'strong' }], WIDE);
    expect(writes[1]).toBe(`\u001b[1;1H${text}\u001b[K`);
  });
});

describe('layout', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['a b', 3, ['a b']],
    ['', 5, ['']],
  ])('breaks %j at %d', (text, width, lines) => {
    expect(wrapped(text, width)).toEqual(lines);
  });

  it('indents all lines but the first', () => {
    expect(wrapped('Stop: one two', 12, '      ')).toEqual(['Stop: one', '      two']);
  });

  it('puts items side by side while they fit', () => {
    expect(joined(['a b', 'c', 'd'], 7)).toEqual(['a b   c', 'd']);
  });

  it('marks what was cut off', () => {
    expect(atMost(['ab', 'cd', 'ef'], 2)).toEqual(['ab', 'c…']);
    expect(atMost(['ab', 'cd'], 2)).toEqual(['ab', 'cd']);
  });
});

describe('a clock', () => {
  it.each([
    [0, '0:00'],
    [999, '0:00'],
    [61_000, '1:01'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [36_061_000, '10:01:01'],
  ])('of %d ms shows %s', (ms, text) => {
    expect(clock(ms)).toBe(text);
  });
});
