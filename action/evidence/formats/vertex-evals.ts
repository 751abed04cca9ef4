import { type EvalRecord, type EvaluatorScore, evalRecord } from '../../readiness/eval/eval-record.ts';
import { type Fault, FITS, type Format, OTHER, type Output, type Reader } from './format.ts';
import { at, type Fields, fieldsOf, listOf, numberOf, own, textOf } from './shared/fields.ts';
import { lostScores } from './shared/lost-scores.ts';
import { momentOf } from './shared/moment-of.ts';
import { scoreOf, soleScore, undeclaredNote } from './shared/scores.ts';
import { reasonOf, shown } from './shared/shown.ts';

const LIST = 'eval_case_results';
const ANSWERS = 'response_candidate_results';

/** `EvaluationResult` of the Gen AI evaluation service of Vertex AI, as its SDK and agents-cli write it. */
export const vertexEvals: Format = {
  id: 'vertex-evals',
  name: 'Vertex AI evaluation result',
  kind: 'json',
  cannotTell: [
    'whether a case passed, since it states no thresholds',
    'latency, tokens and cost',
    'repeats, other than by their order',
  ],
  recognise(head) {
    if (head.kind !== 'json') return OTHER;
    const cases = listOf(at(head.outline, LIST));
    return cases.some((one) => Array.isArray(at(one, ANSWERS))) ? FITS : OTHER;
  },
  reader: (head, output) => readCases(head.kind === 'json' ? head.outline : null, output),
};

function readCases(outline: unknown, output: Output): Reader {
  const moment = momentOf(at(outline, 'metadata.creation_timestamp'));
  if (moment !== null) output.producedAt(moment);
  const nameOf = candidateNames(listOf(at(outline, 'metadata.candidate_names')));
  const lost = lostScores('Vertex AI');
  const metrics = new Set<string>();
  let numbered = 0;
  return {
    from: [LIST],
    element(value, place) {
      const id = idOf(fieldsOf(value));
      const answers = at(value, ANSWERS);
      if (id === null || !Array.isArray(answers)) return output.fault(wrongCase(value, id), place);
      if (!id.isStable) numbered += 1;
      for (const [i, answer] of answers.entries()) {
        const record = recordOf(id.id, fieldsOf(answer), nameOf(answer, i), place.row);
        for (const { name } of record.evaluators) metrics.add(name);
        lost.see(record);
        output.record(record, answer);
      }
    },
    end() {
      for (const note of lost.notes()) output.note(note);
      if (numbered > 0) output.note(numberedNote(numbered));
      if (metrics.size > 0) output.note(undeclaredNote(metrics));
    },
  };
}

const numberedNote = (cases: number): string =>
  `Cases without an \`eval_case_id\`: ${cases}. They are known by their place in the data set, which changes when a case is added before them.`;

function idOf(fields: Fields): { id: string; isStable: boolean } | null {
  const id = textOf(own(fields, 'eval_case_id'));
  if (id !== null) return { id, isStable: true };
  const index = textOf(own(fields, 'eval_case_index'));
  return index === null ? null : { id: `case ${index}`, isStable: false };
}

const wrongCase = (value: unknown, id: object | null): Fault => ({
  found:
    id === null
      ? `\`eval_case_index\`: ${shown(at(value, 'eval_case_index'))}`
      : `\`${ANSWERS}\`: ${shown(at(value, ANSWERS))}`,
  expected: id === null ? 'the number of the case, or its `eval_case_id`' : 'a list of answers',
  remedy: 'Use the file as the evaluation service wrote it.',
});

/** One candidate needs no name; several are told apart by theirs, or by their number. */
function candidateNames(names: readonly unknown[]): (answer: unknown, i: number) => string | null {
  return (answer, i) => {
    const index = numberOf(at(answer, 'response_index')) ?? i;
    if (names.length > 1) return textOf(names[index]) ?? `candidate ${index + 1}`;
    return index === 0 ? null : `candidate ${index + 1}`;
  };
}

function recordOf(id: string, answer: Fields, variant: string | null, row: number): EvalRecord {
  const results = own(answer, 'metric_results');
  const named: [string | null, unknown][] = Array.isArray(results)
    ? results.map((one) => [null, one])
    : Object.entries(fieldsOf(results));
  const judged = named.map(([name, result]) => ({ name, result: fieldsOf(result) }));
  const evaluators = judged.map(({ name, result }) => evaluatorOf(name, result));
  return evalRecord({
    id,
    variant,
    verdict: 'no_verdict',
    score: soleScore(evaluators),
    evaluators,
    reason:
      judged.map(({ result }) => reasonOf(own(result, 'error_message'))).find((one) => one !== null) ?? null,
    row,
  });
}

/** A judge that failed leaves an error and no score. */
function evaluatorOf(name: string | null, result: Fields): EvaluatorScore {
  const score = scoreOf(own(result, 'score'));
  const failed = score === null || textOf(own(result, 'error_message')) !== null;
  return {
    name: textOf(own(result, 'metric_name')) ?? name ?? 'unnamed',
    score: failed ? null : score,
    threshold: null,
    verdict: failed ? 'grader_error' : 'no_verdict',
  };
}
