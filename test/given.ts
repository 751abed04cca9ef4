import type { EvalCase, EvalChange } from '../action/contract/eval-case.ts';
import { PROOF_IDS, proofFile } from '../action/contract/proofs/index.ts';
import { barsInForce } from '../action/contract/thresholds.ts';
import type { Circumstances } from '../action/readiness/check.ts';
import type { Base, Change, Evidence, History, Readings } from '../action/readiness/evidence.ts';
import { measure } from '../action/readiness/measures.ts';
import { agreement, alternative, graderLabels, labelled, mix, mixes } from './given/comparisons.ts';
import {
  caseSet,
  cases,
  DIGESTS,
  digest,
  evalCase,
  evalRow,
  malformed,
  mustNever,
  recordRows,
  results,
} from './given/evals.ts';
import {
  baseline,
  CRITERIA,
  decision,
  kill,
  manifest,
  system,
  thresholds,
  user,
  waiver,
} from './given/files.ts';
import {
  access,
  dataRegister,
  dataSource,
  drills,
  limits,
  owners,
  prices,
  signal,
  signals,
  suppressions,
  waiverFile,
} from './given/policies.ts';
import { proof, SIGNED } from './given/proofs.ts';
import { document, rows } from './given/rows.ts';
import {
  assisted,
  assistedRow,
  checkedCases,
  checkedRow,
  discardedRow,
  eligible,
  hand,
  handRow,
  money,
  seeds,
  study,
  TASK,
  usage,
  usageEvent,
} from './given/study.ts';
import { timing, timings } from './given/timings.ts';

/** Friday noon, on the fifth day of a stage that began on Monday and is decided on 30 November. */
const NOW = '2026-11-20T12:00:00Z';

const base = (change: Partial<Base> = {}): Base => ({
  commit: '1234567890abcdef1234567890abcdef12345678',
  how: 'pull request base',
  manifest: manifest(),
  baseline: baseline(),
  thresholds: thresholds(),
  kill: kill(),
  waivers: [],
  owners: owners(),
  dataRegister: dataRegister(),
  suppressions: suppressions(),
  drills: drills(),
  signals: signals(),
  limits: limits(),
  access: access(),
  prices: prices(),
  codeOwners: new Map(
    [
      'poc.yaml',
      'policy/kill.yaml',
      'policy/thresholds.yaml',
      'policy/waivers.yaml',
      'policy/owners.yaml',
    ].map((file) => [file, ['@org/platform']]),
  ),
  cases: [],
  caseChanges: [],
  rows: [],
  resultsFrom: 'the tree of the base',
  alternative: null,
  policyDigest: DIGESTS.policy,
  ...change,
});

const change = (over: Partial<Change> = {}): Change => ({
  base: base(),
  reason: '',
  files: ['src/workflow.ts'],
  author: 'bea-builder',
  proposers: [],
  ...over,
});

/** All evidence of a POC that is in order; what hangs on the cases follows those that are given. */
function evidence(over: Partial<Evidence> = {}): Evidence {
  const set = over.cases ?? rows('eval/cases/all.jsonl', caseSet());
  const scored = over.results ?? results(set.map(({ value }) => evalRow(value)));
  const rest: Omit<Unproven, 'measures'> = {
    organisation: null,
    waivers: waiverFile(),
    pastWaivers: [],
    owners: owners(),
    dataRegister: dataRegister(),
    access: access(),
    limits: limits(),
    signals: signals(),
    policiesThere: { access: access(), limits: limits(), signals: signals(), prices: prices() },
    prices: prices(),
    drills: drills(),
    suppressions: suppressions(),
    eligible: { file: 'usage/eligible.csv', rows: [] },
    seeds: { file: 'evidence/seeds.jsonl', rows: [] },
    traces: { file: 'evidence/traces/*.jsonl', rows: [] },
    outputSchema: { file: 'src/output.schema.json', schema: {} },
    atPilot: null,
    snapshots: new Map(),
    files: new Set(),
    manifest: manifest(),
    baseline: baseline(),
    timings: timings(20),
    assisted: { file: 'baseline/assisted.csv', rows: [] },
    discarded: { file: 'baseline/discarded.csv', rows: [] },
    checkedCases: { file: 'baseline/errors.csv', rows: [] },
    usage: [],
    taskDigest: '',
    pasted: null,
    cases: set,
    training: [],
    results: scored,
    caseChanges: [],
    thresholds: thresholds(),
    policyDigest: DIGESTS.policy,
    measuredUnder: scored.run?.inputs.policy ?? null,
    kill: kill(),
    decisions: [],
    recordedFiles: new Map(),
    graderLabels: graderLabels(null, { results: scored }),
    mixes: mixes(),
    alternative: alternative(set),
    sources: [],
    authors: ['Bea Builder', 'bea@example.org'],
    change: change({ base: base({ cases: set, rows: scored.rows }) }),
    history: {
      complete: true,
      killAddedAt: '2026-11-16T09:00:00Z',
      resultsAddedAt: '2026-11-18T09:00:00Z',
      systemChangedAt: null,
    },
    ...over,
  };
  // Proofs are those that a story gives: each belongs to one check, which tells what is in order.
  const known = rest as Omit<Evidence, 'measures'>;
  return { ...known, measures: over.measures ?? measure(asRead(known), new Date(NOW)) };
}

