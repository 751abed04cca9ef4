import type { Line } from './layout.ts';
import { nextCase } from './ledger.ts';
import type { Model, View, ViewOf } from './model.ts';
import { REASONS } from './press.ts';
import { type Running, usesTool } from './running.ts';
import { refKey } from './state.ts';
import { ARM_WORDS, clock } from './words.ts';

type Show<T> = { [N in View['name']]: (view: ViewOf<N>, model: Model, now: number) => T };

/** Where the next character goes. */
const CURSOR = '▏';

/** @returns what is asked or told, beside the clock. */
export function bodyOf(model: Model, now: number): Pick<Line, 'text' | 'style'>[] {
  const show = BODIES[model.view.name] as (view: View, model: Model, now: number) => string[];
  const words = show(model.view, model, now).map((text) => ({ text }));
  return model.view.name === 'ready' ? [...armToTake(model.view, model), ...words] : words;
}

/** How the case is to be done. It stands out: whoever overlooks it does it the other way. */
function armToTake({ ref }: ViewOf<'ready'>, { plan, state }: Model): Pick<Line, 'text' | 'style'>[] {
  const arm = plan.assignment === 'before_after' ? 'with_poc' : state.arms.get(refKey(ref));
  return plan.assignment === null || arm === undefined ? [] : [{ text: ARM_WORDS[arm], style: 'strong' }];
}

const BODIES: Show<string[]> = {
  between: (_view, { plan, ledger }) => {
    const next = plan.cases === null ? null : nextCase(plan.cases, ledger);
    return [next === null ? 'No case is on the clock.' : `Next case: ${next}`];
  },
  ref: ({ text }, { plan, ledger }) => {
    const next = plan.cases === null ? null : nextCase(plan.cases, ledger);
    const offer = text === '' && next !== null ? ` (Enter takes ${next})` : '';
    return [`Case: ${text}${CURSOR}${offer}`];
  },
  performer: ({ text }, { state }) => [
    state.running === null ? 'Who does the work?' : 'Who does this case, and the next ones?',
    `Performer: ${text}${CURSOR}${text === '' && state.performer !== null ? ` (Enter keeps ${state.performer})` : ''}`,
  ],
  ready: ({ ref }, { state }) => [`${ref} · ${state.performer ?? ''}`, 'Press Enter at the start event.'],
  running: () => [],
  reason: ({ text }) => [
    'Why is this case not counted?',
    ...REASONS.map((reason, at) => `  ${at + 1} ${reason}`),
    `Or type it: ${text}${CURSOR}`,
  ],
  gap: ({ from, to }) => [
    `Nobody saw the clock for ${clock(to - from)} (${timeOfDay(from)} to ${timeOfDay(to)}): the machine slept, or its clock was put forward.`,
    'Was that an interruption?',
  ],
  resume: ({ at }, { state: { running } }) => (running === null ? [] : [away(running, at)]),
  leave: () => ['The case stays on the clock. The next `poc time` asks how to go on. Leave?'],
  help: (_view, { state: { running }, plan }) => helpWords((running ?? plan).study === 'assisted'),
};

const timeOfDay = (ms: number): string => new Date(ms).toTimeString().slice(0, 5);

function away({ seenAt, pausedAt }: Running, at: number): string {
  if (at < seenAt)
    return `The clock of this machine now stands ${clock(seenAt - at)} before the last moment of this case.`;
  const paused = pausedAt === null ? '' : ' It was paused.';
  return `Last seen ${clock(at - seenAt)} ago, at ${timeOfDay(seenAt)}.${paused}`;
}

const helpWords = (isStudy: boolean): string[] => [
  'Enter or Space starts the clock. Space pauses it: an interruption, which is not counted. Enter stops it and saves the row.',
  ...(isStudy
    ? [
        't waiting for the tool, r review, f fix: each key begins a part and ends it. b: it ended by hand. o: done the other way than the coin said.',
      ]
    : []),
  'Everything is on the disk before the screen says so. Ctrl-C loses nothing.',
];

/** @returns the keys that do something now. */
export function keysOf(model: Model): string[] {
  const show = KEYS[model.view.name] as (view: View, model: Model) => string[];
  return show(model.view, model);
}

const ALWAYS = ['p performer', 'q quit', '? help'];

const KEYS: Show<string[]> = {
  between: (_view, { plan }) => [
    plan.cases === null ? 'Enter next case' : 'Enter take it',
    'r type a reference',
    ...ALWAYS,
  ],
  ref: ({ text }) =>
    text === '' ? ['Enter take it', 'Esc other keys', '? help'] : ['Enter take it', 'Esc clear'],
  performer: (_view, { state }) => ['Enter confirm', ...(state.performer === null ? [] : ['Esc back'])],
  ready: () => ['Enter start', 'd not this one', ...ALWAYS],
  running: (_view, { state: { running } }) => (running === null ? [] : runningKeys(running)),
  reason: () => ['1–5 pick', 'Enter take what was typed', 'Esc back'],
  gap: () => ['y interruption', 'n worked on'],
  resume: ({ at }, { state: { running } }) => (running === null ? [] : resumeKeys(running, at)),
  leave: () => ['y leave', 'n stay'],
  help: () => ['any key goes back'],
};

function runningKeys(running: Running): string[] {
  const keys = [
    'Enter stop and save',
    running.pausedAt === null ? 'Space pause' : 'Space go on',
    'd discard',
    ...ALWAYS,
  ];
  if (running.study !== 'assisted') return keys;
  const parts = usesTool(running) ? ['t tool', 'r review', 'f fix', 'b fell back'] : [];
  return [...parts, 'o other way', ...keys];
}

function resumeKeys({ pausedAt, seenAt }: Running, at: number): string[] {
  const isKnown = pausedAt === null && at >= seenAt;
  const goOn = isKnown ? ['c go on, was interrupted', 'w go on, worked on meanwhile'] : ['c go on'];
  return [...goOn, 's stop at that moment', 'd discard', 'q leave it'];
}
