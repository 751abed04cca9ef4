import type { RowVerdict } from '../../../contract/eval-run.ts';
import type { EvaluatorScore } from '../../../readiness/eval/eval-record.ts';

/**
 * @returns the verdict of an attempt on which several evaluators spoke: one that refuses it decides, since no other
 * could have saved it; else one that crashed leaves it open; those without a verdict do not take part.
 */
export function allMustPass(evaluators: readonly EvaluatorScore[]): RowVerdict {
  const said = new Set(evaluators.map((one) => one.verdict));
  if (said.has('fail')) return 'fail';
  if (said.has('grader_error')) return 'grader_error';
  return said.has('pass') ? 'pass' : 'no_verdict';
}
