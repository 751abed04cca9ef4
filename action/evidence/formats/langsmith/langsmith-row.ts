import { type EvalRecord, evalRecord } from '../../../readiness/eval/eval-record.ts';
import { type Fault, FITS, OTHER, type Output, type Reader, type Recognition } from '../format.ts';
import { caseId } from '../shared/case-id.ts';
import { type Fields, isFields, own } from '../shared/fields.ts';
import { millisecondsOf, soleScore, undeclaredNote, undeclaredScore } from '../shared/scores.ts';
import { reasonOf, shown } from '../shared/shown.ts';

export const LANGSMITH_CANNOT_TELL = [
  'from which feedback on a case passes',
  'tokens or cost',
  'which judge crashed: its feedback is only empty',
] as const;

const FEEDBACK = 'feedback.';

/** `get_test_results` writes `input.`, `to_pandas` writes `inputs.`. */
const INPUT = /^inputs?\./u;

/** @returns whose table it is, by the names of its columns. */
export function recogniseColumns(columns: readonly string[]): Recognition {
  const isRun = columns.includes('execution_time') && columns.some((one) => INPUT.test(one));
  if (!isRun || !columns.some((one) => one.startsWith('outputs.') || one === 'example_id')) return OTHER;
  if (!columns.some((one) => one.startsWith(FEEDBACK))) return { answer: 'lacks', field: 'feedback.<key>' };
  return FITS;
}

/** @returns a reader of rows, from CSV or JSON. */
export function langsmithReader(output: Output): Reader {
  const names = new Set<string>();
  return {
    element(value, place) {
      const record = isFields(value) ? recordOf(value, place.row) : null;
      if (record === null) {
        output.fault(notARow(value), place);
        return;
      }
      for (const one of record.evaluators) names.add(one.name);
      output.record(record);
    },
    end() {
      if (names.size > 0) output.note(undeclaredNote(names));
    },
  };
}

function recordOf(row: Fields, number: number): EvalRecord | null {
  const named = caseId(own(row, 'example_id'), inputOf(row));
  if (named === null) return null;
  const error = errorOf(own(row, 'error'));
  const evaluators = Object.keys(row)
    .filter((column) => column.startsWith(FEEDBACK))
    .map((column) => undeclaredScore(column.slice(FEEDBACK.length), own(row, column)));
  return evalRecord({
    ...named,
    row: number,
    verdict: error === null ? 'no_verdict' : 'system_error',
    score: soleScore(evaluators),
    evaluators,
    latencyMs: millisecondsOf(own(row, 'execution_time')),
    reason: error,
  });
}

/** An error that is no text is one as well: a table that went through other hands. */
const errorOf = (error: unknown): string | null =>
  error === undefined || error === null || error === ''
    ? null
    : (reasonOf(error) ?? 'an error without words');

/** @returns the input columns; `undefined` where all are empty, which would make one case of all rows. */
function inputOf(row: Fields): unknown {
  const inputs = Object.entries(row).filter(([column]) => INPUT.test(column));
  const isEmpty = inputs.every(([, value]) => value === '' || value === null);
  return isEmpty ? undefined : Object.fromEntries(inputs);
}

const notARow = (value: unknown): Fault => ({
  found: isFields(value) ? `example_id: ${shown(own(value, 'example_id'))}, and no inputs` : shown(value),
  expected: 'one of them, by which the case is known',
  remedy: 'Write the table again with to_pandas().',
});
