import type { ExitCode, Terminal } from '../command.ts';
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

/**
 * Says in the end that rows were refused, if some were.
 *
 * @param command such as `poc time import`
 * @param again how the others are passed over when it runs again
 */
export function conclude(rows: number, terminal: Terminal, command: string, again: string): ExitCode {
  if (rows === 0) return 0;
  const were = rows === 1 ? '1 row was' : `${rows} rows were`;
  terminal.complain(
    `${command}: ${were} refused; expected rows as the list above says. Correct them at their source and ${again} already is passed over.`,
  );
  return 1;
}
