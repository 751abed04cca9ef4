import { describe } from '../../statistics/describe.ts';
import { timingsNeeded } from '../../statistics/time-study.ts';
import { printable } from '../../text/printable.ts';
import { atMost, fitted, joined, type Line, type Size, wrapped } from './layout.ts';
import type { Done } from './ledger.ts';
import type { Model } from './model.ts';
import { interruptedAt, partsAt, type Running, workedAt } from './running.ts';
import { bodyOf, keysOf } from './screen-views.ts';
import { ARM_WORDS, clock, MINUTE } from './words.ts';

const BLANK: Line = { text: '', rank: 3 };

/** @returns the lines of the screen, none wider than it and no more than it has. */
export function screen(model: Model, now: number, { columns, rows }: Size): Line[] {
  // What is written into the last column is taken away again by what erases the rest of the line.
  const width = Math.max(10, columns - 1);
  const isHelp = model.view.name === 'help';
  const lines: Line[] = [
    { text: titleOf(model), style: 'faint', rank: 2 },
    ...(isHelp ? [] : taskLines(model, width)),
    BLANK,
    ...clockLines(model, now, width),
    ...bodyLines(model, now, width),
    BLANK,
    ...joined(keysOf(model), width).map((text): Line => ({ text, style: 'faint', rank: 1 })),
    BLANK,
    ...(isHelp ? [] : noteLines(model, width)),
    ...(isHelp ? [] : countLines(model, width)),
  ];
  const cut = (text: string) => [...printable(text)].slice(0, width).join('');
  return fitted(lines, rows).map((line) => ({ ...line, text: cut(line.text) }));
}

function bodyLines(model: Model, now: number, width: number): Line[] {
  const lines = bodyOf(model, now).flatMap(({ text, style }) =>
    wrapped(text, width).map((line): Line => ({ text: line, rank: 0, ...(style && { style }) })),
  );
  return model.state.running === null || lines.length === 0 ? lines : [BLANK, ...lines];
}

const titleOf = ({ state, plan }: Model): string => {
  const { study, assignment } = state.running ?? plan;
  if (study === 'timings') return 'poc time: today’s work, by hand';
  return assignment === 'coin_flip' ? 'poc time: study, by coin flip' : 'poc time: study, with the tool';
};

/** When to press: the event that comes next stands out. */
function taskLines({ plan, state, view }: Model, width: number): Line[] {
  const isRunning = state.running !== null;
  const event = (label: string, text: string, isNext: boolean): Line[] =>
    atMost(wrapped(`${label} ${printable(text)}`, width, ' '.repeat(label.length + 1)), 3).map((line) => ({
      text: line,
      ...(isNext ? { style: 'strong' } : {}),
      rank: 0,
    }));
  return [
    ...event('Start:', plan.task.start, view.name === 'ready'),
    ...event('Stop: ', plan.task.stop, isRunning),
  ];
}

function clockLines({ state: { running }, view }: Model, now: number, width: number): Line[] {
  if (running === null) return [];
  const at = view.name === 'resume' ? running.seenAt : now;
  const arm = running.arm === null ? [] : [ARM_WORDS[running.arm]];
  const who = [printable(running.caseRef), printable(running.performer), ...arm].join(' · ');
  return [
    { text: `  ${clock(workedAt(running, at))}  ${mode(running, view.name)}`, style: 'strong', rank: 0 },
    ...wrapped(who, width - 2).map((text): Line => ({ text: `  ${text}`, rank: 0 })),
    ...joined(details(running, at), width - 2, ' · ').map((text): Line => ({ text: `  ${text}`, rank: 0 })),
  ];
}

function mode({ pausedAt, part }: Running, view: Model['view']['name']): string {
  if (view === 'resume') return 'was on the clock';
  if (pausedAt !== null) return 'PAUSED';
  return part === null ? 'running' : PART_WORDS[part];
}

const PART_WORDS = { tool: 'waiting for the tool', review: 'review', fix: 'fix' } as const;

function details(running: Running, at: number): string[] {
  const parts = partsAt(running, at);
  const interrupted = interruptedAt(running, at);
  return [
    ...(interrupted === 0 ? [] : [`interrupted ${clock(interrupted)}`]),
    ...(['tool', 'review', 'fix'] as const).flatMap((part) =>
      parts[part] === undefined ? [] : [`${part} ${clock(parts[part])}`],
    ),
    ...(running.fellBack ? ['fell back to doing it by hand'] : []),
    ...(running.followed ? [] : ['done the other way (refused)']),
  ];
}

const noteLines = ({ note }: Model, width: number): Line[] =>
  note === '' ? [] : wrapped(note, width).map((text): Line => ({ text, style: 'strong', rank: 0 }));

/** How many there are, and how many more are needed. */
function countLines({ plan, ledger, state }: Model, width: number): Line[] {
  const done = ledger[plan.study];
  const texts =
    plan.study === 'timings'
      ? [`${counted(done)}${moreFor(done, plan.wanted)}`]
      : [
          `With the tool: ${counted(ofArm(done, 'with_poc'))}${moreFor(ofArm(done, 'with_poc'), plan.wanted)}`,
          ...(plan.assignment === 'coin_flip' ? [`By hand: ${counted(ofArm(done, 'by_hand'))}`] : []),
        ];
  const kept = state.unsaved.map(({ file, cells }) => `${cells.case_ref} is not in ${plan.files[file]} yet.`);
  return [...kept, ...texts].flatMap((text) => wrapped(text, width)).map((text) => ({ text, rank: 1 }));
}

const ofArm = (done: readonly Done[], arm: Done['arm']): Done[] => done.filter((one) => one.arm === arm);

function counted(done: readonly Done[]): string {
  if (done.length === 0) return 'none timed yet';
  const described = describe(done.map(({ minutes }) => minutes));
  const needed = timingsNeeded(described);
  const precision = needed === null ? '' : `; ±10 % would take ${needed}`;
  return `${done.length} timed, mean ${clock(described.mean * MINUTE)}${precision}`;
}

function moreFor(done: readonly Done[], wanted: number | null): string {
  if (wanted === null) return '';
  return done.length >= wanted ? '; enough for the gate' : `; ${wanted - done.length} more for the gate`;
}
