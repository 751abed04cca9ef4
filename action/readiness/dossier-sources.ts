import type { Readings, RowsOf } from './evidence.ts';
import { type Document, type Reading, type Row, readValue } from './reading.ts';

/** A kind of evidence, with the files that it was read from; `null` rows where it is one document. */
export type Source = { what: string; files: readonly string[]; rows: number | null };

/** @returns what was read, file by file; what could not be read, and files without a row, are not there. */
export function sourcesOf(readings: Readings): Source[] {
  const results = readValue(readings.results);
  return [
    document('What this proof of concept is', readings.manifest),
    document('The work today, its volume and the money', readings.baseline),
    rows('Timed cases, as done today', readings.timings),
    rows('Timed cases of the study with the POC', readings.assisted),
    rows('Cases that were begun and discarded', readings.discarded),
    rows('Finished cases that were looked at again', readings.checkedCases),
    listed('Cases of the eval', readValue(readings.cases)),
    results === undefined
      ? null
      : {
          what: 'Results of the eval',
          files: results.files.map((one) => one.file),
          rows: results.rows.length,
        },
    listed('Use', readValue(readings.usage)),
    rows('Eligible cases, as the system of record lists them', readings.eligible),
    rows('Errors that were seeded', readings.seeds),
    document('Bars', readings.thresholds),
    document('What would make us stop', readings.kill),
    listed('Decisions', readValue(readings.decisions)),
  ].filter((one) => one !== null && one.rows !== 0) as Source[];
}

const document = (what: string, reading: Reading<Document<unknown>>): Source | null =>
  reading.status === 'read' ? { what, files: [reading.value.file], rows: null } : null;

const rows = (what: string, reading: Reading<RowsOf<unknown>>): Source | null =>
  reading.status === 'read' ? { what, files: [reading.value.file], rows: reading.value.rows.length } : null;

const listed = (what: string, all: readonly Row<unknown>[] | undefined): Source | null =>
  all === undefined ? null : { what, files: [...new Set(all.map((row) => row.file))], rows: all.length };
