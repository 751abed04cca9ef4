import type { Who } from '../access/policy.ts';
import { type Decision as Audited, recordDecision } from '../audit/record.ts';
import type { Env } from '../part.ts';
import { type Evaluation, recordEvaluation } from '../telemetry/part.ts';
import { outputHash, recordUsageOnce, type UsageEvent } from '../usage/usage.ts';
import type { Decision, Waiting } from './case.ts';
import { newId, type Queue } from './queue.ts';
import { isSampled, type ReviewLine, recordReview } from './sample.ts';
import { recordSeed, type Seeded, type SeedLine, wasCaught } from './seed.ts';
import { editShare, readable } from './texts.ts';

/** Why something is rejected. The usage export has the code. */
export const REASONS = {
  wrong: 'It is wrong',
  incomplete: 'Something is missing',
  not_grounded: 'It is not in the item',
  unclear: 'The item cannot be decided',
  not_our_case: 'It is no case of ours',
  other: 'Something else',
} as const;
export type Reason = keyof typeof REASONS;

const MISSED =
  'an error was put into what was shown here before, to see whether it is caught, and it was not; this is how it really is';

/** All that follows from a decision, worked out when it is taken, so that it can be made good after a crash. */
export type Effects = {
  audited: Audited;
  events: UsageEvent[];
  evaluation: Evaluation | null;
  /** Of one in a random sample of answers; `null` for the others. */
  sampled: ReviewLine | null;
  seed: SeedLine | null;
  /** A case that waits once more: somebody believed an error that was seeded into it. */
  reopen: { id: string; waiting: Waiting } | null;
};
export type ReviewQueue = Queue<Effects>;

/** When a case was shown to whom, and what came of it. */
export type Reviewed = { waiting: Waiting; decision: Decision; who: Who; shownAt: Date; now: Date };

/** @param seeded what was made wrong in it on purpose; `null` for nearly all */
export function effectsOf(env: Env, reviewed: Reviewed, seeded: Seeded | null): Effects {
  const { waiting, who, shownAt, now, decision } = reviewed;
  const output = readable(waiting.answer);
  const review = {
    review_s: Math.max(0, (now.getTime() - shownAt.getTime()) / 1000),
    output_characters: output.length,
  };
  const came = outcomeOf(env, reviewed);
  const events = [{ ...eventBy(who, waiting, now), ...came, ...review }];
  const audited = auditedOf(reviewed);
  if (seeded === null) {
    const sampled = sampledOf(env, reviewed, came.event);
    return { audited, events, evaluation: evaluationOf(reviewed), sampled, seed: null, reopen: null };
  }
  const caught = wasCaught(seeded, decision);
  const seed = {
    seed_id: seeded.seed_id,
    shown_at: shownAt.toISOString(),
    user: who.user,
    case_ref: waiting.case_ref,
    caught,
    ...review,
  };
  // What somebody believed must not go out, and whoever believed it gets to know.
  const again = { id: newId(waiting), waiting: { ...seeded.original, reason: MISSED } };
  // What somebody thought of an error of ours says nothing about the model.
  return { audited, events, evaluation: null, sampled: null, seed, reopen: caught ? null : again };
}

export const eventBy = ({ user, role }: Who, waiting: Waiting, at: Date) => ({
  user,
  role,
  case_ref: waiting.case_ref,
  ts: at.toISOString(),
  trace_id: waiting.run_id,
  workflow_version: waiting.workflow_version,
});

function outcomeOf(
  env: Env,
  { waiting, decision }: Reviewed,
): Pick<UsageEvent, 'event'> & Partial<UsageEvent> {
  // Where nothing was proposed the person did the work, whatever the page calls it.
  if (waiting.answer === null)
    return { event: 'fell_back', reason: decision.kind === 'rejected' ? decision.reason : 'no_proposal' };
  if (decision.kind === 'rejected') return { event: 'rejected', reason: decision.reason };
  if (decision.kind === 'accepted') return { event: 'accepted' };
  const [before, after] = [readable(waiting.answer), readable(decision.answer)];
  return {
    event: before === after ? 'accepted' : 'edited',
    edit_share: editShare(before, after),
    output_before: outputHash(env, before),
    output_after: outputHash(env, after),
  };
}

function auditedOf({ waiting, decision, who }: Reviewed): Audited {
  const answers = { accepted: waiting.answer, rejected: null };
  return {
    runId: waiting.run_id,
    caseRef: waiting.case_ref,
    decision: decision.kind,
    by: who.user,
    role: who.role,
    answer: decision.kind === 'edited' ? decision.answer : answers[decision.kind],
  };
}

function evaluationOf({ waiting, decision }: Reviewed): Evaluation | null {
  if (waiting.answer === null) return null;
  const label = decision.kind;
  const edited = decision.kind === 'edited' ? readable(decision.answer) : '';
  const score = { accepted: 1, rejected: 0, edited: 1 - editShare(readable(waiting.answer), edited) }[label];
  return { traceId: waiting.run_id, name: 'human_review', score, label };
}

/** Only of what the workflow would have given out by itself. Nothing takes effect before a decision, so whether a mistake escaped is not known. */
function sampledOf(env: Env, { waiting, who, now }: Reviewed, event: UsageEvent['event']): ReviewLine | null {
  const { answer, reason, run_id: run, case_ref } = waiting;
  if (answer === null || reason !== null || !isSampled(env, run)) return null;
  const correct = event === 'accepted';
  return { case_ref, reviewed_at: now.toISOString(), by: who.user, correct, escaped: null };
}

/**
 * Makes good what follows from a decision. Twice is as good as once: of two entries of the audit trail the last one holds.
 * @throws what keeps it from being recorded
 */
export async function follow(env: Env, queue: ReviewQueue, effects: Effects): Promise<void> {
  const { audited, events, evaluation, sampled, seed, reopen } = effects;
  await recordDecision(env, audited);
  recordUsageOnce(env, events);
  if (sampled !== null) recordReview(env, sampled);
  if (seed !== null) recordSeed(env, seed);
  if (reopen !== null) queue.put(reopen.waiting, reopen.id);
  if (evaluation !== null) await recordEvaluation(env, evaluation);
}
