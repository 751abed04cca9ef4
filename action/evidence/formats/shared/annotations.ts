import type { EvalRecord, EvaluatorScore } from '../../../readiness/eval/eval-record.ts';
import { fieldsOf, isFields, listOf, numberOf, textOf } from './fields.ts';
import { amountOf } from './scores.ts';
import { textsOf } from './texts-of.ts';

/**
 * What a test says of its case beyond the verdict, where its runner has a free channel: `record_property` in pytest,
 * `meta` in vitest, `extra` in CTRF.
 */
export type Annotations = Pick<
  EvalRecord,
  | 'repeat'
  | 'cluster'
  | 'score'
  | 'threshold'
  | 'evaluators'
  | 'slices'
  | 'latencyMs'
  | 'tokensIn'
  | 'tokensOut'
  | 'costUsd'
  | 'model'
> & {
  /** `case_id`: an id that stays when the test is renamed. */
  caseId: string | null;
};

const NONE: Annotations = {
  caseId: null,
  repeat: null,
  cluster: null,
  score: null,
  threshold: null,
  evaluators: [],
  slices: [],
  latencyMs: null,
  tokensIn: null,
  tokensOut: null,
  costUsd: null,
  model: null,
};

/** @param said pairs of a name and a value, as `case_id`, `caseId`, `case-id` or `eval.case_id` alike */
export function annotationsOf(said: Iterable<readonly [string, unknown]>): Annotations {
  const values = new Map<string, unknown>();
  for (const [name, value] of said) addTo(values, name, value);
  if (values.size === 0) return NONE;
  const first = (...names: string[]): unknown => values.get(names.find((name) => values.has(name)) ?? '');
  return {
    caseId: textOf(first('caseid')),
    repeat: countOf(first('repeat', 'epoch', 'trial')),
    cluster: textOf(first('cluster')),
    score: numberOf(first('score', 'avgscore')),
    threshold: numberOf(first('threshold')),
    evaluators: evaluatorsOf(first('scores')),
    slices: slicesOf(first('slices', 'slice', 'tags')),
    latencyMs: amountOf(first('latencyms', 'latency')),
    // A bare total has no halves; kept as one of them, the sum is right.
    tokensIn: amountOf(first('tokensin', 'inputtokens', 'tokens')),
    tokensOut: amountOf(first('tokensout', 'outputtokens')),
    costUsd: amountOf(first('costusd', 'cost')),
    model: textOf(first('model')),
  };
}

function addTo(values: Map<string, unknown>, name: string, value: unknown): void {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  // vitest-evals keeps all under `meta.eval`.
  if (plain === 'eval' && isFields(value))
    for (const [inner, one] of Object.entries(value)) addTo(values, inner, one);
  else values.set(plain.startsWith('eval') ? plain.slice('eval'.length) : plain, value);
}

function countOf(value: unknown): number | null {
  const number = amountOf(value);
  return Number.isSafeInteger(number) ? number : null;
}

/** Scores by name, without a threshold and so without a verdict of their own. */
function evaluatorsOf(value: unknown): EvaluatorScore[] {
  return listOf(value).flatMap((one) => {
    const { name, score } = fieldsOf(one);
    const known = textOf(name);
    return known === null
      ? []
      : [{ name: known, score: numberOf(score), threshold: null, verdict: 'no_verdict' }];
  });
}

function slicesOf(value: unknown): string[] {
  return textsOf(typeof value === 'string' ? value.split(',').map((one) => one.trim()) : value);
}
