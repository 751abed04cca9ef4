import type { Suggestion } from '../outcome.ts';
import type { Env, Part } from '../part.ts';
import { versionOf } from '../usage/usage.ts';
import { createQueue } from './queue.ts';

/** Puts each run in use before a person. Where that cannot be done nobody gets an answer that nobody looked at. */
export function reviewPagePart(env: Env): Part {
  const queue = createQueue(env);
  return {
    name: 'review-page',
    after(run) {
      const { about, item, outcome } = run;
      if (about.kind !== 'live' || item === null || outcome.outcome === 'refused') return;
      const proposed: Suggestion | null = outcome.outcome === 'answered' ? outcome : outcome.suggestion;
      queue.put({
        run_id: run.id,
        at: run.startedAt.toISOString(),
        case_ref: about.caseRef,
        user: about.user,
        item,
        answer: proposed?.answer ?? null,
        confidence: proposed?.confidence ?? null,
        reason: outcome.outcome === 'answered' ? null : outcome.reason,
        model: run.model,
        workflow_version: versionOf(run),
      });
    },
  };
}
