import { type EvalRecord, evalRecord } from '../../../readiness/eval/eval-record.ts';
import { type Fault, FITS, OTHER, type Output, type Reader, type Recognition } from '../format.ts';
import { caseId } from '../shared/case-id.ts';
import { at, type Fields, fieldsOf, isFields, own, textOf } from '../shared/fields.ts';
import { soleScore, undeclaredNote, undeclaredScore } from '../shared/scores.ts';
import { reasonOf, shown } from '../shared/shown.ts';
import { textsOf } from '../shared/texts-of.ts';

/** @returns `refused` for the summary of an experiment: means, and not even of how many. */
export function recogniseSummary(value: unknown): Recognition {
  if (!isFields(value) || !isFields(own(value, 'scores'))) return OTHER;
  const named = textOf(own(value, 'projectName')) !== null && textOf(own(value, 'experimentName')) !== null;
  return named ? { answer: 'refused', ...ONLY_MEANS } : OTHER;
}

/** @returns whether a row is one of an exported experiment, which its spans give away. */
export function recogniseRow(value: unknown): Recognition {
  if (!isFields(value) || !Object.hasOwn(value, 'root_span_id') || !Object.hasOwn(value, 'span_id'))
    return OTHER;
  return Object.hasOwn(value, 'scores') ? FITS : { answer: 'lacks', field: 'scores' };
}

/** @returns a reader of rows. Spans below the row of a case (its task, its scorers) are no cases. */
export function braintrustReader(output: Output): Reader {
  const names = new Set<string>();
  let inner = 0;
  let rows = 0;
  return {
    element(value, place) {
      if (!isFields(value)) {
        output.fault(notARow(value), place);
        return;
      }
      if (isInnerSpan(value)) {
        inner += 1;
        return;
      }
      const record = rowRecord(value, place.row);
      if (typeof record !== 'string') {
        rows += 1;
        for (const one of record.evaluators) names.add(one.name);
        output.record(record);
      } else output.fault(without(record, value), place);
    },
    end() {
      if (rows === 0) output.fault(NO_ROWS);
      if (names.size > 0) output.note(undeclaredNote(names));
      if (inner > 0) output.note(`${inner} spans inside of cases do not count as cases.`);
    },
  };
}

function isInnerSpan(row: Fields): boolean {
  const span = own(row, 'span_id');
  return span !== undefined && own(row, 'is_root') !== true && span !== own(row, 'root_span_id');
}

/** @returns the record, or the name of the field without which there is none. */
function rowRecord(row: Fields, number: number): EvalRecord | string {
  // A row's own id is a new one in every run; that of the dataset's record is not.
  const named = caseId(at(row, 'origin.id') ?? own(row, 'dataset_record_id'), own(row, 'input'));
  if (named === null) return 'input';
  const scores = own(row, 'scores');
  if (!isFields(scores) && scores !== null && !hasError(row)) return 'scores';
  const evaluators = Object.entries(fieldsOf(scores)).map(([name, value]) => undeclaredScore(name, value));
  return evalRecord({
    ...named,
    row: number,
    verdict: verdictOf(row),
    score: soleScore(evaluators),
    evaluators,
    slices: textsOf(own(row, 'tags')),
    reason: reasonFrom(row),
  });
}

/** JSON.stringify leaves nothing of an Error, so that `{}` is one, too. */
const hasError = (row: Fields): boolean => (own(row, 'error') ?? null) !== null;

/** A scorer that throws sets the error of its case as well; its name then stands in the metadata. */
function verdictOf(row: Fields): EvalRecord['verdict'] {
  if (Object.keys(scorerErrors(row)).length > 0) return 'grader_error';
  return hasError(row) ? 'system_error' : 'no_verdict';
}

const scorerErrors = (row: Fields): Fields => fieldsOf(at(row, 'metadata.scorer_errors'));

function reasonFrom(row: Fields): string | null {
  const [scorer] = Object.entries(scorerErrors(row));
  if (scorer !== undefined) return reasonOf(`${scorer[0]}: ${textOf(scorer[1]) ?? 'threw'}`);
  return reasonOf(own(row, 'error')) ?? reasonOf(at(row, 'error.message'));
}

const ONLY_MEANS: Fault = {
  found: 'summaries of Braintrust experiments: means, which do not say of how many cases',
  expected: 'one row for each case',
  remedy:
    'Write what Eval() returns into a file, JSON.stringify(result), or export the rows of the experiment.',
};

const NO_ROWS: Fault = {
  found: 'an experiment without rows',
  expected: 'one row for each case',
  remedy: 'Run the eval again; Eval() returns its rows as results.',
};

const notARow = (value: unknown): Fault => ({
  found: shown(value),
  expected: 'an object with input and scores',
  remedy: 'Write what Eval() returns into the file, as it is.',
});

const without = (field: string, row: Fields): Fault => ({
  found: `${field}: ${shown(own(row, field))}`,
  expected: field === 'scores' ? 'an object of scores by name' : 'what the system was asked',
  remedy: 'Write what Eval() returns into the file, as it is.',
});
