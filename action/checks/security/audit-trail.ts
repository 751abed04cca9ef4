import type { Access } from '../../contract/access.ts';
import type { AuditRecord } from '../../contract/proofs/audit-trail.ts';
import type { ProofResult } from '../../contract/proofs/index.ts';
import { defineCheck } from '../../readiness/check.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { shortId } from '../../readiness/named-ids.ts';
import { caseKey } from '../../readiness/names.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';
import { type Document, locate } from '../../readiness/reading.ts';
import { recordFault, type Trail, unrecorded } from '../../readiness/security/audit-records.ts';

type Kept = Pick<ProofResult<'security/audit-trail'>, 'sink' | 'append_only' | 'retention_days'>;

export const auditTrail = defineCheck({
  id: 'security/audit-trail',
  title: 'Each run can be reconstructed later',
  failureTitle: 'Runs are not shown to be reconstructable later',
  question: 'Can we reconstruct who did what, on what, with which version, and who approved it?',
  why: 'Automatic logs kept for six months are the legal floor for high-risk use (EU AI Act, articles 12, 19 and 26(6)), and a good default for all.',
  remedy:
    'Write an audit record for every run, also for those that fail, into a sink that only grows, and keep it.',
  evidence:
    '`evidence/security/audit-trail.json`: a sample of records (times, actor, case, versions, hashes, tool calls, decision and person) with at least one run that completed and one that did not, and one output that a person accepted unless it runs unattended; a sink that refuses or detects a change; kept for `security/audit-trail retention_days` of `policy/thresholds.yaml`, both there and in `policy/access.yaml`.',
  kinds: ['E1', 'E4'],
  noticed:
    'A log that is written only on success has no record of another outcome. A sample of older code has another digest. Records that end before they start, carry one hash for every input, or name a decision without a person are listed. Where there is a usage export, records have to be of cases in it.',
  severity: 'critical',
  since: 2,
  blocksFrom: 'production',
  needs: ['proof:security/audit-trail', 'access', 'manifest', 'usage'],
  evaluate({ 'proof:security/audit-trail': proof, access, manifest, usage }, { now, bars }) {
    const { file, envelope } = proof;
    const { records, ...kept } = envelope.result;
    const trail: Trail = { file, records, made: envelope.produced_at };
    const needed = bars['security/audit-trail'].retention_days;
    return (
      proofFault(proof, { now, mostDays: null, measured: true }) ??
      changeable(file, kept) ??
      keptTooShort(file, kept, access, needed) ??
      recordFault(trail) ??
      unrecorded(trail, manifest.value.capabilities.unattended) ??
      unjoined(file, records, usage) ??
      pass(describe(records, kept, usage))
    );
  },
});

function changeable(file: string, { sink, append_only: guard }: Kept): Finding | null {
  const location = { file, line: null };
  const where = shortId(sink);
  if (guard.mechanism === 'none')
    return fail(`Nothing keeps ${where} from being changed later.`, {
      location,
      remedy: 'Chain the records by their hashes, lock the objects, or write to a table that only grows.',
    });
  if (guard.tamper_test === 'unnoticed')
    return fail(`A record of ${where} was changed in a test, and nobody noticed.`, { location });
  if (guard.tamper_test !== 'not_run') return null;
  return notProven(`Nobody has tried to change a record of ${where}.`, {
    location,
    remedy: 'Add a test that changes an old record and expects to be refused or found out.',
  });
}

/** What the policy promises and what the sink does are two numbers: the smaller one is how long records are there. */
function keptTooShort(
  file: string,
  { sink, retention_days: days }: Kept,
  access: Document<Access>,
  needed: number,
): Finding | null {
  const promised = access.value.retention_days;
  const location = locate(access, 'retention_days');
  if (promised < needed)
    return fail(`${access.file} keeps the audit trail for ${promised} of ${needed} days.`, {
      location,
      remedy: `Write \`retention_days: ${needed}\` and set the sink to it.`,
    });
  const least = Math.max(promised, needed);
  if (days >= least) return null;
  return fail(`${shortId(sink)} keeps records for ${days} days, and ${access.file} says ${promised}.`, {
    location: { file, line: null },
    remedy: `Set the sink to keep records for ${least} days, and export the sample again.`,
  });
}

const joined = (records: readonly AuditRecord[], usage: Evidence['usage']): number => {
  const used = new Set(usage.map(({ value }) => caseKey(value.case_ref)));
  return records.filter((one) => used.has(caseKey(one.case_ref))).length;
};

function unjoined(file: string, records: readonly AuditRecord[], usage: Evidence['usage']): Finding | null {
  if (usage.length === 0 || joined(records, usage) > 0) return null;
  return notProven(
    `0 of ${records.length} records are of a case that the usage export knows (${usage.length} events).`,
    { location: { file, line: null }, remedy: 'Export records of runs that people made.' },
  );
}

function describe(
  records: readonly AuditRecord[],
  { sink, ...kept }: Kept,
  usage: Evidence['usage'],
): string {
  const completed = records.filter(({ outcome }) => outcome === 'completed').length;
  const decided = records.filter(({ human_decision: said }) => said !== 'none').length;
  const known =
    usage.length === 0
      ? 'there is no usage export to find them in'
      : `${joined(records, usage)} are in the usage export`;
  return `${records.length} records, ${completed} of completed runs and ${records.length - completed} of others, ${decided} with a person’s decision; ${known}. ${shortId(sink)} keeps them for ${kept.retention_days} days, and a change was ${kept.append_only.tamper_test}.`;
}
