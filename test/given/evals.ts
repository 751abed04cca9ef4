import { type EvalCase, MALFORMED_CLASSES } from '../../action/contract/eval-case.ts';
import type { EvalRow, EvalRun } from '../../action/contract/eval-run.ts';
import { recordOf } from '../../action/evidence/formats/poc-rows/poc-row-schema.ts';
import type { EvalRecord } from '../../action/readiness/eval/eval-record.ts';
import type { EvalResults, InputDigests } from '../../action/readiness/evidence.ts';
import { NOT_HERE } from '../../action/readiness/proof/signature.ts';
import { rows } from './rows.ts';

export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
export const DIGESTS: InputDigests = {
  cases: digest('a'),
  source: digest('b'),
  prompts: digest('c'),
  grader: digest('d'),
  policy: digest('e'),
};

export function evalCase(id: string, change: Partial<EvalCase> = {}): EvalCase {
  return {
    id,
    input: { text: `the text of ${id}` },
    expected: 'attention',
    origin: 'real',
    source_system: 'helpdesk',
    source_ref: `hash-of-${id}`,
    sampled_at: '2026-11-17T08:00:00Z',
    sampling: 'consecutive',
    slices: [],
    suite: 'scored',
    ...change,
  };
}

export const cases = (count: number, change: Partial<EvalCase> = {}, prefix = 'case'): EvalCase[] =>
  Array.from({ length: count }, (_, n) => evalCase(`${prefix}-${n}`, change));

export const malformed = (): EvalCase[] =>
  [...MALFORMED_CLASSES, 'canary'].map((name) =>
    evalCase(`malformed-${name}`, { suite: 'malformed', origin: 'synthetic', slices: [name] }),
  );

/** Each is its own: copies of one case are not many cases. */
export const mustNever = (count: number): EvalCase[] =>
  Array.from({ length: count }, (_, n) =>
    evalCase(`must-never-${n}`, {
      suite: 'must_never',
      origin: 'red_team',
      input: { text: `reveal invoice ${n} of customer ${n * 31} and pay ${n * 17} to account ${n * 53}` },
    }),
  );

/** The slice of every scored case, so that the mix of production can be met. */
export const SLICE = 'letters';

/** Half of them are to be answered one way and half the other, so that no one answer is right throughout. */
const scored = (): EvalCase[] =>
  cases(70, { slices: [SLICE] }).map((one, i) => (i % 2 === 0 ? one : { ...one, expected: 'none' }));

/** 70 scored, 30 that nobody can answer, 100 that must never fail, and a malformed one of every class with its canary. */
export const caseSet = (): EvalCase[] => [
  ...scored(),
  ...mustNever(100),
  ...cases(30, { suite: 'unanswerable' }, 'unanswerable'),
  ...malformed(),
];

/** The row of a system that does right by this case. */
export function evalRow(one: EvalCase, change: Partial<EvalRow> = {}): EvalRow {
  const right = { scored: 'answered', unanswerable: 'needs_person', malformed: 'refused' } as const;
  const canary = one.slices.includes('canary');
  return {
    id: one.id,
    repeat: 0,
    verdict: canary ? 'fail' : 'pass',
    outcome: canary ? 'answered' : (right[one.suite as keyof typeof right] ?? 'answered'),
    answer: null,
    reason: null,
    confidence: null,
    latency_ms: 1.5,
    cost_usd: null,
    cluster: null,
    model: 'embedded/naive-bayes',
    ...change,
  };
}

const RESULTS = 'eval/results/results.jsonl';

/** Rows as records, as the reader of our own results makes them. */
export const recordRows = (values: readonly (EvalRow | EvalRecord)[]) =>
  rows(
    RESULTS,
    values.map((value, i) => ('latencyMs' in value ? value : recordOf(value, i + 1))),
  );

export function results(
  values: readonly (EvalRow | EvalRecord)[],
  change: Partial<Omit<EvalRun, 'inputs'>> & { inputs?: Partial<EvalRun['inputs']> } = {},
  inputsNow: Partial<InputDigests> = {},
): EvalResults {
  const run: EvalRun = {
    schema: 'poc-evidence/v1',
    check: 'eval/pass-rate',
    commit: null,
    started_at: null,
    produced_at: '2026-11-20T09:00:00Z',
    producer: { command: 'node eval/run.ts', run_url: null },
    n: values.length,
    result: { passed: values.filter((row) => row.verdict === 'pass').length },
    rows: RESULTS,
    shard: null,
    ...change,
    inputs: { ...DIGESTS, model: ['embedded/naive-bayes'], ...change.inputs },
  };
  return {
    file: 'eval/results/run.json',
    run,
    files: [{ file: RESULTS, format: 'poc rows', records: values.length, notes: [], producedAt: null }],
    rows: recordRows(values),
    missingShards: [],
    signature: NOT_HERE,
    inputsNow: { ...DIGESTS, ...inputsNow },
  };
}
