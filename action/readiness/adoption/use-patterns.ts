import { dayOf } from '../clock.ts';
import { shortId } from '../named-ids.ts';
import { caseKey, nameKey } from '../names.ts';
import { isDone, momentOf, type Use } from './events.ts';
import { regularUse } from './regular-use.ts';

/** Something in a usage export that people at work do not produce, with the lines that show it (gate.md, T10). */
export type UsePattern = { what: string; rows: readonly Use[]; remedy: string };

/** When the work of others is closed in the system of record: case, moment, and whoever closed it. */
export type Closed = readonly { case_ref: string; closed_at: string; closed_by: string }[];

const AN_EXPORT = 'Export the events of the running system as they are, without adding or changing any.';

/**
 * @param usage what those did who count, in the days that count
 * @param before what they did at any time: a day that was copied from an older export shows there
 */
export function usePatterns(usage: readonly Use[], before: readonly Use[], closed: Closed): UsePattern[] {
  return [
    ...repeated(usage),
    ...byUser(usage).flatMap((own) => {
      const { user } = (own[0] as Use).value;
      const others = closed.filter(({ closed_by: by }) => nameKey(by) !== nameKey(user));
      const all = before.filter(({ value }) => nameKey(value.user) === nameKey(user));
      return [...regularUse(own, all), ...quick(own), ...offHours(own, others)];
    }),
  ].map((pattern) => ({ remedy: AN_EXPORT, ...pattern }));
}

type Found = Omit<UsePattern, 'remedy'> & { remedy?: string };

function byUser(usage: readonly Use[]): Use[][] {
  const users = new Map<string, Use[]>();
  for (const row of usage) {
    const key = nameKey(row.value.user);
    const own = users.get(key) ?? [];
    users.set(key, own);
    own.push(row);
  }
  return [...users.values()];
}

function repeated(usage: readonly Use[]): Found[] {
  const seen = new Map<string, Use>();
  const twice = usage.filter((row) => {
    const { event, user, case_ref: ref, ts } = row.value;
    const key = JSON.stringify([event, nameKey(user), caseKey(ref), Date.parse(ts)]);
    const again = seen.has(key);
    seen.set(key, row);
    return again;
  });
  if (twice.length === 0) return [];
  return [
    {
      what: `${twice.length} of ${usage.length} events are in the export twice`,
      rows: twice,
      remedy: 'Keep each event once: take out the export that holds what another one holds.',
    },
  ];
}

/** Ten outputs in a minute are six seconds each, to open, read and answer: some 24 words. */
const QUICK = { cases: 10, ms: 60_000, span: 'a minute' } as const;
/** Work at an hour when nobody else works may be real; ten cases in ten minutes of it are a script until shown. */
const OFF = { cases: 10, ms: 10 * 60_000, span: 'ten minutes' } as const;
/** Fewer closings of others do not say which hours are worked. */
const ENOUGH_OTHERS = 100;

function quick(own: readonly Use[]): Found[] {
  const rows = burst(own, QUICK);
  return rows.length === 0 ? [] : [{ what: `${told(rows)} in ${QUICK.span}`, rows }];
}

/** The system of record knows the hours: off hours are those of a day (UTC) in which nobody else ever closed a case. */
function offHours(own: readonly Use[], others: Closed): Found[] {
  if (others.length < ENOUGH_OTHERS) return [];
  const hours = new Set(others.map(({ closed_at: at }) => new Date(at).getUTCHours()));
  const alone = own.filter((row) => !hours.has(new Date(momentOf(row)).getUTCHours()));
  const rows = burst(alone, OFF);
  if (rows.length === 0) return [];
  const when = new Date(momentOf(rows[0] as Use)).toISOString().slice(0, 16).replace('T', ' ');
  return [
    {
      what: `${told(rows)} in ${OFF.span} from ${when} UTC on, an hour in which nobody else closes a case`,
      rows,
    },
  ];
}

const told = (rows: readonly Use[]): string =>
  `${shortId((rows[0] as Use).value.user)} did ${casesOf(rows)} cases on ${dayOf(new Date(momentOf(rows[0] as Use)))}`;

const casesOf = (rows: readonly Use[]): number =>
  new Set(rows.map(({ value }) => caseKey(value.case_ref))).size;

/** @returns the first events that do so many cases in so short a time; none where there are none */
function burst(own: readonly Use[], { cases, ms }: { cases: number; ms: number }): Use[] {
  const done = own.filter(isDone).sort((a, b) => momentOf(a) - momentOf(b));
  const counts = new Map<string, number>();
  const count = (row: Use, by: number) => {
    const key = caseKey(row.value.case_ref);
    const left = (counts.get(key) ?? 0) + by;
    if (left === 0) counts.delete(key);
    else counts.set(key, left);
  };
  let from = 0;
  for (const [to, row] of done.entries()) {
    count(row, 1);
    for (; momentOf(row) - momentOf(done[from] as Use) > ms; from += 1) count(done[from] as Use, -1);
    if (counts.size >= cases) return done.slice(from, to + 1);
  }
  return [];
}
