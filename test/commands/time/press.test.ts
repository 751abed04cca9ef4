import { describe, expect, it } from 'vitest';
import type { TimeEvent } from '../../../action/commands/time/event.ts';
import type { Model, Step, View } from '../../../action/commands/time/model.ts';
import { press } from '../../../action/commands/time/press.ts';
import { at, byHand, EMPTY, key, model, NINE, paste, plan, stamp, started, study, withPoc } from './given.ts';

const NOW = NINE + 100_000;
const on = (view: View, events: readonly TimeEvent[] = [], over: Partial<Model> = {}) =>
  model(view, events, over);
const RUNNING: View = { name: 'running' };
const event = (body: Parameters<typeof at>[1]): TimeEvent => at(100, body);

type Case = { given: string; model: Model; key: string; does: Step };

describe('a key while a case is on the clock', () => {
  const running = on(RUNNING, [started()]);
  const paused = on(RUNNING, [started(), at(50, { type: 'paused' })]);
  it.each<Case>([
    {
      given: 'running',
      model: running,
      key: 'Space',
      does: { events: [event({ type: 'paused' })], note: '' },
    },
    {
      given: 'paused',
      model: paused,
      key: 'Space',
      does: { events: [event({ type: 'resumed' })], note: '' },
    },
    {
      given: 'running',
      model: running,
      key: 'Enter',
      does: { events: [event({ type: 'stopped' })], view: { name: 'ref', text: '' }, note: '' },
    },
    {
      given: 'paused',
      model: paused,
      key: 'Enter',
      does: { events: [event({ type: 'stopped' })], view: { name: 'ref', text: '' }, note: '' },
    },
    {
      given: 'running',
      model: running,
      key: 'd',
      does: { view: { name: 'reason', text: '', back: RUNNING }, note: '' },
    },
    {
      given: 'running',
      model: running,
      key: 'D',
      does: { view: { name: 'reason', text: '', back: RUNNING }, note: '' },
    },
    {
      given: 'running',
      model: running,
      key: 'p',
      does: { view: { name: 'performer', text: '', back: RUNNING }, note: '' },
    },
    { given: 'running', model: running, key: 'q', does: { view: { name: 'leave' }, note: '' } },
    { given: 'running', model: running, key: '?', does: { view: { name: 'help', back: RUNNING } } },
    {
      given: 'running',
      model: running,
      key: 'Ctrl-C',
      does: { events: [event({ type: 'beat' })], over: true },
    },
    { given: 'today’s work', model: running, key: 't', does: {} },
    { given: 'today’s work', model: running, key: 'o', does: {} },
    { given: 'anything', model: running, key: 'z', does: {} },
  ])('$key, $given', ({ model, key: name, does }) => {
    expect(press(model, key(name), NOW)).toEqual(does);
  });

  it.each([
    [999, undefined],
    [1000, 'stopped'],
  ])('Enter after %d ms writes %s: less than a second is a finger that slipped', (ms, type) => {
    const step = press(running, key('Enter'), NINE + ms);
    expect(step.events?.[0]?.type).toBe(type);
    expect(step.note).toBe(
      type === undefined ? 'That is less than a second of work. Press d to discard the case.' : '',
    );
  });

  it('what is pasted is no command', () => {
    expect(press(running, paste('d'), NOW)).toEqual({});
  });

  it.each([
    ['t', { type: 'part', part: 'tool' }],
    ['r', { type: 'part', part: 'review' }],
    ['f', { type: 'part', part: 'fix' }],
    ['b', { type: 'fell_back', yes: true }],
    ['o', { type: 'followed', yes: false }],
  ] as const)('%s with the tool writes %j', (name, body) => {
    const step = press(on(RUNNING, [started(withPoc)]), key(name), NOW);
    expect(step.events).toEqual([event(body as Parameters<typeof at>[1])]);
  });

  it.each([
    ['t', at(5, { type: 'part', part: 'tool' }), { type: 'part', part: null }],
    ['r', at(5, { type: 'part', part: 'tool' }), { type: 'part', part: 'review' }],
    ['b', at(5, { type: 'fell_back', yes: true }), { type: 'fell_back', yes: false }],
    ['o', at(5, { type: 'followed', yes: false }), { type: 'followed', yes: true }],
  ] as const)('%s after %j writes %j', (name, before, body) => {
    const step = press(on(RUNNING, [started(withPoc), before]), key(name), NOW);
    expect(step.events).toEqual([event(body as Parameters<typeof at>[1])]);
  });

  it.each(['t', 'r', 'f', 'b'])('%s by hand says that there is no tool', (name) => {
    const refused = [started(withPoc), at(1, { type: 'followed', yes: false })];
    for (const events of [[started(byHand)], refused]) {
      const step = press(on(RUNNING, events), key(name), NOW);
      expect(step).toEqual({ note: 'By hand there is no tool to wait for, to review or to put right.' });
    }
  });
});

