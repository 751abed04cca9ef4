import type { EvalCase } from '../../action/contract/eval-case.ts';
import type { GraderAgreement, LabelledOutput } from '../../action/contract/grader-agreement.ts';
import type { ProductionMix } from '../../action/contract/production-mix.ts';
import type { Alternative, GraderLabels, Mixes } from '../../action/readiness/evidence.ts';
import type { Row } from '../../action/readiness/reading.ts';
import { DIGESTS, evalRow, results, SLICE } from './evals.ts';
import { document } from './rows.ts';

/** What the dumb version made of a case: right on two of three. */
const byRule = (one: EvalCase, i: number) =>
  evalRow(one, i % 3 === 0 ? { verdict: 'fail', reason: 'another label' } : {});

const RULE_FILE = 'alternative/results/results.jsonl';

/** An alternative that is right on 46 of 70 cases, with code in the repository. */
export function alternative(cases: readonly Row<EvalCase>[], change: Partial<Alternative> = {}): Alternative {
  const rows = cases.filter(({ value }) => value.suite === 'scored').map(({ value }, i) => byRule(value, i));
  const made = results(rows);
  return {
    title: 'keyword rule',
    costPerCase: 0,
    source: ['alternative/rule.ts'],
    results: {
      ...made,
      file: 'alternative/results/run.json',
      files: made.files.map((one) => ({ ...one, file: RULE_FILE })),
    },
    ...change,
  };
}

const MIX: ProductionMix = {
  version: 1,
  query: 'select kind, count(*) from messages group by kind',
  window: { from: '2026-08-01', to: '2026-10-31' },
  slices: [{ name: SLICE, share: 1 }],
  weights: false,
};

export const mix = (change: Partial<ProductionMix> = {}): ProductionMix => ({ ...MIX, ...change });
export const mixes = (now: ProductionMix | null = MIX, before: ProductionMix | null = null): Mixes => ({
  now: now === null ? null : document('eval/slices.yaml', now, { slices: 8, window: 4, query: 3 }),
  before,
});

export const labelled = (id: string, change: Partial<LabelledOutput> = {}): LabelledOutput => ({
  case: id,
  output: `the answer to ${id}`,
  graded: 'pass',
  labels: [{ by: 'user-1', verdict: 'pass' }],
  ...change,
});

export const agreement = (
  outputs: readonly LabelledOutput[],
  change: Partial<GraderAgreement> = {},
): GraderAgreement => ({
  version: 1,
  judge: 'vendor/judge-2026-05-01',
  grader: DIGESTS.grader,
  outputs: [...outputs],
  ...change,
});

/** Without a file: nothing to validate. */
export const graderLabels = (
  said: GraderAgreement | null,
  change: Partial<GraderLabels> = {},
): GraderLabels => ({
  agreement: said === null ? null : document('eval/grader-agreement.json', said),
  graderNow: DIGESTS.grader,
  caseIds: new Set(said?.outputs.map((one) => one.case)),
  results: null,
  changed: { grader: [], results: [] },
  softened: [],
  author: 'bea-builder',
  ...change,
});
