import { describe, expect, it } from 'vitest';
import type { TimeEvent } from '../../../action/commands/time/event.ts';
import { timeEvent } from '../../../action/commands/time/event.ts';
import { NOTHING, refKey, replay } from '../../../action/commands/time/state.ts';
import { assisted, discarded } from '../../../action/contract/study.ts';
import { timing } from '../../../action/contract/timings.ts';
import { at, byHand, stamp, started, withPoc } from './given.ts';

const PLAIN = {
  case_ref: 'ref-1',
  performer: 'person-1',
  started_at: stamp(0),
  method: 'stopwatch',
  observer: '',
  task: 'abcdef012345',
};
const STUDY = {
  t_tool_s: '',
  t_review_s: '',
  t_fix_s: '',
  fell_back: 'no',
  assignment: 'coin_flip',
  arm: 'with_poc',
  followed: 'yes',
};

/** The one row that these events leave to be saved. */
const rowOf = (...events: TimeEvent[]) => replay(events).unsaved[0];

describe('a case of today’s work', () => {
  it.each<[string, TimeEvent[], Record<string, string>]>([
    ['from start to stop', [at(300, { type: 'stopped' })], { stopped_at: stamp(300), interrupted_s: '0' }],
    [
      'that was paused',
      [at(60, { type: 'paused' }), at(90.26, { type: 'resumed' }), at(300, { type: 'stopped' })],
      { stopped_at: stamp(300), interrupted_s: '30.3' },
    ],
    [
      'that was paused twice, the second pause up to the stop',
      [
        at(10, { type: 'paused' }),
        at(20, { type: 'resumed' }),
        at(50, { type: 'paused' }),
        at(80, { type: 'stopped' }),
      ],
      { stopped_at: stamp(80), interrupted_s: '40' },
    ],
    [
      'that went on after a gap that was an interruption',
      [
        at(10, { type: 'beat' }),
        at(700, { type: 'gap', from: stamp(10), interruption: true }),
        at(710, { type: 'stopped' }),
      ],
      { stopped_at: stamp(710), interrupted_s: '690' },
    ],
    [
      'that was worked on during a gap',
      [
        at(10, { type: 'beat' }),
        at(700, { type: 'gap', from: stamp(10), interruption: false }),
        at(710, { type: 'stopped' }),
      ],
      { stopped_at: stamp(710), interrupted_s: '0' },
    ],
    [
      'under a clock that went back by a minute',
      [at(40, { type: 'beat' }), at(-20, { type: 'moved_back', by_ms: 60_000 }), at(0, { type: 'stopped' })],
      { started_at: stamp(-60), stopped_at: stamp(0), interrupted_s: '0' },
    ],
    [
      'that was paused when the clock went back',
      [
        at(40, { type: 'paused' }),
        at(-20, { type: 'moved_back', by_ms: 60_000 }),
        at(0, { type: 'resumed' }),
        at(10, { type: 'stopped' }),
      ],
      { started_at: stamp(-60), stopped_at: stamp(10), interrupted_s: '20' },
    ],
    [
      'whose performer was put right',
      [at(5, { type: 'performer', performer: 'person-2', running: true }), at(9, { type: 'stopped' })],
      { performer: 'person-2', stopped_at: stamp(9), interrupted_s: '0' },
    ],
    [
      'after which another person takes over',
      [at(5, { type: 'performer', performer: 'person-2', running: false }), at(9, { type: 'stopped' })],
      { performer: 'person-1', stopped_at: stamp(9), interrupted_s: '0' },
    ],
  ])('%s is a row', (_, events, cells) => {
    const row = rowOf(started(), ...events);
    expect(row).toEqual({ file: 'timings', cells: { ...PLAIN, ...cells } });
    expect(timing.safeParse(row?.cells).success).toBe(true);
  });

  it('that is discarded is a row with its reason', () => {
    const row = rowOf(started(), at(7, { type: 'discarded', reason: 'not an eligible case' }));
    expect(row).toEqual({
      file: 'discarded',
      cells: {
        case_ref: 'ref-1',
        performer: 'person-1',
        discarded_at: stamp(7),
        reason: 'not an eligible case',
        arm: '',
      },
    });
    expect(discarded.safeParse(row?.cells).success).toBe(true);
  });
});

