import { type EvalRecord, evalRecord } from '../../../readiness/eval/eval-record.ts';
import { FITS, OTHER, type Output, type Reader, type Recognition } from '../format.ts';
import { allMustPass } from '../shared/all-must-pass.ts';
import { type CaseId, caseId } from '../shared/case-id.ts';
import { type Fields, isFields, own } from '../shared/fields.ts';
import { soleScore, undeclaredNote } from '../shared/scores.ts';
import { type AzureEvaluator, azureEvaluators } from './azure-evaluators.ts';

export const AZURE_CANNOT_TELL: readonly string[] = [
  'latency and cost of the system',
  'repeats, other than by their order',
  'which cases were to be evaluated, where a target failed on them',
];

const startsWith = (row: Fields, prefix: string): boolean =>
  Object.keys(row).some((key) => key.startsWith(prefix));

export function recogniseAzureRows(first: readonly unknown[]): Recognition {
  const rows = first.filter(isFields);
  if (rows.length === 0 || !rows.some((row) => startsWith(row, 'inputs.'))) return OTHER;
  return rows.some((row) => startsWith(row, 'outputs.')) ? FITS : { answer: 'lacks', field: '`outputs.…`' };
}

/** Reads rows of which each has the scores of all evaluators: a case passes where every evaluator that judged it says so. */
export function readAzureRows(output: Output): Reader {
  const undeclared = new Set<string>();
  let open = 0;
  return {
    element(value, place) {
      const record = isFields(value) ? recordOf(value, place.row) : null;
      if (record === null) return output.fault(NO_ROW, place);
      for (const one of record.evaluators)
        if (one.threshold === null && one.verdict === 'no_verdict') undeclared.add(one.name);
      if (record.verdict === 'no_verdict') open += 1;
      output.record(record);
    },
    end() {
      if (open > 0 && undeclared.size > 0) output.note(undeclaredNote(undeclared));
      else if (undeclared.size > 0)
        output.note(
          `These measures state no verdict and do not decide: ${[...undeclared].slice(0, 5).join(', ')}`,
        );
    },
  };
}

const NO_ROW = {
  found: 'a row without inputs, or without the output of an evaluator',
  expected: '`inputs.…` and `outputs.<evaluator>.…`',
  remedy: 'Run the evaluation again.',
};

function recordOf(row: Fields, number: number): EvalRecord | null {
  const found = caseOf(row);
  const evaluators = azureEvaluators(row);
  if (found === null || evaluators.length === 0) return null;
  return evalRecord({
    ...found,
    verdict: verdictOf(evaluators),
    score: soleScore(evaluators),
    threshold: evaluators.length === 1 ? (evaluators[0]?.threshold ?? null) : null,
    evaluators: evaluators.map(({ judges: _, ...evaluator }) => evaluator),
    row: number,
  });
}

/** A measure that failed takes nothing from those that did judge; one that was to judge and failed does. */
const verdictOf = (evaluators: readonly AzureEvaluator[]): EvalRecord['verdict'] =>
  allMustPass(
    evaluators.filter(
      ({ judges, threshold, verdict }) => judges && (threshold !== null || verdict !== 'no_verdict'),
    ),
  );

const IDS = ['id', 'case_id', 'test_id', 'question_id', 'query_id'];
const ASKED = ['query', 'question', 'input', 'prompt', 'user_input', 'conversation', 'messages'];

/** What the system said, which is an input of the evaluators alone. */
const SAID = /^inputs\.(?:response|answer|output|context|latency|.*_length|tool_calls)$/;

/** `line_number` is a place in the data set, and not a case. */
function caseOf(row: Fields): CaseId | null {
  const inputAt = (names: readonly string[]): unknown =>
    names.map((name) => own(row, `inputs.${name}`)).find((value) => value !== undefined && value !== null);
  const all = Object.entries(row).filter(([key]) => key.startsWith('inputs.') && !SAID.test(key));
  return caseId(inputAt(IDS), inputAt(ASKED) ?? (all.length === 0 ? undefined : Object.fromEntries(all)));
}
