import type { RowVerdict } from '../contract/eval-run.ts';
import type { Mapping } from '../contract/mapping.ts';
import type { EvalRecord, EvaluatorScore } from '../readiness/eval/eval-record.ts';
import type { Fault } from './formats/format.ts';
import { allMustPass } from './formats/shared/all-must-pass.ts';
import { at, numberOf } from './formats/shared/fields.ts';

/**
 * Judges a record anew by the thresholds that `evidence.mapping` declares.
 *
 * @returns the record with its score, threshold and verdict; a fault where an evaluator that is named said nothing
 */
export function judgeByScore(record: EvalRecord, raw: unknown, mapping: Mapping): EvalRecord | Fault {
  // Nothing was there to be judged.
  if (record.verdict === 'system_error') return record;
  const { threshold } = mapping;
  if (typeof threshold === 'object') return judgeEach(record, raw, threshold, mapping);
  const score = mapping.score === undefined ? record.score : numberOf(at(raw, mapping.score));
  const bar = typeof threshold === 'string' ? numberOf(at(raw, threshold)) : (threshold ?? null);
  if (bar === null) return noBar(String(threshold));
  if (score === null && mapping.score === undefined && record.evaluators.length > 0) {
    return judged(
      record,
      record.evaluators.map((one) => measured(one, bar)),
      mapping,
    );
  }
  const verdict = together(ofScore(score, bar), record, mapping);
  return { ...record, score, threshold: bar, verdict };
}

const noBar = (path: string): Fault => ({
  found: `\`${path}\` of another kind`,
  expected: 'a number, as the score from which on a result passes',
  remedy: 'Correct the result, or declare the number itself under `evidence.mapping.threshold`.',
});

const ofScore = (score: number | null, bar: number): Exclude<RowVerdict, 'system_error' | 'no_verdict'> =>
  score === null ? 'grader_error' : score >= bar ? 'pass' : 'fail';

const measured = ({ name, score }: { name: string; score: number | null }, bar: number): EvaluatorScore => ({
  name,
  score,
  threshold: bar,
  verdict: ofScore(score, bar),
});

function judgeEach(
  record: EvalRecord,
  raw: unknown,
  bars: Readonly<Record<string, number>>,
  mapping: Mapping,
): EvalRecord | Fault {
  const declared: EvaluatorScore[] = [];
  for (const [name, bar] of Object.entries(bars)) {
    const known = record.evaluators.find((one) => one.name === name);
    const value = known === undefined ? at(raw, name) : known.score;
    if (value === undefined) return unknownEvaluator(name, record);
    declared.push(measured({ name, score: numberOf(value) }, bar));
  }
  const others = record.evaluators
    .filter((one) => !Object.hasOwn(bars, one.name))
    .map((one): EvaluatorScore => ({ ...one, verdict: 'no_verdict' }));
  return judged(record, [...declared, ...others], mapping);
}

const unknownEvaluator = (name: string, { evaluators }: EvalRecord): Fault => ({
  found: `a result without \`${name.slice(0, 60)}\`${
    evaluators.length === 0
      ? ''
      : `, but with ${evaluators
          .map((one) => one.name)
          .join(', ')
          .slice(0, 200)}`
  }`,
  expected: 'the score that `evidence.mapping.threshold` in poc.yaml declares',
  remedy: 'Correct the name, or write null where the evaluator said nothing.',
});

const judged = (record: EvalRecord, evaluators: readonly EvaluatorScore[], mapping: Mapping): EvalRecord => ({
  ...record,
  evaluators,
  verdict: together(allMustPass(evaluators), record, mapping),
});

const SEVERITY: readonly RowVerdict[] = ['fail', 'grader_error', 'no_verdict', 'pass'];

/** A verdict that is declared beside a threshold counts as well: the worse of the two. */
function together(byScore: RowVerdict, record: EvalRecord, mapping: Mapping): RowVerdict {
  if (mapping.pass === undefined) return byScore;
  return SEVERITY.find((one) => one === byScore || one === record.verdict) ?? byScore;
}
