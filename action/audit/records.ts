import type { AuditEntry } from '../contract/audit.ts';
import { type AuditRecord, auditRecord } from '../contract/proofs/audit-trail.ts';

type Body = NonNullable<AuditEntry['body']>;
type Open = (sealed: unknown) => string;

/** A run that can be told as the gate reads it: `security/audit-trail`; `null` where its entry lacks what that needs. */
export type ReadRun = { seq: number; record: AuditRecord | null };

/**
 * @param sample the most records; `null` for all. A sample is of those whose hashes come first, so that nobody picks them.
 * @param open tells whom a sealed text is about
 * @returns runs whose bodies are still there, with the last decision on each
 */
export function runsOf(entries: readonly AuditEntry[], sample: number | null, open: Open): ReadRun[] {
  const decisions = new Map<unknown, Body>();
  for (const { kind, body } of entries)
    if (kind === 'decision' && body !== null) decisions.set(body.run_id, body);
  const runs = entries.flatMap(({ kind, body, seq, hash }) =>
    kind === 'run' && body !== null ? [{ seq, hash, body }] : [],
  );
  const chosen = sample === null ? runs : runs.sort((a, b) => (a.hash < b.hash ? -1 : 1)).slice(0, sample);
  return chosen.map(({ seq, body }) => ({
    seq,
    record: recordOf(body, decisions.get(body.run_id) ?? null, open),
  }));
}

function recordOf(run: Body, decision: Body | null, open: Open): AuditRecord | null {
  const { started_at, ended_at, model, prompt_version, policy_version } = run;
  const { input_hash, source_hashes, output_hash, outcome } = run;
  const { data } = auditRecord.safeParse({
    id: run.run_id,
    ...{ started_at, ended_at, model, prompt_version, policy_version },
    actor: open(run.actor),
    on_behalf_of: null,
    case_ref: open(run.case),
    ...{ input_hash, source_hashes, output_hash, outcome },
    // A run calls models and nothing else; what writes to another system records that there.
    tool_calls: [],
    human_decision: decision?.decision ?? 'none',
    decided_by: decision === null ? null : open(decision.decided_by),
  });
  return data ?? null;
}
