import { type EvalRecord, evalRecord } from '../../../readiness/eval/eval-record.ts';
import { FITS, OTHER, type Output, type Reader, type Recognition } from '../format.ts';
import { columnsOf } from '../plain/plain-row.ts';
import { type CaseId, caseId } from '../shared/case-id.ts';
import { type Fields, fieldsOf, isFields, own } from '../shared/fields.ts';
import { lostScores } from '../shared/lost-scores.ts';
import { scoreOf, soleScore, undeclaredNote } from '../shared/scores.ts';
import { isMetric, isOwnMetric } from './ragas-metrics.ts';

export const RAGAS_CANNOT_TELL: readonly string[] = [
  'whether a case passed, since it states no thresholds',
  'latency and cost',
  'repeats, other than by their order',
];

/** What was asked: the name since 0.2, and those before it. */
const INPUTS = ['user_input', 'question', 'query'] as const;

/** Ragas itself writes no id; a script that adds one knows its cases by it. */
const IDS = ['id', 'case_id', 'question_id'] as const;

const firstIn = (row: Fields, names: readonly string[]): unknown =>
  names.map((name) => own(row, name)).find((value) => value !== undefined && value !== null);

const caseOf = (row: Fields): CaseId | null => caseId(firstIn(row, IDS), firstIn(row, INPUTS));

/** Metrics stand beside the question, or together under a key where a script has written them. */
const metricsIn = (row: Fields): Fields => {
  const inner = [own(row, 'scores'), own(row, 'metrics')].find(isFields);
  return inner !== undefined && Object.keys(inner).some(isOwnMetric) ? inner : row;
};

/** @param first the first rows; where a verdict stands in them they are somebody's own, and read as such */
export function recogniseRagasRows(first: readonly unknown[]): Recognition {
  const rows = first.filter(isFields);
  if (!rows.some((row) => Object.keys(metricsIn(row)).some(isOwnMetric))) return OTHER;
  if (rows.some((row) => columnsOf(row).verdict !== undefined)) return OTHER;
  return rows.some((row) => caseOf(row) !== null) ? FITS : { answer: 'lacks', field: '`user_input`' };
}

/**
 * Reads rows of which each is a question with its metrics. Ragas writes NaN where a metric failed, and its means leave
 * that case out; here it stays, with an evaluator that crashed.
 */
export function readRagasRows(output: Output, first: readonly unknown[]): Reader {
  const metrics = [
    ...new Set(first.flatMap((row) => Object.keys(metricsIn(fieldsOf(row))).filter(isMetric))),
  ];
  const lost = lostScores('Ragas');
  let count = 0;
  return {
    element(value, place) {
      const record = isFields(value) ? recordOf(value, metrics, place.row) : null;
      if (record === null) return output.fault(WITHOUT_INPUT, place);
      count += 1;
      lost.see(record);
      output.record(record);
    },
    end() {
      for (const note of lost.notes()) output.note(note);
      if (count > 0) output.note(undeclaredNote(new Set(metrics)));
    },
  };
}

const WITHOUT_INPUT = {
  found: 'a row without `user_input` or `question`',
  expected: 'the question that was asked, by which the case is known',
  remedy: 'Write the table with `result.to_pandas()`, which keeps it.',
};

function recordOf(row: Fields, metrics: readonly string[], number: number): EvalRecord | null {
  const found = caseOf(row);
  if (found === null) return null;
  const scores = metricsIn(row);
  const evaluators = metrics.map((name) => {
    const score = scoreOf(own(scores, name));
    return { name, score, threshold: null, verdict: score === null ? 'grader_error' : 'no_verdict' } as const;
  });
  return evalRecord({
    ...found,
    verdict: 'no_verdict',
    score: soleScore(evaluators),
    evaluators,
    row: number,
  });
}
