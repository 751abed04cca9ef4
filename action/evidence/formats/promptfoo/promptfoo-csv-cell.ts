import type { RowVerdict } from '../../../contract/eval-run.ts';
import type { EvaluatorScore } from '../../../readiness/eval/eval-record.ts';
import { type Fields, fieldsOf, numberOf, own } from '../shared/fields.ts';
import { undeclaredScore } from '../shared/scores.ts';
import { crashedBy, threwInCheck } from './promptfoo-crash.ts';
import { type AnswerColumns, OLD_CELL } from './promptfoo-csv-columns.ts';

type Row = Fields;

const textIn = (row: Row, column: string | null): string => {
  const cell = column === null ? '' : own(row, column);
  return typeof cell === 'string' ? cell : '';
};

/** What a result of a table says, in either of its two writings. */
export type PromptfooCell = {
  /** PASS, FAIL or ERROR; empty where there is no result, or none that is known. */
  status: string;
  score: number | null;
  evaluators: readonly EvaluatorScore[];
  reason: string;
  answer: string;
};

export const promptfooCell = (row: Row, columns: AnswerColumns): PromptfooCell =>
  columns.status === null ? oldCell(row, columns) : newCell(row, columns);

function newCell(row: Row, columns: AnswerColumns): PromptfooCell {
  const cell = (column: string | null): string => textIn(row, column);
  return {
    status: cell(columns.status),
    score: numberOf(cell(columns.score)),
    evaluators: evaluatorsIn(cell(columns.namedScores)),
    reason: cell(columns.reason),
    answer: cell(columns.answer),
  };
}

function evaluatorsIn(cell: string): EvaluatorScore[] {
  if (!cell.startsWith('{')) return [];
  try {
    return Object.entries(fieldsOf(JSON.parse(cell))).map(([name, score]) => undeclaredScore(name, score));
  } catch {
    return [];
  }
}

/** `[FAIL] (0.20) answer … Fail Reason: …`, and in 2023 `[FAIL] reason`, a line `---`, and the answer. */
function oldCell(row: Row, { answer }: AnswerColumns): PromptfooCell {
  const text = textIn(row, answer);
  const status = OLD_CELL.exec(text)?.[1] ?? '';
  const score = /^\[\w+\]\s*\((-?\d+(?:\.\d+)?)/.exec(text.slice(0, 40))?.[1];
  return {
    status,
    score: score === undefined ? null : Number(score),
    evaluators: [],
    reason: oldReason(text),
    answer: text,
  };
}

const REASON = ' Reason: ';

function oldReason(text: string): string {
  const at = text.lastIndexOf(REASON);
  if (at >= 0) return text.slice(at + REASON.length);
  const [before = ''] = text.split('\n---\n');
  return before.replace(/^\[\w+\]\s*(?:\([^)]{0,200}\))?\s*/, '');
}

/** @returns `null` where it says none of the three */
export function verdictOf({ status, reason, answer }: PromptfooCell): RowVerdict | null {
  if (status === 'PASS') return 'pass';
  if (status === 'FAIL') return crashedBy(reason, null) ? 'grader_error' : 'fail';
  if (status === 'ERROR') return threwInCheck(answer) ? 'grader_error' : 'system_error';
  return null;
}
