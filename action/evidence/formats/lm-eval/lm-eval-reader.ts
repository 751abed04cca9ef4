import { type EvalRecord, type EvaluatorScore, evalRecord } from '../../../readiness/eval/eval-record.ts';
import { FITS, OTHER, type Output, type Place, type Reader, type Recognition } from '../format.ts';
import { type Fields, isFields, own, textOf } from '../shared/fields.ts';
import { binaryOf, scoreOf, soleScore, undeclaredNote } from '../shared/scores.ts';
import { shown } from '../shared/shown.ts';
import { lmEvalFilters } from './lm-eval-filters.ts';
import { decidingMetric, isMeasure, metricNames } from './lm-eval-metric.ts';

export const LM_EVAL_CANNOT_TELL = [
  'which model answered',
  'how long an answer took, its tokens or its cost',
] as const;

/** @returns whose it is, judged by its first lines. */
export function recogniseSamples(first: readonly unknown[]): Recognition {
  const [line] = first;
  if (!isFields(line) || !Object.hasOwn(line, 'doc_id')) return OTHER;
  if (!Object.hasOwn(line, 'filtered_resps') && !Object.hasOwn(line, 'resps')) return OTHER;
  return metricNames(line).length > 0
    ? FITS
    : { answer: 'lacks', field: 'a metric, such as acc or exact_match' };
}

/** @returns a reader of one line for each document and filter. */
export function samplesReader(first: readonly unknown[], output: Output): Reader {
  const decides = decidingMetric(first);
  const filters = lmEvalFilters(output);
  const measured = new Set<string>();
  const infinite = infiniteMeasures(decides);
  let neither = 0;
  return {
    element(value, place) {
      if (!isFields(value)) return output.fault(notALine(value), place);
      const id = textOf(own(value, 'doc_id'));
      if (id === null) return output.fault(noDocument(value), place);
      if (decides !== null && !isMeasure(own(value, decides))) {
        return output.fault(noMetric(decides, own(value, decides)), place);
      }
      if (!filters.takes(value, id, place)) return;
      const record = recordOf(value, id, decides, place);
      infinite.see(value, record.evaluators);
      for (const evaluator of record.evaluators) measured.add(evaluator.name);
      if (decides !== null && record.verdict === 'no_verdict') neither += 1;
      output.record(record);
    },
    end() {
      filters.end();
      for (const note of infinite.notes()) output.note(note);
      if (decides !== null) output.note(decidedBy(decides, neither));
      else if (measured.size > 0) output.note(undeclaredNote(measured));
    },
  };
}

/** Counts measures that are NaN or infinite, which are read as null; for the one that decides, other words are found. */
function infiniteMeasures(decides: string | null) {
  const times = new Map<string, number>();
  let lines = 0;
  return {
    see(line: Fields, evaluators: readonly EvaluatorScore[]): void {
      lines += 1;
      for (const { name, score } of evaluators)
        if (name !== decides && score === null && isOneValue(own(line, name)))
          times.set(name, (times.get(name) ?? 0) + 1);
    },
    notes: () =>
      [...times].map(([name, count]) => `${name} is no finite number in ${count} of ${lines} lines`),
  };
}

const isOneValue = (value: unknown): boolean => value === null || typeof value === 'number';

function recordOf(line: Fields, id: string, decides: string | null, place: Place): EvalRecord {
  const evaluators = metricNames(line).map((name) => evaluatorOf(name, own(line, name), decides));
  const deciding = evaluators.find((one) => one.name === decides);
  return evalRecord({
    id,
    row: place.row,
    verdict: deciding?.verdict ?? 'no_verdict',
    score: deciding === undefined ? soleScore(evaluators) : deciding.score,
    evaluators,
  });
}

/** Some metrics are lists (one value for each instruction, or the parts of a mean): no score of the document. */
function evaluatorOf(name: string, value: unknown, decides: string | null): EvaluatorScore {
  const right = name === decides ? binaryOf(value) : null;
  const verdict = right === null ? 'no_verdict' : right ? 'pass' : 'fail';
  return { name, score: scoreOf(value), threshold: null, verdict };
}

function decidedBy(metric: string, neither: number): string {
  const name = shown(metric);
  const unclear =
    neither === 0 ? '' : ` In ${neither} of the lines it is neither 0 nor 1, and these have no verdict.`;
  return `${name} decides, as the first metric of the file that is right or wrong for one document.${unclear} Another one can be declared in poc.yaml as evidence: { mapping: { pass: … } }.`;
}

const notALine = (value: unknown) => ({
  found: shown(value),
  expected: 'an object with doc_id, filtered_resps and metrics',
  remedy: 'Write the file again with lm_eval --log_samples.',
});

const noDocument = (line: Fields) => ({
  found: `doc_id: ${shown(own(line, 'doc_id'))}`,
  expected: 'the number of a document',
  remedy: 'Write the file again with lm_eval --log_samples.',
});

const noMetric = (name: string, value: unknown) => ({
  found: `${name.slice(0, 60)}: ${shown(value)}, by which the lines before it are judged`,
  expected: 'the same metrics in every line, as 0 or 1',
  remedy: 'Give the samples of each task in a file of their own.',
});
