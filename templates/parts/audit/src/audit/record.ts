import type { Env } from '../part.ts';
import type { Run } from '../run.ts';
import { type Body, canonical, type Entry, type Json } from './entry.ts';
import { digestFor, seal } from './subjects.ts';
import { append } from './trail.ts';

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
  const { user, role, caseRef } = run.about;
  return {
    run_id: run.id,
    started_at: run.startedAt.toISOString(),
    ended_at: new Date(run.startedAt.getTime() + Math.ceil(run.durationMs)).toISOString(),
    actor: seal(env, `person:${user}`),
    role,
    case: seal(env, `case:${caseRef}`),
    model: run.model,
    workflow_version: run.versions.workflow,
    prompt_version: run.versions.prompt,
    policy_version: run.versions.policy,
    input_hash: digestFor(env, `case:${caseRef}`, run.inputHash),
    source_hashes: sourceHashes(env, run),
    calls: run.calls.map((call) => ({
      model: call.model,
      response_model: call.responseModel,
      response_id: call.responseId,
      input_tokens: call.inputTokens,
      output_tokens: call.outputTokens,
      error: call.error,
    })),
    ...endOf(env, run),
  };
}

/** One for each field of the item, in the order of their names: each is a source of the answer. */
const sourceHashes = (env: Env, { about, item }: Run): string[] =>
  Object.entries(item?.fields ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => digestFor(env, `case:${about.caseRef}`, text));

/** What came of a run, and the digest of what it proposed. */
function endOf(env: Env, { about, outcome }: Run): Body {
  if (outcome.outcome === 'refused')
    return { outcome: 'refused', why: outcome.refusal.class, confidence: null, output_hash: null };
  const answered = outcome.outcome === 'answered';
  const given = answered ? outcome : outcome.suggestion;
  const unanswered = !answered && outcome.doubt === 'model_failed' ? 'error' : 'needs_person';
  return {
    outcome: answered ? 'completed' : unanswered,
    why: answered ? null : outcome.doubt,
    confidence: given?.confidence ?? null,
    output_hash: answerHash(env, about.caseRef, given?.answer ?? null),
  };
}

const answerHash = (env: Env, caseRef: string, answer: Json): string | null =>
  answer === null ? null : digestFor(env, `case:${caseRef}`, canonical(answer));
