import type { Seed } from '../../contract/eligible.ts';
import { dayOf, yetToCome } from '../clock.ts';
import { shortId } from '../named-ids.ts';
import { caseKey } from '../names.ts';
import type { Row } from '../reading.ts';
import type { Use } from './events.ts';

/** Why seeds show nothing, with the lines that show it. `what` is a sentence without its full stop. */
export type SeedFault = { what: string; rows: readonly Row<Seed>[]; remedy: string };

/** Words by which whoever reads a case id knows that it is none of today's work. */
const MARKS = ['seed', 'test', 'dummy', 'fake', 'wrong', 'canary', 'honeypot', 'demo'] as const;
/** What fewer have in common they have by chance. */
const ENOUGH = 5;
/** An exam is not blind. */
const MOST_OF_ONE_DAY = 0.5;

/** @returns what gives the seeds away, or makes fewer of them than there are; nothing where all is in order */
export function seedFaults(seeds: readonly Row<Seed>[], usage: readonly Use[], now: Date): SeedFault[] {
  const early = seeds.filter(({ value }) => yetToCome(value.shown_at, now));
  const ids = again(seeds, ({ seed_id: id }) => id);
  const cases = again(seeds, ({ case_ref: ref }) => caseKey(ref));
  const faults: SeedFault[] = [
    {
      what: `${early.length} of ${seeds.length} seeds were shown on a day that is yet to come`,
      rows: early,
      remedy: 'Correct the dates of these lines.',
    },
    {
      what: `${ids.length} of ${seeds.length} seeds have the id of another one, and who has seen a seed knows it`,
      rows: ids,
      remedy: 'Make a new error for each, with an id of its own.',
    },
    {
      what: `${cases.length} of ${seeds.length} seeds are of a case that was seeded before`,
      rows: cases,
      remedy: 'Seed each case once.',
    },
    ...given(seeds, usage),
    ...onOneDay(seeds),
  ];
  return faults.filter(({ rows }) => rows.length > 0);
}

function again(seeds: readonly Row<Seed>[], keyOf: (seed: Seed) => string): Row<Seed>[] {
  const seen = new Set<string>();
  return seeds.filter(({ value }) => {
    const key = keyOf(value);
    const before = seen.has(key);
    seen.add(key);
    return before;
  });
}

/** A sign counts only where no other case bears it: in a trade of seeds every case may say so. */
function given(seeds: readonly Row<Seed>[], usage: readonly Use[]): SeedFault[] {
  const refs = seeds.map(({ value }) => caseKey(value.case_ref));
  const seeded = new Set(refs);
  const others = usage.map(({ value }) => caseKey(value.case_ref)).filter((ref) => !seeded.has(ref));
  const sign = signsOf(refs, others).find(({ on }) => refs.some(on) && !others.some(on));
  if (sign === undefined) return [];
  const rows = seeds.filter(({ value }) => sign.on(caseKey(value.case_ref)));
  return [
    {
      what: `The case_ref of ${rows.length} of ${seeds.length} seeds ${sign.what}, and that of no other case does`,
      rows,
      remedy: 'Seed errors into cases of the day, under their own ids.',
    },
  ];
}

type Sign = { what: string; on: (ref: string) => boolean };

function signsOf(refs: readonly string[], others: readonly string[]): Sign[] {
  const words = MARKS.map((word) => ({ what: `says “${word}”`, on: (ref: string) => ref.includes(word) }));
  if (refs.length < ENOUGH || others.length === 0) return words;
  const [start, end] = [sharedStart(refs), turned(sharedStart(refs.map(turned)))];
  return [
    ...words,
    ...(start === ''
      ? []
      : [{ what: `begins with “${shortId(start)}”`, on: (ref: string) => ref.startsWith(start) }]),
    ...(end === '' ? [] : [{ what: `ends with “${shortId(end)}”`, on: (ref: string) => ref.endsWith(end) }]),
  ];
}

const turned = (text: string): string => [...text].reverse().join('');

function sharedStart(all: readonly string[]): string {
  const [first = '', ...rest] = all;
  let length = 0;
  while (length < first.length && rest.every((one) => one[length] === first[length])) length += 1;
  return first.slice(0, length);
}

function onOneDay(seeds: readonly Row<Seed>[]): SeedFault[] {
  const dayOfSeed = ({ value }: Row<Seed>) => dayOf(new Date(value.shown_at));
  const days = new Map<string, number>();
  for (const row of seeds) days.set(dayOfSeed(row), (days.get(dayOfSeed(row)) ?? 0) + 1);
  const exam = [...days].find(([, count]) => count > seeds.length * MOST_OF_ONE_DAY);
  if (exam === undefined || seeds.length < ENOUGH) return [];
  const [day, count] = exam;
  return [
    {
      what: `${count} of ${seeds.length} seeds were shown on ${day}: that is an exam, and everybody knows it`,
      rows: seeds.filter((row) => dayOfSeed(row) === day),
      remedy: 'Seed a few a week among the work of the day.',
    },
  ];
}
