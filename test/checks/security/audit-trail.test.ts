import { auditTrail } from '../../../action/checks/security/audit-trail.ts';
import type { AuditRecord } from '../../../action/contract/proofs/audit-trail.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import { auditRecord, auditRecords, security } from '../../given/proven/security.ts';
import { given } from '../../given.ts';
import { tellProofStories, tellStories } from '../story.ts';

const ID = 'security/audit-trail';
const KEY = `proof:${ID}` as const;
const proven = security(given.now).results[ID];
const passing = { given: { [KEY]: given.proof(ID, proven.result, proven.n) } };

type Result = Parameters<typeof given.proof<typeof ID>>[1];

const trail = (over: Partial<Result>, records: readonly AuditRecord[] = auditRecords(given.now)) => ({
  [KEY]: given.proof(ID, { ...proven.result, ...over, records: [...records] }, records.length),
});

/** The sample in order, with its first record changed. */
const first = (over: Partial<AuditRecord>) =>
  trail({}, [auditRecord(given.now, 1, over), ...auditRecords(given.now).slice(1)]);

const tried = (tamper_test: Result['append_only']['tamper_test']) =>
  trail({ append_only: { mechanism: 'hash_chain', tamper_test } });

const keptFor = (sink: number, policy: number) => ({
  ...trail({ retention_days: sink }),
  access: given.access({ retention_days: policy }),
});

const ALL_WELL = [auditRecord(given.now, 1), auditRecord(given.now, 2)];
const UNSEEN = { human_decision: 'none', decided_by: null } as const;
const UNATTENDED = given.manifest({
  capabilities: { writes: false, unattended: true, personal_data: true, llm_judge: false },
});