describe('a case of the study', () => {
  const stop = at(100, { type: 'stopped' });

  it.each<[string, Parameters<typeof started>[0], TimeEvent[], Record<string, string>]>([
    ['with no part measured', withPoc, [], {}],
    [
      'with its parts one after the other',
      withPoc,
      [
        at(5, { type: 'part', part: 'tool' }),
        at(25, { type: 'part', part: 'review' }),
        at(55, { type: 'part', part: null }),
        at(60, { type: 'part', part: 'tool' }),
        at(70, { type: 'part', part: 'fix' }),
      ],
      { t_tool_s: '30', t_review_s: '30', t_fix_s: '30' },
    ],
    [
      'that was paused while it waited for the tool',
      withPoc,
      [
        at(10, { type: 'part', part: 'tool' }),
        at(20, { type: 'paused' }),
        at(50, { type: 'resumed' }),
        at(60, { type: 'part', part: null }),
      ],
      { interrupted_s: '30', t_tool_s: '20' },
    ],
    [
      'with a gap, told to be an interruption, while it waited for the tool',
      withPoc,
      [
        at(10, { type: 'part', part: 'tool' }),
        at(15, { type: 'beat' }),
        at(90, { type: 'gap', from: stamp(15), interruption: true }),
      ],
      { interrupted_s: '75', t_tool_s: '15' },
    ],
    ['that ended by hand', withPoc, [at(50, { type: 'fell_back', yes: true })], { fell_back: 'yes' }],
    [
      'that was said to end by hand by mistake',
      withPoc,
      [at(50, { type: 'fell_back', yes: true }), at(51, { type: 'fell_back', yes: false })],
      {},
    ],
    [
      'in which the tool was refused, which stays in its arm',
      withPoc,
      [at(1, { type: 'followed', yes: false })],
      { followed: 'no' },
    ],
    [
      'by hand, of which no part is kept',
      byHand,
      [at(10, { type: 'part', part: 'tool' }), at(20, { type: 'fell_back', yes: true })],
      { arm: 'by_hand' },
    ],
    ['before and after', { ...withPoc, assignment: 'before_after' }, [], { assignment: 'before_after' }],
  ])('%s is a row', (_, start, events, cells) => {
    const row = rowOf(started(start), ...events, stop);
    const whole = { ...PLAIN, stopped_at: stamp(100), interrupted_s: '0', ...STUDY, ...cells };
    expect(row).toEqual({ file: 'assisted', cells: whole });
    expect(assisted.safeParse(row?.cells).success).toBe(true);
  });

  it('keeps its arm when it is discarded', () => {
    const row = rowOf(started(byHand), at(9, { type: 'discarded', reason: 'x' }));
    expect(row?.cells.arm).toBe('by_hand');
  });

  it('has parts that rounding never makes longer than the whole', () => {
    const parts = [
      at(0, { type: 'part', part: 'tool' }),
      at(0.35, { type: 'part', part: 'review' }),
      at(0.7, { type: 'part', part: 'fix' }),
    ];
    const row = rowOf(started(withPoc), ...parts, at(1.05, { type: 'stopped' }));
    expect(row?.cells).toMatchObject({ t_tool_s: '0.4', t_review_s: '0.4', t_fix_s: '0.4' });
    expect(assisted.safeParse(row?.cells).success).toBe(true);
  });
});

describe('the coin', () => {
  it.each(['ref-1', 'REF-1', ' ref-1 '])(
    'said something of ref-1 that a second flip of %j does not change',
    (ref) => {
      const state = replay([
        at(0, { type: 'assigned', case_ref: 'ref-1', arm: 'by_hand' }),
        at(1, { type: 'assigned', case_ref: ref, arm: 'with_poc' }),
      ]);
      expect([...state.arms]).toEqual([['ref-1', 'by_hand']]);
    },
  );

  it('is remembered after the case is discarded', () => {
    const state = replay([
      at(0, { type: 'assigned', case_ref: 'ref-1', arm: 'by_hand' }),
      started(byHand, 1),
      at(2, { type: 'discarded', reason: 'x' }),
    ]);
    expect(state.arms.get(refKey('ref-1'))).toBe('by_hand');
  });
});

describe('an event that makes no sense', () => {
  const idle: TimeEvent[] = [
    at(1, { type: 'paused' }),
    at(1, { type: 'resumed' }),
    at(1, { type: 'stopped' }),
    at(1, { type: 'discarded', reason: 'x' }),
    at(1, { type: 'beat' }),
    at(1, { type: 'part', part: 'tool' }),
    at(1, { type: 'saved', case_ref: 'ref-1', file: 'timings' }),
  ];
  it.each(idle)('such as $type while nothing runs changes nothing', (event) => {
    expect(replay([event])).toEqual(NOTHING);
  });

  it('such as a second start does not take the case on the clock away', () => {
    expect(replay([started(), started({ case_ref: 'ref-2' }, 5)]).running?.caseRef).toBe('ref-1');
  });

  it('such as a resume without a pause adds no interruption', () => {
    expect(replay([started(), at(5, { type: 'resumed' })]).running).toMatchObject({
      interrupted: 0,
      seenAt: Date.parse(stamp(5)),
    });
  });

  it('such as a second pause does not shorten the first', () => {
    const running = replay([started(), at(5, { type: 'paused' }), at(9, { type: 'paused' })]).running;
    expect(running?.pausedAt).toBe(Date.parse(stamp(5)));
  });
});

describe('a row', () => {
  const stopped = [started(), at(5, { type: 'stopped' })];
  it('is to be saved until the journal says that it is', () => {
    expect(replay(stopped).unsaved).toHaveLength(1);
    expect(
      replay([...stopped, at(6, { type: 'saved', case_ref: 'ref-1', file: 'timings' })]).unsaved,
    ).toEqual([]);
  });

  it('is not taken for saved because another one is', () => {
    expect(
      replay([...stopped, at(6, { type: 'saved', case_ref: 'ref-1', file: 'discarded' })]).unsaved,
    ).toHaveLength(1);
    expect(
      replay([...stopped, at(6, { type: 'saved', case_ref: 'ref-2', file: 'timings' })]).unsaved,
    ).toHaveLength(1);
  });
});

describe('the schema of an event', () => {
  it.each([
    { type: 'started', at: stamp(0) },
    { type: 'stopped' },
    { type: 'stopped', at: '9 o’clock' },
    { type: 'stopped', at: stamp(0), more: 1 },
    { type: 'exploded', at: stamp(0) },
  ])('refuses %j', (value) => {
    expect(timeEvent.safeParse(value).success).toBe(false);
  });
});
