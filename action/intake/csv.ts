import { CsvError, parse } from 'csv-parse/sync';
import { asLatin1, decodeUtf8 } from './decode.ts';
import { type Entry, malformed } from './entry.ts';
import { type Columns, recordEntry } from './record.ts';

/** A row as bytes: its cells, and all of it. One character per byte, so that each cell can be decoded by itself. */
export type Row =
  | { status: 'cells'; cells: string[]; raw: Uint8Array }
  | { status: 'bad_quote'; raw: Uint8Array };

const NEWLINE = 0x0a;

/** The delimiter is looked for in the first line, and in no more than this of it. */
const MAX_HEADER_BYTES = 64 * 1024;

/** A file with more stray quotes than this is not a CSV file; each costs a fresh start. */
const MAX_RESTARTS = 5000;

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** @returns the character that divides the header row: of comma, semicolon and tab the one it has most of. */
export function delimiterOf(header: string): string {
  const outside = header.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: outside.split(mark).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}

/** @returns the names in the header row. Empty ones get a number, repeated ones too, so that no column is lost. */
export function columnNames(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, at) => {
    const name = cell.trim() || `column_${at + 1}`;
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name}_${n}`;
    taken.add(unique);
    return unique;
  });
}

/** A CSV file: the names in its header row, and the rows below. */
export type Table = { names: string[]; rows: Row[] };

/** @returns the table in a CSV file, or `null` when its first row cannot be read as names. */
export function readTable(bytes: Uint8Array): Table | null {
  const firstLine = /^[^\r\n]*/.exec(asLatin1(bytes.subarray(0, MAX_HEADER_BYTES)))?.[0] ?? '';
  const [header, ...rows] = allRows(bytes, delimiterOf(firstLine));
  if (header?.status !== 'cells') return null;
  const names = header.cells.map((cell) => decodeUtf8(bytesOf(cell)));
  return names.includes(null) ? null : { names: columnNames(names.map((name) => name ?? '')), rows };
}

/** @returns the entries of a table, one for each row. */
export function tableEntries(table: Table, columns: Columns): Entry[] {
  return table.rows.map((row, at) => rowEntry(row, table.names, columns, `row:${at + 1}`));
}

function rowEntry(row: Row, names: readonly string[], columns: Columns, place: string): Entry {
  if (row.status === 'bad_quote') return malformed('bad_quote', place, row.raw);
  if (row.cells.every((cell) => cell.trim() === '')) return malformed('empty', place, row.raw);
  if (row.cells.length !== names.length) return malformed('ragged_row', place, row.raw);
  const cells = row.cells.map((cell) => decodeUtf8(bytesOf(cell)));
  if (cells.includes(null)) return malformed('not_utf8', place, row.raw);
  const pairs = cells.map((cell, at): [string, string] => [names[at] ?? '', cell ?? '']);
  return recordEntry(pairs, columns, row.raw, place);
}

/**
 * Reads strictly, and begins anew on the line after a stray quote. A lenient reader would let the quote swallow
 * the rows up to the next one without a word.
 */
function allRows(bytes: Uint8Array, delimiter: string): Row[] {
  const rows: Row[] = [];
  let start = 0;
  for (let restarts = 0; start < bytes.length && restarts <= MAX_RESTARTS; restarts++) {
    const rest = bytes.subarray(start);
    const read = strictRows(rest, delimiter);
    for (const row of read.rows) rows.push(row);
    if (read.stoppedAt === null) return rows;
    const newline = rest.indexOf(NEWLINE, read.stoppedAt);
    const lineEnd = newline < 0 ? rest.length : newline + 1;
    rows.push(lenientRow(rest.subarray(read.stoppedAt, lineEnd), delimiter, read.code));
    start += lineEnd;
  }
  if (start < bytes.length) rows.push({ status: 'bad_quote', raw: bytes.subarray(start) });
  return rows;
}

type StrictRead = { rows: Row[]; stoppedAt: number | null; code: string };

function strictRows(bytes: Uint8Array, delimiter: string): StrictRead {
  const rows: Row[] = [];
  let end = 0;
  const keep = (cells: string[], context: { bytes: number }): null => {
    rows.push({ status: 'cells', cells, raw: bytes.subarray(end, context.bytes) });
    end = context.bytes;
    return null;
  };
  try {
    parse(bytes, { delimiter, encoding: 'latin1', relax_column_count: true, on_record: keep });
    return { rows, stoppedAt: null, code: '' };
  } catch (error) {
    if (error instanceof CsvError) return { rows, stoppedAt: end, code: error.code };
    throw error;
  }
}

/** A quote inside a cell that does not begin with one, as in `5" pipe`, is only a character. */
function lenientRow(line: Uint8Array, delimiter: string, code: string): Row {
  if (code !== 'INVALID_OPENING_QUOTE') return { status: 'bad_quote', raw: line };
  try {
    const [cells] = parse(line, {
      delimiter,
      encoding: 'latin1',
      relax_column_count: true,
      relax_quotes: true,
    });
    return cells === undefined ? { status: 'bad_quote', raw: line } : { status: 'cells', cells, raw: line };
  } catch {
    return { status: 'bad_quote', raw: line };
  }
}
