import { iso, type Part, type TimeEvent } from './event.ts';
import type { Key } from './key.ts';
import { type Model, restingView, type Step, type ViewOf } from './model.ts';
import { type Running, usesTool, workedAt } from './running.ts';
import { typed } from './typed.ts';

/** Shorter than this is a finger that slipped. */
const SHORTEST = 1000;

/** @returns what a key means while a case is on the clock. */
export function pressRunning(model: Model, view: ViewOf<'running'>, key: Key, now: number): Step {
  const { running } = model.state;
  if (running === null) return { view: restingView(model) };
  const command = COMMANDS[typed(key)] ?? studyCommand(running, typed(key));
  return command?.(model, running, now) ?? (typed(key) === '?' ? { view: { name: 'help', back: view } } : {});
}

type Run = (model: Model, running: Running, now: number) => Step;

const one = (event: TimeEvent, note = ''): Step => ({ events: [event], note });

const COMMANDS: Readonly<Record<string, Run>> = {
  ' ': (_model, { pausedAt }, now) => one({ type: pausedAt === null ? 'paused' : 'resumed', at: iso(now) }),
  enter: (model, running, now) => stop(model, running, now),
  d: ({ view }) => ({ view: { name: 'reason', text: '', back: view }, note: '' }),
  p: ({ view }) => ({ view: { name: 'performer', text: '', back: view }, note: '' }),
  q: () => ({ view: { name: 'leave' }, note: '' }),
};

function stop(model: Model, running: Running, at: number): Step {
  if (workedAt(running, at) < SHORTEST)
    return { note: 'That is less than a second of work. Press d to discard the case.' };
  return { events: [{ type: 'stopped', at: iso(at) }], view: restingView(model), note: '' };
}

const PART_KEYS: Readonly<Record<string, Part>> = { t: 'tool', r: 'review', f: 'fix' };

function studyCommand(running: Running, chosen: string): Run | undefined {
  if (running.study !== 'assisted') return undefined;
  if (chosen === 'o')
    return (_model, { followed }, now) => one({ type: 'followed', at: iso(now), yes: !followed });
  const part = PART_KEYS[chosen];
  if (part === undefined && chosen !== 'b') return undefined;
  if (!usesTool(running))
    return () => ({ note: 'By hand there is no tool to wait for, to review or to put right.' });
  if (part === undefined)
    return (_model, { fellBack }, now) => one({ type: 'fell_back', at: iso(now), yes: !fellBack });
  return (_model, { part: open }, now) =>
    one({ type: 'part', at: iso(now), part: open === part ? null : part });
}

/** @returns what a key means while a case is offered that the last session left on the clock. */
export function pressResume(model: Model, view: ViewOf<'resume'>, key: Key): Step {
  const { running } = model.state;
  if (running === null) return { view: restingView(model) };
  switch (typed(key)) {
    case 'enter':
    case 'c':
      return { events: goOn(running, view.at, true), view: { name: 'running' }, note: '' };
    case 'w':
      return { events: goOn(running, view.at, false), view: { name: 'running' }, note: '' };
    case 's':
      return stop(model, running, running.seenAt);
    case 'd':
      return { view: { name: 'reason', text: '', back: view }, note: '' };
    case 'q':
      return { over: true };
    default:
      return {};
  }
}

/** The time away is an interruption or work; where the clock was put back meanwhile, nobody can say how long it was. */
function goOn({ seenAt, pausedAt }: Running, now: number, interruption: boolean): TimeEvent[] {
  const at = iso(now);
  if (now < seenAt) return [{ type: 'moved_back', at, by_ms: seenAt - now }];
  return pausedAt === null ? [{ type: 'gap', at, from: iso(seenAt), interruption }] : [{ type: 'beat', at }];
}
