import type { Fault, Head, Reader } from '../formats/format.ts';
import { readRows } from './csv-rows.ts';
import { put } from './cut.ts';
import { type FaultSink, fault, feed, fewFaults } from './faults.ts';
import { asText, FIRST, MOST_TEXT, type Sizes } from './limits.ts';
import type { Opened } from './opened.ts';
import type { Source } from './source.ts';

type Table = { columns: readonly string[]; delimiter: string };
type Cells = readonly string[];

/** Spreadsheets write the second where a comma is the decimal sign. */
const DELIMITERS = [',', ';', '\t'];

/**
 * Opens a table with a header line.
 *
 * @returns `null` where there is none: less than two columns, or no first record as wide as the header
 */
export async function openCsv(source: Source, given: Sizes): Promise<Opened | null> {
  const sizes = asText(given);
  for (const delimiter of DELIMITERS) {
    const rows: Cells[] = [];
    await readRows(source, delimiter, sizes, (cells) => rows.push(cells), 1 + FIRST);
    const [header = [], ...first] = rows;
    if (!isTable(header, first)) continue;
    const table = { columns: uniqueNames(header), delimiter };
    return { head: headOf(table, first), walk: (reader, sink) => walk(source, table, sizes, reader, sink) };
  }
  return null;
}

const isTable = (header: Cells, first: readonly Cells[]): boolean =>
  header.length > 1 && (first.length === 0 || first.some((cells) => cells.length === header.length));

/** A second column of a name would overwrite the first in a record. */
export function uniqueNames(header: Cells): string[] {
  const taken = new Set<string>();
  return header.map((cell) => {
    const name = cell.trim();
    let unique = name;
    for (let i = 2; taken.has(unique); i += 1) unique = `${name} (${i})`;
    taken.add(unique);
    return unique;
  });
}

const headOf = ({ columns }: Table, first: readonly Cells[]): Head => ({
  kind: 'csv',
  columns,
  first: first.map((cells) =>
    recordOf(
      columns,
      cells.map((cell) => cell.slice(0, MOST_TEXT)),
    ),
  ),
});

function recordOf(columns: readonly string[], cells: Cells): Record<string, string> {
  const record: Record<string, string> = {};
  for (let i = 0; i < columns.length; i += 1) put(record, columns[i] as string, cells[i] ?? '');
  return record;
}

async function walk(
  source: Source,
  { columns, delimiter }: Table,
  sizes: Sizes,
  reader: Reader,
  sink: FaultSink,
): Promise<void> {
  const faults = fewFaults(sink);
  let row = -1;
  const wrong = await readRows(source, delimiter, sizes, (cells, line) => {
    row += 1;
    if (row === 0) return;
    const place = { row, line };
    if (cells.length === columns.length) feed(reader, recordOf(columns, cells), place, '', faults.sink);
    else faults.sink(otherWidth(cells.length, columns.length), place);
  });
  if (wrong !== null) faults.sink(wrong);
  faults.rest();
  reader.end?.();
}

const otherWidth = (found: number, expected: number): Fault =>
  fault(
    `a record of ${found} fields`,
    `${expected} fields, as the header has`,
    'Correct this line; quote cells that hold a comma or a line break.',
  );