describe('a key while a reference is asked for', () => {
  const asked = (text: string, over: Partial<Model> = {}) => on({ name: 'ref', text }, [], over);
  it.each<Case>([
    { given: 'nothing', model: asked(''), key: 'x', does: { view: { name: 'ref', text: 'x' } } },
    { given: 'something', model: asked('re'), key: 'q', does: { view: { name: 'ref', text: 'req' } } },
    { given: 'something', model: asked('re'), key: 'Space', does: { view: { name: 'ref', text: 're ' } } },
    { given: 'something', model: asked('ré'), key: 'Back', does: { view: { name: 'ref', text: 'r' } } },
    { given: 'something', model: asked('ref'), key: 'Ctrl-U', does: { view: { name: 'ref', text: '' } } },
    { given: 'something', model: asked('ref'), key: 'Esc', does: { view: { name: 'ref', text: '' } } },
    { given: 'nothing', model: asked(''), key: 'Esc', does: { view: { name: 'between' } } },
    {
      given: 'nothing',
      model: asked(''),
      key: '?',
      does: { view: { name: 'help', back: { name: 'ref', text: '' } } },
    },
    { given: 'something', model: asked('a'), key: '?', does: { view: { name: 'ref', text: 'a?' } } },
    {
      given: 'ref-1',
      model: asked('ref-1'),
      key: 'Enter',
      does: { view: { name: 'ready', ref: 'ref-1' }, note: '' },
    },
    {
      given: 'nothing, without a list',
      model: asked(''),
      key: 'Enter',
      does: { view: { name: 'ref', text: '' }, note: 'Type or paste the reference of the case.' },
    },
    {
      given: 'nothing, with a list',
      model: asked('', { plan: plan({ cases: ['ref-7'] }) }),
      key: 'Enter',
      does: { view: { name: 'ready', ref: 'ref-7' }, note: '' },
    },
    { given: 'anything', model: asked('ref'), key: 'Ctrl-C', does: { over: true } },
  ])('$key, $given', ({ model, key: name, does }) => {
    expect(press(model, key(name), NOW)).toEqual(does);
  });

  it('takes what is pasted', () => {
    expect(press(asked('a-'), paste('ref 9'), NOW)).toEqual({ view: { name: 'ref', text: 'a-ref 9' } });
  });

  const row = { ref: 'REF-1', performer: 'person-1', minutes: 4, arm: null };
  it.each(['ref-1', ' Ref-1 '])('refuses %j, which is timed already', (text) => {
    for (const file of ['timings', 'assisted'] as const) {
      const step = press(asked(text, { ledger: { ...EMPTY, [file]: [row] } }), key('Enter'), NOW);
      expect(step.view).toEqual({ name: 'ref', text: '' });
      expect(step.note).toBe(`${text.trim()} is timed already (baseline/${file}.csv). Take another case.`);
    }
  });

  it('refuses one whose row could not be written yet', () => {
    const ended = on({ name: 'ref', text: 'ref-1' }, [started(), at(9, { type: 'stopped' })]);
    expect(press(ended, key('Enter'), NOW).note).toContain('is timed already');
  });

  it('takes one that was discarded', () => {
    const ledger = { ...EMPTY, discarded: [{ ref: 'ref-1', arm: null }] };
    expect(press(asked('ref-1', { ledger }), key('Enter'), NOW).view).toEqual({
      name: 'ready',
      ref: 'ref-1',
    });
  });
});

