import { type Finding, notProven } from '../finding.ts';
import { shortId } from '../named-ids.ts';
import type { Row } from '../reading.ts';
import { attemptsById } from './attempts.ts';
import type { EvalRecord } from './eval-record.ts';

type Skipped = { id: string; has: number; lacks: number };

/**
 * A case with its third attempt and without its first was tried until it passed: the best of k is no rate. Numbers that
 * other cases of these results have tell what is lacking, whichever a tool begins with.
 *
 * @returns which cases lack an attempt before one that they have, or `null`
 */
export function skippedAttempts(rows: readonly Row<EvalRecord>[]): Finding | null {
  const skipped = skippedIn(rows);
  const [first] = skipped;
  if (first === undefined) return null;
  const whose = skipped.length === 1 ? '1 case has' : `${skipped.length} cases have`;
  return notProven(
    `${whose} a later attempt and not an earlier one, such as ${shortId(first.id)} with ${first.has} and without ${first.lacks}: the best of several tries is no rate.`,
    {
      location: rows.find(({ value }) => value.id === first.id) as Row<EvalRecord>,
      remedy: 'Keep every attempt: run `npm run eval`.',
    },
  );
}

function skippedIn(rows: readonly Row<EvalRecord>[]): Skipped[] {
  const numbers = [...numbersOf(rows.map(({ value }) => value))].sort((a, b) => a - b);
  // A running number of the rows counts no attempts.
  if (numbers.length === rows.length) return [];
  return [...attemptsById(rows)].flatMap(([id, attempts]) => {
    const own = numbersOf(attempts);
    const has = [...own].reduce((last, one) => Math.max(last, one), -1);
    const lacks = numbers.find((one) => !own.has(one));
    return lacks === undefined || lacks > has ? [] : [{ id, has, lacks }];
  });
}

const numbersOf = (records: readonly EvalRecord[]): Set<number> =>
  new Set(records.map(({ repeat }) => repeat).filter((one) => one !== null));
