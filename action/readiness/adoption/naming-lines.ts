import { type Finding, notProven } from '../finding.ts';
import type { Row } from '../reading.ts';

/** More lines than these show no more. */
const MOST_SPOTS = 50;

/** A line of an export that is about a person and a case. */
type Line = Row<{ user: string; case_ref: string }>;

/** @returns "not proven", naming the lines of an export that look wrong; `what` says what is wrong with each */
export const namingLines = (message: string, rows: readonly Line[], what: string, remedy: string): Finding =>
  notProven(message, {
    ...(rows[0] === undefined ? {} : { location: rows[0] }),
    spots: rows
      .slice(0, MOST_SPOTS)
      .map((row) => ({ location: row, message: `${row.value.user}, ${row.value.case_ref}: ${what}` })),
    remedy,
  });
