import type { Outcome } from '../outcome.ts';
import type { Env, Part } from '../part.ts';
import type { Run } from '../run.ts';
import { recordUsage, type UsageEvent, versionOf } from './usage.ts';

/**
 * Records what a run in use came to: it offered something, or a person has to do the case by hand. What the person makes
 * of an offer, whoever shows it records. An answer is not lost for an event.
 */
export function usagePart(env: Env): Part {
  return {
    name: 'usage',
    after(run) {
      const came = run.about.kind === 'live' ? cameTo(run.outcome) : null;
      if (came === null) return;
      try {
        recordUsage(env, { ...came, ...whoseOf(run) });
      } catch (error) {
        console.error(
          `usage: found ${error}; expected to write it. Set POC_STATE to a folder that can be written.`,
        );
      }
    },
  };
}

function cameTo(outcome: Outcome): Pick<UsageEvent, 'event' | 'reason'> | null {
  if (outcome.outcome === 'answered') return { event: 'offered' };
  if (outcome.outcome === 'refused') {
    const { class: reason } = outcome.refusal;
    // Whoever may not run items did not use it.
    return reason === 'not_allowed' ? null : { event: 'fell_back', reason };
  }
  return outcome.suggestion === null
    ? { event: 'fell_back', reason: outcome.doubt }
    : { event: 'offered', reason: outcome.doubt };
}

const whoseOf = (run: Run) => ({
  user: run.about.user,
  role: run.about.role,
  case_ref: run.about.caseRef,
  ts: new Date(run.startedAt.getTime() + run.durationMs).toISOString(),
  trace_id: run.id,
  workflow_version: versionOf(run),
});
