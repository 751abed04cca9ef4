import { type EvalRecord, evalRecord } from '../../../readiness/eval/eval-record.ts';
import {
  type Fault,
  FITS,
  type Format,
  type Head,
  OTHER,
  type Output,
  type Reader,
  type Recognition,
} from '../format.ts';
import { type Fields, fieldsOf, own, textOf } from '../shared/fields.ts';
import { fingerprint } from '../shared/fingerprint.ts';
import { reasonOf, shown } from '../shared/shown.ts';
import { type PromptfooCell, promptfooCell, verdictOf } from './promptfoo-csv-cell.ts';
import { type AnswerColumns, type CsvLayout, csvLayout } from './promptfoo-csv-columns.ts';
import { NO_ASSERTIONS, uncheckedNote } from './promptfoo-grading.ts';

/** `promptfoo eval -o results.csv`: a line for each test, and a group of columns for each prompt and provider. */
export const promptfooCsv: Format = {
  id: 'promptfoo-csv',
  name: 'promptfoo CSV',
  kind: 'csv',
  cannotTell: [
    'two cases with the same variables from two attempts at one',
    'the number of an attempt',
    'how long an answer took, what it cost, and whether it came from a cache',
    'a check that threw from a provider that failed, where promptfoo writes ERROR for both',
    'several assertions of a case apart',
    'when it was run',
  ],
  recognise,
  reader,
};

const layoutOf = (head: Head): CsvLayout | null =>
  head.kind === 'csv' ? csvLayout(head.columns, head.first) : null;

function recognise(head: Head): Recognition {
  if (head.kind !== 'csv' || layoutOf(head) === null) return OTHER;
  return head.first.length > 0 ? FITS : NO_ROWS;
}

const NO_ROWS: Recognition = {
  answer: 'refused',
  found: 'a table of promptfoo without a row',
  expected: 'at least one',
  remedy:
    'Look at why `promptfoo eval` ran no test (a filter, or a test file that is empty), and run it again.',
};

function reader(head: Head, output: Output): Reader {
  const layout = layoutOf(head) ?? { inputs: [], description: null, answers: [] };
  let empty = 0;
  let unchecked = 0;
  return {
    element(value, place) {
      const row = fieldsOf(value);
      const about = caseIn(row, layout);
      for (const columns of layout.answers) {
        const result = resultIn(row, columns);
        if (result === null) empty += 1;
        else if ('found' in result) output.fault(result, place);
        else {
          if (result.unchecked) unchecked += 1;
          output.record(evalRecord({ ...about, ...result.said, row: place.row }));
        }
      }
    },
    end() {
      if (unchecked > 0) output.note(uncheckedNote(unchecked));
      if (empty > 0) output.note(`Tests that were not run with every prompt left ${empty} results empty.`);
    },
  };
}

function caseIn(row: Fields, { inputs, description }: CsvLayout): Pick<EvalRecord, 'id' | 'fingerprinted'> {
  const name = description === null ? null : textOf(own(row, description));
  if (inputs.length === 0 && name !== null) return { id: name, fingerprinted: false };
  const vars = Object.fromEntries(inputs.map((column) => [column, own(row, column) ?? '']));
  return { id: fingerprint({ vars }), fingerprinted: true };
}

type Result = {
  said: Pick<EvalRecord, 'variant' | 'model' | 'verdict' | 'score' | 'evaluators' | 'reason'>;
  unchecked: boolean;
};

function resultIn(row: Fields, columns: AnswerColumns): Result | Fault | null {
  const { variant, model } = columns;
  const cell = promptfooCell(row, columns);
  if (cell.status === '' && cell.answer === '') return null;
  const verdict = verdictOf(cell);
  if (verdict === null) return wrong(columns, cell);
  const judged = verdict === 'pass' || verdict === 'fail';
  const score = judged ? cell.score : null;
  const evaluators = judged ? cell.evaluators : [];
  const reason = verdict === 'pass' ? null : reasonOf(cell.reason === '' ? cell.answer : cell.reason);
  return {
    said: { variant, model, verdict, score, evaluators, reason },
    unchecked: verdict === 'pass' && cell.reason === NO_ASSERTIONS,
  };
}

const wrong = ({ status, answer }: AnswerColumns, cell: PromptfooCell): Fault => ({
  found: `${shown(status ?? answer)}: ${shown(status === null ? cell.answer : cell.status)}`,
  expected: status === null ? 'a cell that begins with [PASS], [FAIL] or [ERROR]' : 'PASS, FAIL or ERROR',
  remedy: 'Use the file as promptfoo wrote it; better, run `promptfoo eval` with `-o results.json`.',
});
