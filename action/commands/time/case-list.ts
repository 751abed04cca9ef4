import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { cellFault } from './cell-fault.ts';
import { refKey } from './state.ts';

/**
 * Reads the references of cases to be timed in turn: of a `.csv` file the first column below its header, of any other
 * file each line. A reference that stands twice is taken once.
 */
export function readCaseList(cwd: string, file: string): { cases: string[] } | { problem: string } {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return {
      problem: `${HERE} found ${(error as Error).message}; expected a file of references. Name one that is there.`,
    };
  }
  try {
    const all = /\.csv$/i.test(file) ? firstColumn(text) : text.split(/\r?\n/);
    const cases = [...new Map(all.map((ref) => [refKey(ref), ref.trim()])).values()].filter(
      (ref) => ref !== '',
    );
    const unsafe = cases.find((ref) => cellFault(ref) !== null);
    if (unsafe !== undefined)
      return {
        problem: `${HERE} found ${JSON.stringify(unsafe)} in ${file}, ${cellFault(unsafe)}; expected the reference of a case. Correct the file.`,
      };
    return cases.length > 0 ? { cases } : { problem: `${HERE} found no reference in ${file}; ${EXPECTED}` };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { problem: `${HERE} found ${error.message} in ${file}; ${EXPECTED}` };
  }
}

const HERE = '--cases:';
const EXPECTED =
  'expected one reference a line, or a CSV file with a header and the references in its first column. Correct the file.';

const firstColumn = (text: string): string[] => {
  const delimiter = [',', ';', '\t'];
  const records = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true }) as string[][];
  return records.slice(1).map(([first = '']) => first);
};
