import { isMeasured } from '../../contract/timings.ts';
import { nameKey } from '../names.ts';
import type { Row } from '../reading.ts';

type Observed = { performer: string; started_at: string; method: string };

/** Rows that count, and those at the start of which somebody still got used to being timed. */
export type Counted<T> = { counted: Row<T>[]; warmUp: Row<T>[] };

/**
 * Who is watched works at another pace at first, so of each person's observed timings the first `most` do not count, and
 * never more than a third of them. A system's own timestamps watch nobody. Estimates are in neither list.
 *
 * @param most the bar `warm_up`
 */
export function separateWarmUp<T extends Observed>(rows: readonly Row<T>[], most: number): Counted<T> {
  const measured = rows.filter((row) => isMeasured(row.value));
  const cold = new Set(
    [...byPerson(measured.filter(isObserved)).values()].flatMap((own) => firstOf(own, most)),
  );
  return {
    counted: measured.filter((row) => !cold.has(row)),
    warmUp: measured.filter((row) => cold.has(row)),
  };
}

const isObserved = ({ value }: Row<Observed>): boolean => value.method !== 'system_timestamps';

function firstOf<T extends Observed>(own: readonly Row<T>[], most: number): Row<T>[] {
  const inTime = [...own].sort((a, b) => Date.parse(a.value.started_at) - Date.parse(b.value.started_at));
  return inTime.slice(0, Math.min(most, Math.floor(own.length / 3)));
}

function byPerson<T extends Observed>(rows: readonly Row<T>[]): Map<string, Row<T>[]> {
  const people = new Map<string, Row<T>[]>();
  for (const row of rows) {
    const key = nameKey(row.value.performer);
    const own = people.get(key) ?? [];
    own.push(row);
    people.set(key, own);
  }
  return people;
}

/** @returns how many people did these rows; another spelling is not another person. */
export const peopleIn = (rows: readonly Row<{ performer: string }>[]): number =>
  new Set(rows.map((row) => nameKey(row.value.performer))).size;