describe('a key between two cases of a list', () => {
  const done = (ref: string) => ({ ref, performer: 'person-1', minutes: 4, arm: null });
  const between = (over: Partial<Model> = {}) =>
    on({ name: 'between' }, [], { plan: plan({ cases: ['a', 'b', 'c'] }), ...over });
  const ledger = { ...EMPTY, timings: [done('a')], discarded: [{ ref: 'b', arm: null }] };
  it.each<Case>([
    { given: 'first', model: between(), key: 'Enter', does: { view: { name: 'ready', ref: 'a' }, note: '' } },
    { given: 'first', model: between(), key: 'Space', does: { view: { name: 'ready', ref: 'a' }, note: '' } },
    {
      given: 'a timed and b discarded',
      model: between({ ledger }),
      key: 'Enter',
      does: { view: { name: 'ready', ref: 'c' }, note: '' },
    },
    {
      given: 'none left',
      model: between({ ledger: { ...ledger, assisted: [done('c')] } }),
      key: 'Enter',
      does: { note: 'Every case of the list was timed or discarded. Press r to type another.' },
    },
    { given: 'any', model: between(), key: 'r', does: { view: { name: 'ref', text: '' }, note: '' } },
    { given: 'any', model: between(), key: 'q', does: { over: true } },
    {
      given: 'any',
      model: between(),
      key: 'p',
      does: { view: { name: 'performer', text: '', back: { name: 'between' } } },
    },
    { given: 'a note', model: between({ note: 'x' }), key: 'z', does: { note: '' } },
    { given: 'no note', model: between(), key: 'z', does: {} },
  ])('$key, $given', ({ model, key: name, does }) => {
    expect(press(model, key(name), NOW)).toEqual(does);
  });

  it('a paste is a reference', () => {
    expect(press(between(), paste('q-1'), NOW)).toEqual({ view: { name: 'ref', text: 'q-1' } });
  });
});

describe('the coin', () => {
  const asked = (over: Partial<Model> = {}, events: TimeEvent[] = []) =>
    on({ name: 'ref', text: 'Ref-1' }, events, { plan: study(), ...over });
  const assigned = event({ type: 'assigned', case_ref: 'Ref-1', arm: 'with_poc' });

  it('is flipped before the case begins', () => {
    const step = press(asked(), key('Enter'), NOW);
    expect(step).toEqual({ events: [assigned], view: { name: 'ready', ref: 'Ref-1' }, note: '' });
  });

  it('is not flipped again', () => {
    const never = study({ flip: () => expect.unreachable('flipped again') });
    const before = at(0, { type: 'assigned', case_ref: 'ref-1', arm: 'by_hand' });
    expect(press(asked({ plan: never }, [before]), key('Enter'), NOW).events).toBeUndefined();
  });

  it.each([{ discarded: [{ ref: 'ref-1', arm: 'by_hand' as const }] }])(
    'says what the files say, where the journal was lost: %j',
    (rows) => {
      const never = study({ flip: () => expect.unreachable('flipped again') });
      const step = press(asked({ plan: never, ledger: { ...EMPTY, ...rows } }), key('Enter'), NOW);
      expect(step.events).toEqual([{ ...assigned, arm: 'by_hand' }]);
    },
  );

  it.each([plan(), study({ assignment: 'before_after' })])(
    'is not flipped for $study, $assignment',
    (kind) => {
      expect(press(asked({ plan: kind }), key('Enter'), NOW).events).toBeUndefined();
    },
  );
});

