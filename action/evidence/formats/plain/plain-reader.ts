import type { Output, Reader } from '../format.ts';
import { type Fields, isFields, textOf } from '../shared/fields.ts';
import { plainNotes } from './plain-notes.ts';
import { type Asked, plainRecord, repeatOf } from './plain-record.ts';
import { type Columns, columnReader, valueIn } from './plain-row.ts';
import { countRuns } from './plain-runs.ts';

/** What results of somebody's own script do not say, whichever file they stand in. */
export const PLAIN_CANNOT_TELL: readonly string[] = [
  'whether a failure is the system’s, its provider’s or the grader’s, unless `error` says it without a verdict',
  'whether time and cost hold the grader’s share',
];

const ALL: Asked = { id: true, verdict: true };

/**
 * Reads rows of which each is one attempt at one case.
 *
 * @param verdictIsThere whether the file has verdicts, so that a row without one is wrong
 */
export function readPlainRows(output: Output, verdictIsThere: boolean, asked: Asked = ALL): Reader {
  const columnsOf = columnReader();
  const runs = countRuns();
  const notes = plainNotes();
  const strictly: Asked = { ...asked, verdict: verdictIsThere && asked.verdict };
  let runColumn = '';
  const countRun = (row: Fields, columns: Columns, id: string): void => {
    const run = textOf(valueIn(row, columns, 'run'));
    if (run === null || columns.run === undefined) return;
    if (columns.repeat === undefined && repeatOf(run) !== null) return;
    runColumn = columns.run;
    runs.see(run, id);
  };
  return {
    element(value, place) {
      if (!isFields(value)) return output.fault(NO_OBJECT, place);
      const columns = columnsOf(value);
      const record = plainRecord(value, columns, strictly, place.row);
      if ('found' in record) return output.fault(record, place);
      if (columns.run !== undefined) countRun(value, columns, record.id);
      notes.see(record, value, columns);
      output.record(record);
    },
    end() {
      const mixed = runs.fault(runColumn);
      if (mixed !== null) output.fault(mixed);
      const parts = runs.note(runColumn);
      for (const note of [...(parts === null ? [] : [parts]), ...notes.all(asked)]) output.note(note);
    },
  };
}

const NO_OBJECT = {
  found: 'an entry that is not an object',
  expected: 'one result, with `id` and `pass`',
  remedy: 'Take it out, or write it as an object.',
};
