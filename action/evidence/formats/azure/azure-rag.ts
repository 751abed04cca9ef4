import { type EvalRecord, evalRecord } from '../../../readiness/eval/eval-record.ts';
import { FITS, type Format, OTHER } from '../format.ts';
import { caseId } from '../shared/case-id.ts';
import { type Fields, isFields, numberOf, own } from '../shared/fields.ts';
import { soleScore } from '../shared/scores.ts';

const isRating = (name: string): boolean => name.startsWith('gpt_');

/**
 * `eval_results.jsonl` of Azure-Samples/ai-rag-chat-evaluator: a question and its ratings from 1 to 5 on each line. The
 * sample counts ratings from 4 on as passes, but only where it sums them up: the file itself states no threshold.
 */
export const azureRag: Format = {
  id: 'azure-rag',
  name: 'Azure RAG evaluator JSON lines',
  kind: 'json-lines',
  cannotTell: [
    'whether a case passed, since it states no thresholds',
    'repeats, other than by their order',
    'cost',
  ],
  recognise(head) {
    if (head.kind !== 'json-lines') return OTHER;
    const first = head.first[0];
    if (!isFields(first) || !Object.keys(first).some(isRating)) return OTHER;
    return own(first, 'question') === undefined ? { answer: 'lacks', field: '`question`' } : FITS;
  },
  reader(_, output) {
    const names = new Set<string>();
    return {
      element(value, place) {
        const record = isFields(value) ? recordOf(value, place.row) : null;
        if (record === null) return output.fault(UNRATED, place);
        for (const { name } of record.evaluators) names.add(name);
        output.record(record);
      },
      end() {
        if (names.size > 0) output.note(thresholdNote([...names].slice(0, 10)));
      },
    };
  },
};

const UNRATED = {
  found: 'a line without `question`, or without ratings (`gpt_…`)',
  expected: 'a question and its ratings',
  remedy: 'Run the evaluation again.',
};

const thresholdNote = (names: readonly string[]): string =>
  `It has ratings and states no threshold, so a case has a verdict only where poc.yaml declares one. The sample’s own summary counts ratings from 4 on, which would be evidence: { mapping: { threshold: { ${names.map((name) => `${name}: 4`).join(', ')} } } }.`;

function recordOf(row: Fields, number: number): EvalRecord | null {
  const found = caseId(undefined, own(row, 'question'));
  const evaluators = Object.keys(row)
    .filter(isRating)
    .map((name) => {
      const score = ratingOf(row[name]);
      return {
        name,
        score,
        threshold: null,
        verdict: score === null ? 'grader_error' : 'no_verdict',
      } as const;
    });
  if (found === null || evaluators.length === 0) return null;
  // Measured as seconds by the sample itself.
  const latency = numberOf(own(row, 'latency'));
  const latencyMs = latency === null || latency < 0 ? null : latency * 1000;
  return evalRecord({
    ...found,
    verdict: 'no_verdict',
    score: soleScore(evaluators),
    evaluators,
    latencyMs,
    row: number,
  });
}

/** A rating below 1 stands for one that could not be read out of the judge's answer. */
function ratingOf(value: unknown): number | null {
  const rating = numberOf(value);
  return rating !== null && rating >= 1 ? rating : null;
}