tellStories(auditTrail, { severity: 'critical', blocksFrom: 'production' }, [
  {
    it: 'passes on a sample of both ends, in a sink that refuses changes, and says what it holds',
    ...passing,
    outcome: 'pass',
    says: '2 records, 1 of completed runs and 1 of others, 1 with a person’s decision; there is no usage export to find them in. table audit of the helpdesk database keeps them for 180 days, and a change was refused.',
  },
  {
    it: 'is not proven by a log that is only written on success',
    given: trail({}, ALL_WELL),
    outcome: 'not-proven',
    says: 'All 2 records are of runs that completed',
  },
  ...(['refused', 'needs_person', 'error'] as const).map((outcome) => ({
    it: `passes with a record of a run that ended as ${outcome}`,
    given: trail({}, [auditRecord(given.now, 1), auditRecord(given.now, 2, { outcome })]),
    outcome: 'pass' as const,
  })),
  {
    it: 'says how many records are of which',
    given: trail({}, [...auditRecords(given.now), auditRecord(given.now, 3)]),
    outcome: 'pass',
    says: '3 records, 2 of completed runs and 1 of others, 2 with a person’s decision',
  },
  {
    it: 'is not proven without a record of a run that completed',
    given: first({ outcome: 'error' }),
    outcome: 'not-proven',
    says: '0 of 2 records are of a run that completed',
  },
  {
    it: 'is not proven by no records',
    given: trail({}, []),
    outcome: 'not-proven',
    says: '0 of 0 records',
  },
  {
    it: 'is not proven by a record that is there twice',
    given: trail({}, [...auditRecords(given.now), auditRecord(given.now, 1)]),
    outcome: 'not-proven',
    says: 'has the record run-1 more than once',
  },
  {
    it: 'passes on a run that took no time at all',
    given: first({ started_at: '2026-11-20T07:00:00Z', ended_at: '2026-11-20T07:00:00Z' }),
    outcome: 'pass',
  },
  {
    it: 'is not proven by a run that ended before it started',
    given: first({ started_at: '2026-11-20T07:00:01Z', ended_at: '2026-11-20T07:00:00Z' }),
    outcome: 'not-proven',
    says: '1 of 2 records cannot be so: run-1 ended before it started',
  },
  {
    it: 'passes on a run that ended as the sample was taken',
    given: first({ ended_at: '2026-11-20T09:00:00Z' }),
    outcome: 'pass',
  },
  {
    it: 'is not proven by a run that ended after the sample was taken',
    given: first({ ended_at: '2026-11-20T09:00:01Z' }),
    outcome: 'not-proven',
    says: 'run-1 ended after the sample was taken',
  },
  ...(['actor', 'case_ref', 'model', 'prompt_version', 'policy_version'] as const).map((field) => ({
    it: `is not proven by a record whose ${field} is unknown`,
    given: first({ [field]: 'unknown' }),
    outcome: 'not-proven' as const,
    says: 'run-1 only holds the place of one of actor',
  })),
  {
    it: 'is not proven by a decision without a person',
    given: first({ decided_by: null }),
    outcome: 'not-proven',
    says: 'run-1 has a decision and nobody who made it',
  },
  {
    it: 'is not proven by a person without a decision',
    given: first({ human_decision: 'none' }),
    outcome: 'not-proven',
    says: 'run-1 has a person and no decision of theirs',
  },
  {
    it: 'is not proven by a completed run without an output',
    given: first({ output_hash: null }),
    outcome: 'not-proven',
    says: 'run-1 completed without an output',
  },
  {
    it: 'is not proven by the hash of nothing',
    given: first({ input_hash: 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }),
    outcome: 'not-proven',
    says: 'run-1 has the hash of nothing as its input',
  },
  {
    it: 'is not proven by one hash for the input of every case',
    given: first({ input_hash: auditRecord(given.now, 2).input_hash }),
    outcome: 'not-proven',
    says: '2 records of 2 cases have one and the same input_hash',
  },
  {
    it: 'passes on one hash for two runs of one case',
    given: first({ input_hash: auditRecord(given.now, 2).input_hash, case_ref: 'used-2' }),
    outcome: 'pass',
  },
  {
    it: 'is not proven where a person looks at each output and no record says so',
    given: first(UNSEEN),
    outcome: 'not-proven',
    says: '0 of 2 records have a person who accepted the output',
  },
  {
    it: 'is not proven where every output was rejected',
    given: first({ human_decision: 'rejected' }),
    outcome: 'not-proven',
    says: '0 of 2 records have a person who accepted the output',
  },
  { it: 'passes where one was edited', given: first({ human_decision: 'edited' }), outcome: 'pass' },
  {
    it: 'passes without a person where it runs unattended',
    given: { ...first(UNSEEN), manifest: UNATTENDED },
    outcome: 'pass',
    says: '0 with a person’s decision',
  },
  {
    it: 'fails on a sink that anybody can change',
    given: trail({ append_only: { mechanism: 'none', tamper_test: 'refused' } }),
    outcome: 'fail',
    says: 'Nothing keeps table audit of the helpdesk database from being changed',
  },
  {
    it: 'fails where a change went unnoticed',
    given: tried('unnoticed'),
    outcome: 'fail',
    says: 'was changed in a test, and nobody noticed',
  },
  {
    it: 'passes where a change was detected',
    given: tried('detected'),
    outcome: 'pass',
    says: 'was detected',
  },
  {
    it: 'is not proven where nobody tried to change one',
    given: tried('not_run'),
    outcome: 'not-proven',
    says: 'Nobody has tried to change a record',
  },
  {
    it: 'fails where the policy keeps it for 179 days',
    given: keptFor(180, 179),
    outcome: 'fail',
    says: 'policy/access.yaml keeps the audit trail for 179 of 180 days',
  },
  {
    it: 'fails where the sink keeps it for 179 days',
    given: keptFor(179, 180),
    outcome: 'fail',
    says: 'keeps records for 179 days, and policy/access.yaml says 180',
  },
  {
    it: 'fails where the sink keeps it for less than the policy promises',
    given: keptFor(364, 365),
    outcome: 'fail',
    says: 'keeps records for 364 days, and policy/access.yaml says 365',
  },
  { it: 'passes where both keep it for longer', given: keptFor(400, 365), outcome: 'pass', says: '400 days' },
  {
    it: 'takes the days from the bars',
    given: passing.given,
    at: { bars: barsInForce({ version: 1, bars: { [ID]: { retention_days: 181 } } }) },
    outcome: 'fail',
    says: 'for 180 of 181 days',
  },
  {
    it: 'is not proven by records of cases that nobody used it on',
    given: { ...first({ case_ref: 'made-up-1' }), usage: given.usage(1, () => ({ case_ref: 'real-1' })) },
    outcome: 'not-proven',
    says: '0 of 2 records are of a case that the usage export knows (20 events)',
  },
  {
    it: 'passes on records of cases in the usage export, and counts them',
    given: { ...first({ case_ref: 'Used 1' }), usage: given.usage(1, () => ({ case_ref: 'used1' })) },
    outcome: 'pass',
    says: '1 are in the usage export',
  },
]);

tellProofStories(auditTrail, passing, { measured: true });