type Unproven = { [K in keyof Evidence as K extends `proof:${string}` ? never : K]: Evidence[K] };

const asRead = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { status: 'read', value }])) as {
    [K in keyof T]: { status: 'read'; value: T[K] };
  };

/** A POC that has measured everything, with its headline in the README: lay it over `given.evidence`. */
function worthSaid(over: Partial<Evidence> = {}): Partial<Evidence> {
  const { measures } = evidence(study(over));
  const text = measures.value.headline ?? '';
  return study({ pasted: { text, file: 'README.md', line: 3 }, measures, ...over });
}

/** Proofs that a story does not give are missing, as they are in a repository. */
const UNPROVEN = Object.fromEntries(
  PROOF_IDS.map((id) => [`proof:${id}`, { status: 'missing', lookedIn: proofFile(id), remedy: '' }]),
) as unknown as Readings;

/** Literals with sensible defaults: each is in order until a test says what is not. */
export const given = {
  now: new Date(NOW),
  digests: DIGESTS,
  digest,
  document,
  rows,
  proof,
  signed: SIGNED,
  waiverFile,
  owners,
  dataRegister,
  dataSource,
  access,
  limits,
  signal,
  signals,
  prices,
  drills,
  suppressions,
  system,
  user,
  manifest,
  baseline,
  timing,
  timings,
  task: TASK,
  hand,
  handRow,
  assisted,
  assistedRow,
  checkedCases,
  checkedRow,
  discardedRow,
  usage,
  usageEvent,
  eligible,
  seeds,
  money,
  study,
  worthSaid,
  evalCase,
  caseValues: cases,
  cases: (count: number, over: Partial<EvalCase> = {}, prefix?: string) =>
    rows('eval/cases/all.jsonl', cases(count, over, prefix)),
  caseSet,
  malformed,
  mustNever,
  evalRow,
  recordRows,
  results,
  alternative,
  mix,
  mixes,
  labelled,
  agreement,
  graderLabels,
  caseChange: (id: string, approved_by: string, reason: EvalChange['reason'] = 'wrong_label') => ({
    id,
    approved_by,
    reason,
  }),
  criteria: CRITERIA,
  kill,
  thresholds,
  base,
  change,
  history: (over: Partial<History> = {}): History => ({ ...evidence().history, ...over }),
  decision,
  waiver,
  evidence,
  readings: (over: Partial<Evidence> = {}, instead: Partial<Readings> = {}): Readings => ({
    ...UNPROVEN,
    ...asRead(evidence(over)),
    ...instead,
  }),
  circumstances: (over: Partial<Circumstances> = {}): Circumstances => ({
    now: new Date(NOW),
    stage: 'explore',
    bars: barsInForce(undefined),
    catalogue: new Map([
      ['eval/pass-rate', 'critical'],
      ['data/permission', 'critical'],
      ['users/named-users', 'high'],
      ['eval/no-regression', 'medium'],
    ]),
    ...over,
  }),
};
