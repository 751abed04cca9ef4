import type { RowVerdict } from '../../../contract/eval-run.ts';
import type { EvaluatorScore } from '../../../readiness/eval/eval-record.ts';
import { allMustPass } from '../shared/all-must-pass.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, textOf } from '../shared/fields.ts';
import { crashedBy, threwInCheck } from './promptfoo-crash.ts';

/** What the assertions of a row said, and what follows from it. */
export type PromptfooGrading = {
  verdict: RowVerdict;
  evaluators: readonly EvaluatorScore[];
  /** Nothing was checked: promptfoo lets such a row pass. */
  unchecked: boolean;
  /** A person set the verdict in the web view. */
  byPerson: boolean;
  /** Rows were compared with each other; older versions leave the totals of the file as they were before. */
  compared: boolean;
};

/** The reason of a row whose test has none. */
export const NO_ASSERTIONS = 'No assertions';

export const uncheckedNote = (count: number): string =>
  `Results without an assertion: ${count}. promptfoo lets them pass.`;

/** @param row a row with a boolean `success` */
export function gradingOf(row: Fields): PromptfooGrading {
  const grading = fieldsOf(row.gradingResult);
  const unchecked = grading.reason === NO_ASSERTIONS;
  const parts = partsOf(grading, unchecked);
  const evaluators: EvaluatorScore[] = [];
  const said: PromptfooGrading = {
    verdict: 'no_verdict',
    evaluators,
    unchecked,
    byPerson: false,
    compared: false,
  };
  for (const part of parts) {
    const type = typeOf(part);
    if (type === 'human') said.byPerson = true;
    if (type === 'select-best' || type === 'max-score') said.compared = true;
    evaluators.push(evaluatorOf(part, type));
  }
  said.verdict = verdictOf(row, grading, { parts, evaluators });
  return said;
}

/** Where there is no list of assertions, the only one speaks for itself. */
function partsOf(grading: Fields, unchecked: boolean): readonly Fields[] {
  const parts = listOf(grading.componentResults).filter(isAssertion);
  return parts.length > 0 || unchecked || typeof grading.pass !== 'boolean' ? parts : [grading];
}

/** A set of assertions stands before its parts, and repeats what they say. */
const isAssertion = (part: unknown): part is Fields =>
  isFields(part) && !(Array.isArray(part.componentResults) && !isFields(part.assertion));

const typeOf = (part: Fields): string | null => textOf(fieldsOf(part.assertion).type);

function evaluatorOf(part: Fields, type: string | null): EvaluatorScore {
  const { metric, threshold } = fieldsOf(part.assertion);
  return {
    name: textOf(metric) ?? type ?? 'assertion',
    score: numberOf(part.score),
    threshold: typeof threshold === 'number' ? threshold : null,
    verdict: isCrash(part, type) ? 'grader_error' : judged(part.pass),
  };
}

const judged = (pass: unknown): EvaluatorScore['verdict'] =>
  pass === true ? 'pass' : pass === false ? 'fail' : 'no_verdict';

/** Older versions made a pass out of the crash of a `not-` assertion; one without weight always passes. */
function isCrash(part: Fields, type: string | null): boolean {
  if (part.pass === true && !type?.startsWith('not-')) return false;
  return fieldsOf(part.metadata).graderError === true || crashedBy(part.reason, type);
}

type Parts = { parts: readonly Fields[]; evaluators: readonly EvaluatorScore[] };

function verdictOf(row: Fields, grading: Fields, { parts, evaluators }: Parts): RowVerdict {
  if (row.success === true) {
    const turned = evaluators.some((one, i) => one.verdict === 'grader_error' && parts[i]?.pass === true);
    return turned ? 'grader_error' : 'pass';
  }
  if (typeof grading.pass !== 'boolean') return ungraded(row);
  const crashed = evaluators.some((one) => one.verdict === 'grader_error');
  // Below a threshold the assertion that crashed might have made up for the one that failed.
  if (hasThreshold(row, grading)) return crashed ? 'grader_error' : 'fail';
  const verdict = allMustPass(evaluators);
  if (verdict === 'fail' || verdict === 'grader_error') return verdict;
  return crashedBy(grading.reason, 'scoring function') ? 'grader_error' : 'fail';
}

/** `error` is also set where an answer was refused, and `failureReason` is missing before 2025: neither decides alone. */
function ungraded(row: Fields): RowVerdict {
  const { output, error } = fieldsOf(row.response);
  const answered = output !== undefined && output !== null && !error;
  if (threwInCheck(row.error)) return 'grader_error';
  if (!answered) return 'system_error';
  return row.failureReason === 2 || crashedBy(row.error, null) ? 'grader_error' : 'fail';
}

function hasThreshold(row: Fields, grading: Fields): boolean {
  if (typeof fieldsOf(row.testCase).threshold === 'number') return true;
  return listOf(grading.componentResults).some(
    (part) => typeof fieldsOf(fieldsOf(fieldsOf(part).metadata).assertionSet).threshold === 'number',
  );
}
