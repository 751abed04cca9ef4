import { grouped, shown } from '../eval-import/words.ts';

/** Where a column is read wrongly every row is refused, and for the same reason. */
const MOST_LISTED = 20;

/** @returns the refused rows with their reasons, a line each, indented; of very many the first and how many more. */
export function refusedLines(refused: readonly { row: number; why: string }[], indent: number): string[] {
  const more = refused.length - MOST_LISTED;
  return [
    ...refused.slice(0, MOST_LISTED).map(({ row, why }) => `row ${row}: ${shown(why, 200)}`),
    ...(more > 0 ? [`and ${grouped(more)} more`] : []),
  ].map((line) => `${' '.repeat(indent)}${line}`);
}
