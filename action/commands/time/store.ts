import { CsvError } from 'csv-parse/sync';
import type { Columns } from '../../evidence/csv-file.ts';
import { ASSISTED_COLUMNS, DISCARDED_COLUMNS, TIMING_COLUMNS } from '../../evidence/study-files.ts';
import { additionTo, headerOf, holds } from './csv.ts';
import type { Disk } from './disk.ts';
import { JOURNAL_FILE, journalLine } from './journal.ts';
import type { Plan } from './model.ts';
import type { Row } from './row.ts';
import { NotWritten, type Store } from './session.ts';

/** The columns of each file. */
export const COLUMNS = {
  timings: TIMING_COLUMNS,
  assisted: ASSISTED_COLUMNS,
  discarded: DISCARDED_COLUMNS,
} as const satisfies Record<Row['file'], Columns>;

/** Writes events to the journal and rows to the CSV files that `baseline.yaml` names. */
export function storeOn(disk: Disk, files: Plan['files']): Store {
  let isBrokenOff = endsInside(disk.read(JOURNAL_FILE));
  return {
    append(event) {
      const line = `${isBrokenOff ? '\n' : ''}${journalLine(event)}`;
      isBrokenOff = true;
      try {
        disk.append(JOURNAL_FILE, Buffer.from(line));
      } catch (error) {
        throw refusedByDisk(JOURNAL_FILE, error, 'nothing was changed. Mend that, and press the key again');
      }
      isBrokenOff = false;
    },
    addRow({ file, cells }) {
      try {
        const content = disk.read(files[file]);
        if (content === null || !holds(content, cells)) addRows(disk, files[file], COLUMNS[file], [cells]);
      } catch (error) {
        throw refusedByDisk(
          files[file],
          error,
          `the row of ${cells.case_ref} is kept. Mend that, and press any key`,
        );
      }
    },
  };
}

/** Does a file end in the middle of a line? */
const endsInside = (content: Buffer | null): boolean =>
  content !== null && content.length > 0 && content.at(-1) !== 0x0a;

/** @returns what is to be thrown: where the disk refused, what that was and what it means. */
function refusedByDisk(path: string, error: unknown, rest: string): unknown {
  if (error instanceof CsvError)
    return new NotWritten(`${path}:${error.lines ?? 1}: found ${error.message}; expected CSV; ${rest}.`);
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return new NotWritten(`${path}: found ${error.message}; expected a file that can be written; ${rest}.`);
}

/**
 * Adds rows to a CSV file in one piece. Makes the file where there is none.
 *
 * @throws CsvError for a file that is no CSV with a header; errors of the disk as they are
 */
export function addRows(disk: Disk, path: string, columns: Columns, rows: readonly Row['cells'][]): void {
  if (!disk.read(path)?.length) disk.create(path, headerOf(columns));
  disk.append(path, additionTo(disk.read(path) ?? Buffer.of(), rows));
}
