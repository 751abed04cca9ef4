import { iso, type TimeEvent } from './event.ts';
import type { Key } from './key.ts';
import { armInLedger, nextCase, timedIn } from './ledger.ts';
import { isAway, type Model, restingView, type Step, type View, type ViewOf } from './model.ts';
import { pressResume, pressRunning } from './press-running.ts';
import { refKey } from './state.ts';
import { typed } from './typed.ts';

type Press<N extends View['name']> = (model: Model, view: ViewOf<N>, key: Key, now: number) => Step;

/** @returns what a key means on the screen that is shown. Ctrl-C leaves from everywhere: nothing is lost by it. */
export function press(model: Model, key: Key, now: number): Step {
  if (key.key === 'interrupt') return leave(model, now);
  const handler = VIEWS[model.view.name] as (model: Model, view: View, key: Key, now: number) => Step;
  return handler(model, model.view, key, now);
}

const VIEWS: { [N in View['name']]: Press<N> } = {
  between: (model, view, key, now) => {
    if (key.key === 'text' && key.pasted) return { view: { name: 'ref', text: key.text } };
    const chosen = typed(key);
    if (chosen === 'enter' || chosen === ' ') return takeNext(model, now);
    if (chosen === 'r') return { view: { name: 'ref', text: '' }, note: '' };
    return pressAnywhere(model, view, chosen);
  },
  ref: (model, view, key, now) => {
    if (key.key === 'enter') return view.text === '' ? takeNext(model, now) : choose(model, view.text, now);
    if (key.key === 'escape') return { view: view.text === '' ? { name: 'between' } : { ...view, text: '' } };
    if (view.text === '' && typed(key) === '?') return help(view);
    return { view: { ...view, text: edited(view.text, key) } };
  },
  performer: (model, view, key, now) => {
    const { performer, running } = model.state;
    if (key.key === 'escape' && performer !== null) return { view: view.back };
    if (key.key !== 'enter') return { view: { ...view, text: edited(view.text, key) } };
    const name = view.text.trim();
    if (name === '' && performer !== null) return { view: view.back };
    if (name === '') return { note: 'Type who does the work: a pseudonym, such as person-1.' };
    const event: TimeEvent = { type: 'performer', at: iso(now), performer: name, running: running !== null };
    return { events: [event], view: view.back, note: '' };
  },
  ready: (model, view, key, now) => {
    const chosen = typed(key);
    if (chosen === 'enter' || chosen === ' ') return start(model, view.ref, now);
    if (chosen === 'd' || chosen === 'escape')
      return { view: restingView(model), note: `${view.ref} was not begun.` };
    return pressAnywhere(model, view, chosen);
  },
  running: pressRunning,
  reason: (model, view, key, now) => {
    if (key.key === 'escape') return { view: view.back };
    const picked = view.text === '' ? REASONS[Number(typed(key)) - 1] : undefined;
    const reason = picked ?? (key.key === 'enter' ? view.text.trim() : null);
    if (reason === null) return { view: { ...view, text: edited(view.text, key) } };
    if (reason === '') return { note: 'Pick a reason, or type one: the row says why it is not counted.' };
    return { events: [{ type: 'discarded', at: iso(now), reason }], view: restingView(model) };
  },
  gap: (_model, view, key, now) => {
    const chosen = typed(key);
    if (chosen !== 'y' && chosen !== 'n') return { note: 'Press y or n.' };
    const interruption = chosen === 'y';
    const at = iso(Math.max(view.to, now));
    return {
      events: [
        { type: 'gap', at: iso(view.to), from: iso(view.from), interruption },
        { type: 'beat', at },
      ],
      view: view.back,
      note: interruption ? 'Counted as an interruption.' : 'Counted as work.',
    };
  },
  resume: pressResume,
  leave: (model, _view, key, now) =>
    typed(key) === 'y' ? leave(model, now) : { view: { name: 'running' }, note: 'The clock runs on.' },
  help: (_model, view) => ({ view: view.back }),
};

/** Why a case is not counted: what happens most, on one key each. */
export const REASONS = [
  'interrupted for good',
  'not an eligible case',
  'clock started late',
  'clock stopped late',
  'not done as it is usually done',
] as const;

/** A case that stays on the clock was seen until now, unless that is what is asked. */
function leave({ state, view }: Model, now: number): Step {
  return state.running === null || isAway(view)
    ? { over: true }
    : { events: [{ type: 'beat', at: iso(now) }], over: true };
}

const help = (back: View): Step => ({ view: { name: 'help', back } });

function pressAnywhere(model: Model, back: View, chosen: string): Step {
  if (chosen === 'p') return { view: { name: 'performer', text: '', back } };
  if (chosen === 'q') return { over: true };
  if (chosen === '?') return help(back);
  return model.note === '' ? {} : { note: '' };
}

function edited(text: string, key: Key): string {
  if (key.key === 'backspace') return [...text].slice(0, -1).join('');
  if (key.key === 'clear') return '';
  return key.key === 'text' ? text + key.text : text;
}

function takeNext(model: Model, now: number): Step {
  const { plan, ledger } = model;
  if (plan.cases === null) {
    return { view: { name: 'ref', text: '' }, note: 'Type or paste the reference of the case.' };
  }
  const next = nextCase(plan.cases, ledger);
  if (next === null)
    return { note: 'Every case of the list was timed or discarded. Press r to type another.' };
  return choose(model, next, now);
}

/** The coin falls before the case begins, and once for each case: its arm is written down before anybody sees it. */
function choose(model: Model, text: string, now: number): Step {
  const { plan, ledger, state } = model;
  const ref = text.trim();
  if (ref === '') return { note: 'Type or paste the reference of the case.' };
  const file = timedIn(ledger, ref) ?? state.unsaved.find(({ cells }) => isSame(cells.case_ref, ref))?.file;
  if (file !== undefined)
    return {
      view: restingView(model),
      note: `${ref} is timed already (${plan.files[file]}). Take another case.`,
    };
  const view: View = { name: 'ready', ref };
  if (plan.assignment !== 'coin_flip' || state.arms.has(refKey(ref))) return { view, note: '' };
  const arm = armInLedger(ledger, ref) ?? plan.flip();
  return { events: [{ type: 'assigned', at: iso(now), case_ref: ref, arm }], view, note: '' };
}

const isSame = (a: string | undefined, b: string): boolean => refKey(a ?? '') === refKey(b);

function start({ plan, state }: Model, ref: string, now: number): Step {
  const { study, assignment, observer, task } = plan;
  const arms = { coin_flip: state.arms.get(refKey(ref)) ?? null, before_after: 'with_poc' } as const;
  const event: TimeEvent = {
    type: 'started',
    at: iso(now),
    case_ref: ref,
    performer: state.performer ?? '',
    observer,
    task: task.digest,
    study,
    assignment,
    arm: assignment === null ? null : arms[assignment],
  };
  return { events: [event], view: { name: 'running' }, note: '' };
}
