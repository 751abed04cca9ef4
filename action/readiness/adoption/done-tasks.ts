import type { Evidence } from '../evidence.ts';
import { caseKey } from '../names.ts';
import { topShareIn } from './concentration.ts';
import { casesIn, dayOfEvent, isDone, momentOf, rosterOf, type Use, useOf, usersIn } from './events.ts';
import type { Share } from './share.ts';

/** What was done in a few days, by whom, and what of it counts. */
export type DoneTasks = {
  /** Events of the people of the roster. */
  all: readonly Use[];
  /** Cases that they did and that the system of record lists. */
  counted: { users: number; days: number; cases: number };
  /** Cases that it should list and does not: one row of each. */
  unknown: { cases: number; rows: readonly Use[] };
  /** Cases that were done after the extract ends: in no extract of closed cases yet. */
  later: number;
  /** Events of people who are not on the roster. */
  strangers: readonly Use[];
  top: Share | null;
};

/** @param recent the events of the days that count */
export function doneTasks(
  recent: readonly Use[],
  { eligible, manifest, authors }: Pick<Evidence, 'eligible' | 'manifest' | 'authors'>,
): DoneTasks {
  const roster = rosterOf(manifest.value.users, authors);
  const all = useOf(recent, roster);
  const known = new Set(eligible.rows.map(({ value }) => caseKey(value.case_ref)));
  const done = all.filter(isDone);
  const counted = done.filter(({ value }) => known.has(caseKey(value.case_ref)));
  const until = listedUntil(eligible);
  const others = eachCaseOnce(done.filter(({ value }) => !known.has(caseKey(value.case_ref))));
  const rows = others.filter((row) => momentOf(row) <= until);
  const ours = new Set(all);
  return {
    all,
    counted: {
      users: usersIn(counted).size,
      days: new Set(counted.map(dayOfEvent)).size,
      cases: casesIn(counted),
    },
    unknown: { cases: rows.length, rows },
    later: others.length - rows.length,
    strangers: recent.filter((row) => !ours.has(row)),
    top: topShareIn(counted),
  };
}

/** A case that was answered after the last one was closed may be open still. */
const listedUntil = ({ rows }: Evidence['eligible']): number =>
  rows.reduce((last, { value }) => Math.max(last, Date.parse(value.closed_at)), Number.NEGATIVE_INFINITY);

const eachCaseOnce = (rows: readonly Use[]): Use[] => [
  ...new Map(rows.map((row) => [caseKey(row.value.case_ref), row])).values(),
];
