import type { Baseline } from '../../action/contract/baseline.ts';
import type { Kill, KillCriterion } from '../../action/contract/kill.ts';
import type { Manifest, System } from '../../action/contract/manifest.ts';
import type { Thresholds } from '../../action/contract/thresholds.ts';
import type { Waiver } from '../../action/contract/waivers.ts';
import type { DecisionRecord } from '../../action/readiness/evidence.ts';
import type { Document, Row } from '../../action/readiness/reading.ts';
import { document } from './rows.ts';

export const user = (pseudonym: string, acknowledged_on: string | null = '2026-11-16') => ({
  pseudonym,
  role: 'support agent',
  acknowledged_on,
});

/** A POC in explore that is in order. */
const MANIFEST: Manifest = {
  version: 1,
  workflow: {
    id: 'message-triage',
    kind: 'classify',
    title: 'Does a message deserve a person’s attention?',
    labels: ['attention', 'none'],
    user_role: 'support agent',
    out_of_scope: ['writing replies', 'attachments', 'phone calls'],
  },
  owner: 'Olga Owner',
  sponsor: 'Sam Sponsor',
  users: [user('user-1'), user('user-2'), user('user-3')],
  stage: 'explore',
  stage_started_on: '2026-11-16',
  decision_due: '2026-11-30',
  extension: null,
  capabilities: { writes: false, unattended: false, personal_data: true, llm_judge: false },
  systems: [
    {
      id: 'helpdesk',
      access: 'read',
      hosts: ['sandbox.helpdesk.example'],
      scopes: ['tickets.read'],
      operations: [],
    },
  ],
  untrusted_inputs: ['message body'],
  evidence: {
    results: 'eval/results/run.json',
    usage: 'usage/*.jsonl',
    eligible: 'usage/eligible.csv',
    seeds: 'evidence/seeds.jsonl',
    traces: 'evidence/traces/*.jsonl',
    output_schema: 'src/output.schema.json',
    inputs: { cases: [], source: [], prompts: [], grader: [], policy: [] },
  },
  alternative: null,
};

const BASELINE: Baseline = {
  version: 1,
  unit: 'one incoming message',
  start_event: 'the message is opened',
  stop_event: 'the message is filed',
  performer_roles: ['support agent'],
  eligible_per_month: 1200,
  volume_query: 'select count(*) from messages where …',
  volume_window: '2026-10-01/2026-10-31',
  exclusions: [],
  timings: 'baseline/timings.csv',
  assisted: 'baseline/assisted.csv',
  discarded: 'baseline/discarded.csv',
  errors: 'baseline/errors.csv',
  estimate: null,
  value: null,
};

export const CRITERIA: readonly KillCriterion[] = (
  [
    ['value', 'baseline.timed_cases', 5],
    ['use', 'users.named', 2],
    ['quality', 'eval.pass_rate_upper', 0.7],
  ] as const
).map(([id, metric, threshold]) => ({
  id,
  metric,
  op: '<',
  threshold,
  by_date: '2026-11-30',
  set_by: 'Olga Owner',
}));

export const manifest = (change: Partial<Manifest> = {}, lines: Record<string, number> = {}) =>
  document('poc.yaml', { ...MANIFEST, ...change }, lines);
export const kill = (criteria: readonly KillCriterion[] = CRITERIA): Document<Kill> =>
  document('policy/kill.yaml', { version: 1, criteria: [...criteria] });
export const system = (id: string, access: System['access'], over: Partial<System> = {}): System => ({
  id,
  access,
  hosts: [],
  scopes: [],
  operations: [],
  ...over,
});

export const thresholds = (
  bars: Thresholds['bars'] = {},
  more: Pick<Thresholds, 'slices' | 'budgets'> = {},
): Document<Thresholds> => document('policy/thresholds.yaml', { version: 1, bars, ...more });

export const baseline = (over: Partial<Baseline> = {}): Document<Baseline> =>
  document('baseline.yaml', { ...BASELINE, ...over });

export const decision = (over: Partial<DecisionRecord> = {}): Row<DecisionRecord> => ({
  value: {
    status: 'accepted',
    date: '2026-11-20',
    decision: 'stop',
    'decision-makers': ['Olga Owner'],
    body: '# It\n',
    ...over,
  },
  file: 'decisions/0001-it.md',
  line: 1,
});

export const waiver = (over: Partial<Waiver> = {}): Waiver => ({
  check: 'eval/pass-rate',
  reason: 'accepted_risk',
  text: 'The sponsor accepts it for the trial.',
  compensating_control: 'A person reads every answer.',
  owner: 'Olga Owner',
  approver: 'Sam Sponsor',
  granted_on: '2026-11-10',
  expires_on: '2026-11-30',
  renewals: 0,
  ...over,
});