describe('a key when a case is ready', () => {
  const ready = (over: Partial<Model> = {}, events: TimeEvent[] = []) =>
    on({ name: 'ready', ref: 'ref-1' }, events, over);
  const flipped = at(0, { type: 'assigned', case_ref: 'ref-1', arm: 'by_hand' });

  it.each(['Enter', 'Space'])('%s starts the clock', (name) => {
    const observed = ready({ plan: plan({ observer: 'person-9' }) });
    expect(press(observed, key(name), NOW)).toEqual({
      events: [started({ observer: 'person-9' }, 100)],
      view: RUNNING,
      note: '',
    });
  });

  it.each([
    [study(), [flipped], byHand],
    [study({ assignment: 'before_after' }), [flipped], { ...withPoc, assignment: 'before_after' as const }],
  ])('starts it in the arm of the case', (kind, events, over) => {
    expect(press(ready({ plan: kind }, events), key('Enter'), NOW).events).toEqual([started(over, 100)]);
  });

  it.each(['d', 'Esc'])('%s takes another case; nothing was begun', (name) => {
    expect(press(ready(), key(name), NOW)).toEqual({
      view: { name: 'ref', text: '' },
      note: 'ref-1 was not begun.',
    });
  });
});

describe('a key when a reason is asked for', () => {
  const asked = (text: string) => on({ name: 'reason', text, back: RUNNING }, [started()]);
  const REST: View = { name: 'ref', text: '' };
  it.each<Case>([
    {
      given: 'nothing typed',
      model: asked(''),
      key: '1',
      does: { events: [event({ type: 'discarded', reason: 'interrupted for good' })], view: REST },
    },
    {
      given: 'nothing typed',
      model: asked(''),
      key: '5',
      does: { events: [event({ type: 'discarded', reason: 'not done as it is usually done' })], view: REST },
    },
    {
      given: 'nothing typed',
      model: asked(''),
      key: '6',
      does: { view: { name: 'reason', text: '6', back: RUNNING } },
    },
    {
      given: 'a word',
      model: asked('fire '),
      key: '1',
      does: { view: { name: 'reason', text: 'fire 1', back: RUNNING } },
    },
    {
      given: 'a word',
      model: asked(' fire '),
      key: 'Enter',
      does: { events: [event({ type: 'discarded', reason: 'fire' })], view: REST },
    },
    {
      given: 'nothing typed',
      model: asked(''),
      key: 'Enter',
      does: { note: 'Pick a reason, or type one: the row says why it is not counted.' },
    },
    { given: 'a word', model: asked('fire'), key: 'Esc', does: { view: RUNNING } },
  ])('$key, $given', ({ model, key: name, does }) => {
    expect(press(model, key(name), NOW)).toEqual(does);
  });
});

describe('a key when the performer is asked for', () => {
  const BACK: View = { name: 'ref', text: '' };
  const asked = (text: string, over: Partial<Model> = {}, events: TimeEvent[] = []) =>
    on({ name: 'performer', text, back: BACK }, events, over);
  const nobody = { state: { ...on(BACK).state, performer: null } };
  it.each<Case>([
    {
      given: 'a name',
      model: asked(' person-2 '),
      key: 'Enter',
      does: {
        events: [event({ type: 'performer', performer: 'person-2', running: false })],
        view: BACK,
        note: '',
      },
    },
    {
      given: 'a name, while a case runs',
      model: asked('person-2', {}, [started()]),
      key: 'Enter',
      does: {
        events: [event({ type: 'performer', performer: 'person-2', running: true })],
        view: BACK,
        note: '',
      },
    },
    { given: 'none, where one is known', model: asked(''), key: 'Enter', does: { view: BACK } },
    { given: 'anything', model: asked('x'), key: 'Esc', does: { view: BACK } },
    {
      given: 'none at all',
      model: asked('', nobody),
      key: 'Enter',
      does: { note: 'Type who does the work: a pseudonym, such as person-1.' },
    },
    {
      given: 'none at all',
      model: asked('', nobody),
      key: 'Esc',
      does: { view: { name: 'performer', text: '', back: BACK } },
    },
  ])('$key, $given', ({ model, key: name, does }) => {
    expect(press(model, key(name), NOW)).toEqual(does);
  });
});

