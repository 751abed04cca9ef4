import type { Env } from '../part.ts';
import type { About, Run } from '../run.ts';
import { canonical, type Json } from './canonical.ts';
import { digestFor, opener, seal } from './subjects.ts';
import { append, type Body, type Entry, readTrail } from './trail.ts';

/** What a person decided about a proposal. */
export type Decision = {
  runId: string;
  caseRef: string;
  decision: 'accepted' | 'edited' | 'rejected';
  /** A pseudonym, and a role of `policy/access.yaml`. */
  by: string;
  role: string;
  /** The answer as it holds from now on; `null` where there is none. */
  answer: Json;
};

/** @returns the entry, once it is on the disk. @throws what keeps it from being written: then the decision must not count */
export const recordDecision = (env: Env, decided: Decision): Promise<Entry> =>
  append(env, 'decision', () => ({
    run_id: decided.runId,
    decision: decided.decision,
    decided_by: seal(env, `person:${decided.by}`),
    role: decided.role,
    output_hash: answerHash(env, decided.caseRef, decided.answer),
  }));

/** Who ran what on what, with which version, and what came of it. No text of the item, nor of the answer. */
export const recordRun = (env: Env, run: Run): Promise<Entry> => append(env, 'run', () => bodyOf(env, run));

function bodyOf(env: Env, run: Run): Body {
  const { about, outcome, versions } = run;
  const given =
    outcome.outcome === 'answered' ? outcome : outcome.outcome === 'refused' ? null : outcome.suggestion;
  return {
    run_id: run.id,
    started_at: run.startedAt.toISOString(),
    ended_at: new Date(run.startedAt.getTime() + Math.ceil(run.durationMs)).toISOString(),
    ...whoOf(env, about),
    model: run.model,
    workflow_version: versions.workflow,
    prompt_version: versions.prompt,
    policy_version: versions.policy,
    input_hash: digestFor(env, `case:${about.caseRef}`, run.inputHash),
    source_hashes: sourceHashes(env, run),
    calls: run.calls.map(({ model, responseModel, responseId, inputTokens, outputTokens, error }) => ({
      model,
      response_model: responseModel,
      response_id: responseId,
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      error,
    })),
    outcome: outcomeOf(run),
    why:
      outcome.outcome === 'answered'
        ? null
        : outcome.outcome === 'refused'
          ? outcome.refusal.class
          : outcome.doubt,
    confidence: given?.confidence ?? null,
    output_hash: answerHash(env, about.caseRef, given?.answer ?? null),
  };
}

const whoOf = (env: Env, { user, role, caseRef }: About) => ({
  actor: seal(env, `person:${user}`),
  role,
  case: seal(env, `case:${caseRef}`),
});

/** One for each field of the item, in the order of their names: each is a source of the answer. */
const sourceHashes = (env: Env, { about, item }: Run): string[] =>
  Object.entries(item?.fields ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => digestFor(env, `case:${about.caseRef}`, text));

const answerHash = (env: Env, caseRef: string, answer: Json): string | null =>
  answer === null ? null : digestFor(env, `case:${caseRef}`, canonical(answer));

function outcomeOf({ outcome }: Run): AuditRecord['outcome'] {
  if (outcome.outcome === 'answered') return 'completed';
  if (outcome.outcome === 'refused') return 'refused';
  return outcome.doubt === 'model_failed' ? 'error' : 'needs_person';
}

/** One run as the gate reads it: `security/audit-trail`. */
export type AuditRecord = {
  id: string;
  started_at: string;
  ended_at: string;
  actor: string;
  on_behalf_of: string | null;
  case_ref: string;
  model: string;
  prompt_version: string;
  policy_version: string;
  input_hash: string;
  source_hashes: string[];
  output_hash: string | null;
  tool_calls: { tool: string; outcome: string }[];
  outcome: 'completed' | 'refused' | 'needs_person' | 'error';
  human_decision: 'accepted' | 'edited' | 'rejected' | 'none';
  decided_by: string | null;
};

const ERASED = 'erased';

/**
 * @param sample the most records; `null` for all. A sample is of those whose hashes come first, so that nobody picks them.
 * @returns runs whose bodies are still there, with the last decision on each
 */
export function exportRecords(env: Env, sample: number | null = null): AuditRecord[] {
  const open = opener(env);
  const entries = readTrail(env);
  const decisions = new Map<unknown, Body>();
  for (const { kind, body } of entries)
    if (kind === 'decision' && body !== null) decisions.set(body.run_id, body);
  const runs = entries.filter((one) => one.kind === 'run' && one.body !== null);
  const chosen = sample === null ? runs : runs.sort((a, b) => (a.hash < b.hash ? -1 : 1)).slice(0, sample);
  return chosen.map(({ body }) => recordOf(body as RunBody, decisions.get(body?.run_id) ?? null, open));
}

type RunBody = Omit<AuditRecord, 'id'> & { run_id: string; case: string };

function recordOf(run: RunBody, decision: Body | null, open: (sealed: string) => string | null): AuditRecord {
  const { started_at, ended_at, model, prompt_version, policy_version } = run;
  const { input_hash, source_hashes, output_hash, outcome } = run;
  return {
    id: run.run_id,
    ...{ started_at, ended_at, model, prompt_version, policy_version },
    actor: open(run.actor) ?? ERASED,
    on_behalf_of: null,
    case_ref: open(run.case) ?? ERASED,
    ...{ input_hash, source_hashes, output_hash, outcome },
    // A run calls models and nothing else; what writes to another system records that there.
    tool_calls: [],
    human_decision: (decision?.decision as AuditRecord['human_decision'] | undefined) ?? 'none',
    decided_by: decision === null ? null : (open(String(decision.decided_by)) ?? ERASED),
  };
}
