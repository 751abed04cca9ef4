import leven from 'leven';
import type { Who } from '../access/policy.ts';
import { recordDecision } from '../audit/record.ts';
import type { Env } from '../part.ts';
import { recordEvaluation } from '../telemetry/part.ts';
import { outputHash, recordUsageOnce, type UsageEvent } from '../usage/usage.ts';
import type { Decided, Waiting } from './case.ts';
import { appendOnce, isSampled, reviewsFile, seedsFile } from './evidence.ts';
import type { Queue } from './queue.ts';
import { seededIn, wasCaught } from './seed.ts';

/** Why something is rejected. The usage export has the code. */
export const REASONS = {
  wrong: 'It is wrong',
  incomplete: 'Something is missing',
  not_grounded: 'It is not in the item',
  unclear: 'The item cannot be decided',
  not_our_case: 'It is no case of ours',
  other: 'Something else',
} as const;

const MISSED =
  'an error was put into what was shown here before, to see whether it is caught, and it was not; this is how it really is';

/**
 * Makes good what follows from a decision. Twice is as good as once: of two entries of the audit trail the last one holds.
 * @throws what keeps it from being recorded
 */
export async function follow(env: Env, queue: Queue, id: string, decided: Decided): Promise<void> {
  const { waiting, decision, who, shown_at, at } = decided;
  const answers = { accepted: waiting.answer, rejected: null };
  await recordDecision(env, {
    runId: waiting.run_id,
    caseRef: waiting.case_ref,
    decision: decision.kind,
    by: who.user,
    role: who.role,
    answer: decision.kind === 'edited' ? decision.answer : answers[decision.kind],
  });
  const review = {
    review_s: Math.max(0, (Date.parse(at) - Date.parse(shown_at)) / 1000),
    output_characters: readable(waiting.answer).length,
  };
  const came = outcomeOf(env, decided);
  recordUsageOnce(env, [{ ...eventBy(who, waiting, at), ...came, ...review }]);
  const seeded = seededIn(env, id, waiting);
  // What somebody thought of an error of ours says nothing about the model.
  if (seeded === null) return judge(env, decided, came);
  const caught = wasCaught(seeded, decision);
  appendOnce(seedsFile(env), {
    seed_id: seeded.seed_id,
    shown_at,
    user: who.user,
    case_ref: waiting.case_ref,
    caught,
    ...review,
  });
  // What somebody believed must not go out, and whoever believed it gets to know.
  if (!caught) queue.put({ ...waiting, answer: seeded.right, reason: MISSED }, `${id}-again`);
}

/** @param at when, in ISO 8601 */
export const eventBy = ({ user, role }: Who, waiting: Waiting, at: string) => ({
  user,
  role,
  case_ref: waiting.case_ref,
  ts: at,
  trace_id: waiting.run_id,
  workflow_version: waiting.workflow_version,
});

/** @returns what a person reads of an answer: its texts, numbers and labels, in the order in which they stand, a line each */
export const readable = (value: unknown): string => leavesOf(value).join('\n');

function leavesOf(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [String(value)];
}

/** @returns what a person changed: the Levenshtein distance over the length of the longer one, 0 for nothing, to 1 for all */
export const editShare = (before: string, after: string): number =>
  leven(before, after) / Math.max(before.length, after.length, 1);

type Came = Pick<UsageEvent, 'event'> & Partial<UsageEvent>;

function outcomeOf(env: Env, { waiting, decision }: Decided): Came {
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

/** What the decision says of the model's answer. */
async function judge(env: Env, { waiting, decision, who, at }: Decided, { event, edit_share }: Came) {
  const { answer, reason, run_id, case_ref } = waiting;
  if (answer === null) return;
  // Only of what the workflow would have given out by itself. Nothing takes effect before a decision, so whether a mistake
  // escaped is not known.
  if (reason === null && isSampled(env, run_id))
    appendOnce(reviewsFile(env), {
      case_ref,
      reviewed_at: at,
      by: who.user,
      correct: event === 'accepted',
      escaped: null,
    });
  const score = event === 'rejected' ? 0 : 1 - (edit_share ?? 0);
  await recordEvaluation(env, { traceId: run_id, name: 'human_review', score, label: decision.kind });
}