describe('a key when the clock was not seen for a while', () => {
  const gap = on({ name: 'gap', from: NINE + 10_000, to: NINE + 90_000, back: RUNNING }, [
    started(),
    at(10, { type: 'beat' }),
  ]);
  it.each([
    ['y', true, 'Counted as an interruption.'],
    ['n', false, 'Counted as work.'],
  ])('%s says whether it was an interruption', (name, interruption, note) => {
    expect(press(gap, key(name), NOW)).toEqual({
      events: [at(90, { type: 'gap', from: stamp(10), interruption }), event({ type: 'beat' })],
      view: RUNNING,
      note,
    });
  });

  it.each(['Enter', 'd', 'Space'])('%s asks again', (name) => {
    expect(press(gap, key(name), NOW)).toEqual({ note: 'Press y or n.' });
  });

  it('Ctrl-C leaves it to be asked the next time', () => {
    expect(press(gap, key('Ctrl-C'), NOW)).toEqual({ over: true });
  });
});

describe('a key when a case is offered that was left on the clock', () => {
  const VIEW: View = { name: 'resume', at: NOW };
  const left = on(VIEW, [started(), at(40, { type: 'beat' })]);
  const paused = on(VIEW, [started(), at(40, { type: 'paused' })]);
  const ahead = on(VIEW, [started({}, 60), at(160, { type: 'beat' })]);
  const gap = (interruption: boolean) => event({ type: 'gap', from: stamp(40), interruption });
  it.each<Case>([
    { given: 'running', model: left, key: 'c', does: { events: [gap(true)], view: RUNNING, note: '' } },
    { given: 'running', model: left, key: 'Enter', does: { events: [gap(true)], view: RUNNING, note: '' } },
    { given: 'running', model: left, key: 'w', does: { events: [gap(false)], view: RUNNING, note: '' } },
    {
      given: 'paused',
      model: paused,
      key: 'c',
      does: { events: [event({ type: 'beat' })], view: RUNNING, note: '' },
    },
    {
      given: 'a clock that was put back',
      model: ahead,
      key: 'c',
      does: { events: [event({ type: 'moved_back', by_ms: 60_000 })], view: RUNNING, note: '' },
    },
    {
      given: 'running',
      model: left,
      key: 's',
      does: { events: [at(40, { type: 'stopped' })], view: { name: 'ref', text: '' }, note: '' },
    },
    {
      given: 'running',
      model: left,
      key: 'd',
      does: { view: { name: 'reason', text: '', back: VIEW }, note: '' },
    },
    { given: 'running', model: left, key: 'q', does: { over: true } },
    { given: 'running', model: left, key: 'Ctrl-C', does: { over: true } },
    { given: 'running', model: left, key: 'Space', does: {} },
  ])('$key, $given', ({ model, key: name, does }) => {
    expect(press(model, key(name), NOW)).toEqual(does);
  });
});

describe('leaving while a case is on the clock', () => {
  const leaving = on({ name: 'leave' }, [started()]);
  it('is confirmed with y, and the case was seen until then', () => {
    expect(press(leaving, key('y'), NOW)).toEqual({ events: [event({ type: 'beat' })], over: true });
  });
  it.each(['n', 'Enter', 'Esc', 'x'])('%s stays', (name) => {
    expect(press(leaving, key(name), NOW)).toEqual({ view: RUNNING, note: 'The clock runs on.' });
  });
});

it('any key leaves the help', () => {
  expect(press(on({ name: 'help', back: RUNNING }, [started()]), key('d'), NOW)).toEqual({ view: RUNNING });
});
