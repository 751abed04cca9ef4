import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTable, type Table } from '../../intake/csv.ts';
import { decodeUtf8, toUtf8 } from '../../intake/decode.ts';
import { listed } from '../eval-import/words.ts';
import type { SourceRow } from './rows.ts';

/**
 * Reads the export of a system: CSV with a header, divided by commas, semicolons or tabs.
 *
 * @param columns those that it has to have, by the flags that named them
 */
export function readSource(
  cwd: string,
  source: string,
  columns: readonly (readonly [flag: string, column: string])[],
): { rows: SourceRow[] } | { problems: string[] } {
  let raw: Uint8Array;
  try {
    raw = readFileSync(resolve(cwd, source));
  } catch (error) {
    return {
      problems: [
        `${source}: found ${(error as Error).message}; expected an export. Name a file that is there.`,
      ],
    };
  }
  const bytes = toUtf8(raw);
  const table = 'broken' in bytes ? null : readTable(bytes);
  if (table === null)
    return {
      problems: [
        `${source}:1: found no row of column names; expected CSV in UTF-8 with a header. Export it again.`,
      ],
    };
  const problems = absentColumns(table, columns, source);
  return problems.length > 0
    ? { problems }
    : { rows: table.rows.map((row, at) => sourceRow(row, at + 2, table.names)) };
}

function absentColumns(
  { names }: Table,
  columns: Parameters<typeof readSource>[2],
  source: string,
): string[] {
  return columns.flatMap(([flag, column]) =>
    names.includes(column)
      ? []
      : [
          `--${flag}: found ${JSON.stringify(column)}; expected a column of ${source}: ${listed(names)}. Name one of them.`,
        ],
  );
}

function sourceRow(row: Table['rows'][number], number: number, names: readonly string[]): SourceRow {
  if (row.status === 'bad_quote')
    return { row: number, unread: 'a quote is not closed, or stands inside a cell' };
  if (row.cells.every((cell) => cell.trim() === '')) return { row: number, unread: 'it is empty' };
  if (row.cells.length !== names.length)
    return { row: number, unread: `${row.cells.length} cells; the header has ${names.length}` };
  const cells = row.cells.map((cell) => decodeUtf8(Buffer.from(cell, 'latin1')));
  if (cells.includes(null)) return { row: number, unread: 'it is not UTF-8' };
  return { row: number, cells: new Map(names.map((name, at) => [name, cells[at] ?? ''])) };
}
