import type { Manifest } from '../../contract/manifest.ts';
import type { UsageEvent } from '../../contract/usage.ts';
import { dayOf } from '../clock.ts';
import { isBuilder } from '../named-users.ts';
import { caseKey, nameKey } from '../names.ts';
import type { Row } from '../reading.ts';

/** A line of the usage export, with where it stands. */
export type Use = Row<UsageEvent>;

/** Offering it is not using it. */
export const isAttempt = ({ value }: Use): boolean => value.event !== 'offered';

/** What was begun and came to nothing that anybody noted is no case done, nor one given up. */
export const hasEnd = (row: Use): boolean => isAttempt(row) && row.value.event !== 'started';

const DONE: ReadonlySet<UsageEvent['event']> = new Set(['completed', 'accepted', 'edited', 'rejected']);

/** An output that somebody got and answered. What was given up, or ended by hand, was not done with it. */
export const isDone = ({ value }: Use): boolean => DONE.has(value.event);

/** Beyond these a zone can push a year out of four digits, and a day would no longer be `YYYY-MM-DD`. */
const [EARLIEST, LATEST] = [Date.parse('0001-01-08T00:00:00Z'), Date.parse('9999-12-31T00:00:00Z')];

/** In milliseconds. */
export const momentOf = ({ value }: Use): number =>
  Math.min(LATEST, Math.max(EARLIEST, Date.parse(value.ts)));

/** `YYYY-MM-DD` in UTC. */
export const dayOfEvent = (row: Use): string => dayOf(new Date(momentOf(row)));

/** @returns who answered an output. Whoever hands items in does not, also where one of them falls back to a person. */
export const doersIn = (rows: readonly Use[]): ReadonlySet<string> => usersIn(rows.filter(isDone));

/** @returns what those who did not build it did, in the order given. */
export function realUse(usage: readonly Use[], authors: readonly string[]): Use[] {
  const builders = new Map<string, boolean>();
  return usage.filter(({ value: { user, role } }) => {
    const known = builders.get(user) ?? isBuilder({ pseudonym: user, role, acknowledged_on: null }, authors);
    builders.set(user, known);
    return !known;
  });
}

/** @returns the users of `poc.yaml` who did not build it, as names are compared. */
export const rosterOf = (users: Manifest['users'], authors: readonly string[]): ReadonlySet<string> =>
  new Set(users.filter((user) => !isBuilder(user, authors)).map(({ pseudonym }) => nameKey(pseudonym)));

/** @returns what the people of a roster did. */
export const useOf = (usage: readonly Use[], roster: ReadonlySet<string>): Use[] =>
  usage.filter(({ value }) => roster.has(nameKey(value.user)));

/** @returns how many cases there are, each once. */
export const casesIn = (rows: readonly Use[]): number =>
  new Set(rows.map(({ value }) => caseKey(value.case_ref))).size;

/** @returns who there is, as names are compared. */
export const usersIn = (rows: readonly Use[]): ReadonlySet<string> =>
  new Set(rows.map(({ value }) => nameKey(value.user)));
