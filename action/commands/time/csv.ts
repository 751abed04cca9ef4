import { parse } from 'csv-parse/sync';
import type { Columns } from '../../evidence/csv-file.ts';
import type { Row } from './row.ts';

type Cells = Row['cells'];

const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** @returns the first line of a new file: all columns, also those that may be left out. */
export const headerOf = ({ needed, optional = [] }: Columns): string =>
  `${[...needed, ...optional].join(',')}\n`;

const LENIENT = {
  bom: true,
  trim: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
};
const NEWLINE = 0x0a;

/**
 * What to add to a file that has its header so that these rows stand in it, in its own order of columns and with its
 * own line ends. A last line that is the beginning of the first row is one whose write broke off, and is completed; any
 * other last line without an end gets one.
 *
 * @throws CsvError for a header that is no CSV
 */
export function additionTo(content: Uint8Array, rows: readonly Cells[]): Buffer {
  const lineEnd = /^[^\n]*\r\n/.test(Buffer.from(content).toString('latin1')) ? '\r\n' : '\n';
  const [columns = []] = parse(content, { ...LENIENT, to: 1 }) as string[][];
  const line = (cells: Cells) => columns.map((column) => quoted(cells[column] ?? '')).join(',') + lineEnd;
  const text = Buffer.from(rows.map(line).join(''));
  const last = content.subarray(content.lastIndexOf(NEWLINE) + 1);
  if (text.subarray(0, last.length).equals(last)) return text.subarray(last.length);
  return Buffer.concat([Buffer.from(lineEnd), text]);
}

/**
 * Does a row of this case that began, or was discarded, at this moment stand in the file already?
 *
 * @throws CsvError for a file that is no CSV
 */
export function holds(content: Uint8Array, cells: Cells): boolean {
  const whole = content.subarray(0, content.lastIndexOf(NEWLINE) + 1);
  const records = parse(whole, { ...LENIENT, columns: true }) as Cells[];
  const moment = 'started_at' in cells ? 'started_at' : 'discarded_at';
  return records.some((one) => one.case_ref === cells.case_ref && one[moment] === cells[moment]);
}
