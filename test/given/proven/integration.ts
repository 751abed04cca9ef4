import { createHash } from 'node:crypto';
import type { System } from '../../../action/contract/manifest.ts';
import type { ProofResult } from '../../../action/contract/proofs/index.ts';
import type { Proven } from './proven.ts';

/** A sandbox of a My Domain, as Salesforce names them. The systems of `poc.yaml` that this evidence is about. */
export const HOST = 'acme--uat.sandbox.my.salesforce.com';
export const SYSTEMS: System[] = [
  {
    id: 'helpdesk',
    access: 'write',
    hosts: [HOST],
    scopes: ['api'],
    operations: [
      { name: 'list_cases', access: 'read', impact: 'low' },
      { name: 'label_case', access: 'write', impact: 'low' },
      { name: 'close_case', access: 'write', impact: 'high' },
    ],
  },
];

const SNAPSHOT = 'contracts/helpdesk.json';
const SHAPE = '{ "cases": [{ "id": "string", "subject": "string", "status": "string" }] }\n';

export const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const hoursBefore = (now: Date, hours: number): string =>
  new Date(now.getTime() - hours * 3_600_000).toISOString();

type Results = {
  [I in 'real-connection' | 'write-safety' | 'contract-drift']: ProofResult<`integration/${I}`>;
};
export type Read = Results['real-connection']['systems'][number];
export type WriteTest = Results['write-safety']['tests'][number];
export type Compared = Results['contract-drift']['systems'][number];

/** A read of this morning. */
export const liveRead = (now: Date, over: Partial<Read> = {}): Read => ({
  id: 'helpdesk',
  host: HOST,
  environment: 'sandbox',
  auth: 'oauth',
  records_read: 25,
  response_schema: sha256(SHAPE),
  payload: sha256(`25 cases of ${now.toISOString()}`),
  server_date: hoursBefore(now, 3),
  requested_at: hoursBefore(now, 3),
  ...over,
});

const CANARY = { id: 'canary', status: 'failed', duration_ms: 4 } as const;
const WRITTEN = { replay: [2, 1], dry_run: [1, 0], undo: [1, 0], approval: [1, 0], revoked: [1, 0] } as const;

/** A test of a write as it should end: `label_case, replay`. */
export function writeTest(
  operation: string,
  kind: keyof typeof WRITTEN,
  over: Partial<WriteTest> = {},
): WriteTest {
  const [sent, effects] = WRITTEN[kind];
  const change = kind === 'dry_run' ? sha256(operation) : null;
  return {
    id: `${operation}, ${kind}`,
    status: 'passed',
    duration_ms: 31,
    system: 'helpdesk',
    operation,
    kind,
    sent,
    effects,
    announced: change,
    made: change,
    ...over,
  };
}

const WRITE_CANARY: WriteTest = {
  ...CANARY,
  system: null,
  operation: null,
  kind: null,
  sent: 0,
  effects: 0,
  announced: null,
  made: null,
};

/** The tests of every write of `SYSTEMS`, with the canary first. */
export const writeTests = (): WriteTest[] => [
  WRITE_CANARY,
  ...(['replay', 'dry_run', 'undo'] as const).map((kind) => writeTest('label_case', kind)),
  ...(['replay', 'dry_run', 'undo', 'approval'] as const).map((kind) => writeTest('close_case', kind)),
];

/** A comparison of this morning, of a snapshot that is as the vendor answers. */
export const compared = (now: Date, over: Partial<Compared> = {}): Compared => ({
  id: 'helpdesk',
  snapshot: SNAPSHOT,
  snapshot_digest: sha256(SHAPE),
  live_digest: sha256(SHAPE),
  compared_at: hoursBefore(now, 3),
  rate_limit_headroom: 0.62,
  ...over,
});

export type DriftTest = Results['contract-drift']['tests'][number];

export const driftTests = (over: Partial<DriftTest> = {}): DriftTest[] => [
  { ...CANARY, system: null, on_another_shape: null },
  {
    id: 'helpdesk keeps its shape',
    status: 'passed',
    duration_ms: 87,
    system: 'helpdesk',
    on_another_shape: 'failed',
    ...over,
  },
];

/** What proves the three checks of `integration` for a POC whose `poc.yaml` has `SYSTEMS` and `capabilities.writes: true`. */
export const provenIntegration = (now: Date): Proven => ({
  results: {
    'integration/real-connection': { result: { systems: [liveRead(now)] }, n: 1 },
    'integration/write-safety': { result: { tests: writeTests() }, n: writeTests().length - 1 },
    'integration/contract-drift': { result: { systems: [compared(now)], tests: driftTests() }, n: 1 },
  },
  files: { [SNAPSHOT]: SHAPE },
});
