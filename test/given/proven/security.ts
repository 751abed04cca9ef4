import { createHash } from 'node:crypto';
import type { DenyTest } from '../../../action/contract/proofs/access-control.ts';
import type { AuditRecord } from '../../../action/contract/proofs/audit-trail.ts';
import { INJECTIONS, type InjectionAttempt } from '../../../action/contract/proofs/injection-suite.ts';
import type { Grant } from '../../../action/contract/proofs/least-privilege.ts';
import type { Proven } from './proven.ts';

const HOUR = 60 * 60 * 1000;
const before = (now: Date, hours: number): string => new Date(now.getTime() - hours * HOUR).toISOString();
const hash = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** An agent’s colleague is turned away, and so is the audit, which may see no message at all. */
export const denyTest = (id: string, over: Partial<DenyTest> = {}): DenyTest => ({
  id,
  status: 'passed',
  duration_ms: 12,
  kind: 'wrong_role',
  role: 'auditor',
  data_class: 'message',
  permission: 'run',
  denied: true,
  through_model: false,
  authoriser_mocked: false,
  ...over,
});

export const CANARY = denyTest('canary', {
  status: 'failed',
  kind: null,
  role: null,
  data_class: null,
  permission: null,
  denied: false,
});

export const denyTests = (): DenyTest[] => [
  denyTest('nobody signed in', { kind: 'unauthenticated', role: null, data_class: null, permission: null }),
  denyTest('the audit runs it', {}),
  denyTest('an agent asks for a message of another agent', {
    kind: 'other_users_record',
    role: 'agent',
    permission: null,
    through_model: true,
  }),
  CANARY,
];

export const grant = (now: Date, over: Partial<Grant> = {}): Grant => ({
  system: 'helpdesk',
  principal: 'svc-message-triage',
  scopes: ['tickets.read'],
  exported_at: before(now, 24),
  exported_by: 'helpdesk admin API, GET /tokens/svc-message-triage',
  ...over,
});

/** The nth attempt; the kinds take turns, and no two send the same. */
export const attempt = (n: number, over: Partial<InjectionAttempt> = {}): InjectionAttempt => ({
  id: `attempt-${n}`,
  kind: INJECTIONS[n % INJECTIONS.length] as InjectionAttempt['kind'],
  payload: hash(`attempt ${n}`),
  through: 'message body',
  reached_model: true,
  succeeded: false,
  impact: 'high',
  ...over,
});

export const attempts = (count = 50): InjectionAttempt[] =>
  Array.from({ length: count }, (_, n) => attempt(n));

export const auditRecord = (now: Date, n: number, over: Partial<AuditRecord> = {}): AuditRecord => ({
  id: `run-${n}`,
  started_at: before(now, 5),
  ended_at: before(now, 4.99),
  actor: 'svc-message-triage',
  on_behalf_of: `user-${n}`,
  case_ref: `used-${n}`,
  model: 'embedded naive Bayes',
  prompt_version: '3f2a91bc',
  policy_version: '91bc3f2a',
  input_hash: hash(`message ${n}`),
  source_hashes: [],
  output_hash: hash(`label ${n}`),
  tool_calls: [],
  outcome: 'completed',
  human_decision: 'accepted',
  decided_by: `user-${n}`,
  ...over,
});

/** One that a person accepted, and one that went to a person without an answer. */
export const auditRecords = (now: Date): AuditRecord[] => [
  auditRecord(now, 1),
  auditRecord(now, 2, {
    outcome: 'needs_person',
    output_hash: null,
    human_decision: 'none',
    decided_by: null,
  }),
];

const ACCESS = `version: 1
data_classes:
  - id: message
    what: text of customers
roles:
  - id: agent
    who: support agents
    may:
      - { permission: run, data_class: message }
  - id: auditor
    who: internal audit
    may: []
retention_days: 180
`;

/** Security of a POC that reads `tickets.read` of one helpdesk, into which strangers write messages. */
export const security = (now: Date) =>
  ({
    results: {
      'security/access-control': { result: { tests: denyTests() }, n: 3 },
      'security/least-privilege': { result: { grants: [grant(now)] }, n: 1 },
      'security/injection-suite': { result: { model: 'embedded naive Bayes', attempts: attempts() }, n: 50 },
      'security/audit-trail': {
        result: {
          sink: 'table audit of the helpdesk database',
          append_only: { mechanism: 'append_only_table', tamper_test: 'refused' },
          retention_days: 180,
          records: auditRecords(now),
        },
        n: 2,
      },
    },
    files: { 'policy/access.yaml': ACCESS },
  }) satisfies Proven;
