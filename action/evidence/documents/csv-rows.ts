import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import type { Fault } from '../formats/format.ts';
import { recordBlocks } from './blocks.ts';
import { fault, notUtf8, tooLarge } from './faults.ts';
import type { Sizes } from './limits.ts';
import type { Source } from './source.ts';

/** Takes the cells of a record and the line on which it begins. */
export type TakeRow = (cells: readonly string[], line: number) => void;

/**
 * Reads the records of a table, its header among them.
 *
 * @param most records that are wanted
 * @returns what is wrong with it, after which nothing more was read; `null` when it was read to its end
 */
export async function readRows(
  source: Source,
  delimiter: string,
  sizes: Sizes,
  take: TakeRow,
  most = Number.POSITIVE_INFINITY,
): Promise<Fault | null> {
  let before = 0;
  let rows = 0;
  for await (const { bytes, endless } of recordBlocks(source, sizes)) {
    if (endless)
      return tooLarge(`a record of at least ${bytes.length} bytes after line ${before}`, sizes.element);
    if (!isUtf8(bytes) || bytes.includes(0)) return notUtf8(`after line ${before}`);
    const lines = linesFrom(bytes, before + 1);
    const wrong = readBlock(bytes, delimiter, (cells, end) => {
      const line = lines.ofRecord(end);
      rows += 1;
      if (rows <= most) take(cells, line);
    });
    if (wrong !== null) return csvFault(wrong, lines.ofRecord(bytes.length));
    if (rows >= most) return null;
    before = lines.ofByte(bytes.length) - 1;
  }
  return null;
}

type TakeCells = (cells: readonly string[], end: number) => void;

function readBlock(bytes: Buffer, delimiter: string, take: TakeCells): CsvError | null {
  try {
    parse(bytes, {
      delimiter,
      // The number of fields is compared elsewhere, so that one wrong record does not hide those after it.
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n'],
      on_record: (cells: string[], { bytes: end }: { bytes: number }) => {
        take(cells, end);
        return null;
      },
    });
    return null;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error;
  }
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;

type Lines = {
  /** @returns the line on which the record begins that ends before this byte; they are asked for in order */
  ofRecord(end: number): number;
  ofByte(at: number): number;
};

function linesFrom(bytes: Buffer, first: number): Lines {
  let line = first;
  let counted = 0;
  let ended = 0;
  const ofByte = (at: number): number => {
    for (; counted < at; counted += 1) if (bytes[counted] === NEWLINE) line += 1;
    return line;
  };
  const afterEmptyLines = (from: number): number => {
    let at = from;
    while (bytes[at] === NEWLINE || bytes[at] === RETURN) at += 1;
    return at;
  };
  return {
    ofByte,
    ofRecord: (end) => {
      const begun = ofByte(afterEmptyLines(ended));
      ended = end;
      return begun;
    },
  };
}

function csvFault(error: CsvError, line: number): Fault {
  const what = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote that is not closed' : 'a misplaced quote';
  return fault(
    `${what}, in the record that begins on line ${line}`,
    'quotes around a whole cell, and doubled inside of it',
    'Write the file again; correct this line if it was written by hand.',
  );
}
