import { type Fields, isFields, listOf, own } from '../shared/fields.ts';
import { binaryOf } from '../shared/scores.ts';

/** What every line has beside its metrics. Lines before mid-2025 do not list the names of those. */
const NOT_METRICS = new Set([
  'doc_id',
  'doc',
  'target',
  'arguments',
  'resps',
  'filtered_resps',
  'filter',
  'filter_variants',
  'metrics',
  'doc_hash',
  'prompt_hash',
  'target_hash',
  'schema_version',
  'task_name',
  // Written by --predict_only, always 999: nothing was measured.
  'bypass',
]);

/** Metrics that are right or wrong for one document, by their names in the harness's tasks. */
const BINARY = /(?:^|_)(?:acc|accuracy|exact_match|exact|em|correct)(?:_norm|_bytes|_mutual_info)?$/u;
const PASS_AT_ONE = /^pass(?:@|_at_)1$/u;

/** @returns names of the metrics of a line, in the order of the file. */
export function metricNames(line: Fields): readonly string[] {
  const listed = listOf(own(line, 'metrics')).filter((name) => typeof name === 'string' && name !== 'bypass');
  if (listed.length > 0) return listed as string[];
  return measures(line);
}

const measures = (line: Fields): readonly string[] =>
  Object.keys(line).filter((name) => !NOT_METRICS.has(name) && isMeasure(line[name]));

/** NaN and infinity arrive as `null`; words (such as truthfulqa's `hallucination`) measure nothing. */
export const isMeasure = (value: unknown): boolean =>
  value === null || typeof value === 'number' || typeof value === 'boolean' || Array.isArray(value);

/**
 * Which metric says whether a document passes: the first in the order of the file whose name says that it is right or
 * wrong, and whose values at the start of the file are. The name alone is not enough, since `acc` of truthfulqa_mc2 is
 * a share; nor are the values, since an `f1` of 1 is no verdict.
 *
 * @param first lines from the start of the file
 * @returns its name, or `null` where no metric is of that kind
 */
export function decidingMetric(first: readonly unknown[]): string | null {
  const lines = first.filter(isFields);
  const [start] = lines;
  if (start === undefined) return null;
  // Not by the list of names: the outline of a JSON document cuts lists short.
  return measures(start).find((name) => isBinaryName(name) && lines.every(binaryAt(name))) ?? null;
}

/** A name may carry its filter, as in `exact_match,strict-match`. */
function isBinaryName(name: string): boolean {
  const plain = name.slice(0, 60).split(',')[0] ?? '';
  return BINARY.test(plain) || PASS_AT_ONE.test(plain);
}

const binaryAt =
  (name: string) =>
  (line: Fields): boolean => {
    const value = own(line, name);
    // What is no number at all is a fault of its line, and says nothing of the metric.
    return typeof value === 'number' ? binaryOf(value) !== null : !Array.isArray(value);
  };
