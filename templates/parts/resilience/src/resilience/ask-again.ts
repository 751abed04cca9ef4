import type { Outcome } from '../outcome.ts';
import type { Handle } from '../workflow.ts';
import type { DeadLetter, DeadLetters } from './dead-letters.ts';

/** How it ended this time, and whether that settled the letter. */
export type AskedAgain = { outcome: Outcome; settled: boolean };

/**
 * Asks again about an item that was given up on, as whoever asked first. The letter is settled after the outcome is on
 * record, so a crash in between leaves it open: it may be asked once too often, never once too few.
 *
 * @param by who tries again
 */
export async function askAgain(
  letters: DeadLetters,
  { id, case_ref: caseRef, user, role }: DeadLetter,
  handle: Handle,
  by: string,
): Promise<AskedAgain> {
  const outcome = await handle(letters.payloadOf(id), { caseRef, user, role, kind: 'live' });
  const settled = wasAsked(outcome);
  if (settled) letters.settle(id, { status: 'retried', by, reason: null });
  return { outcome, settled };
}

/** Did a model look at it this time? Whatever it said then, the letter has been answered. */
const wasAsked = (outcome: Outcome): boolean =>
  outcome.outcome === 'refused'
    ? outcome.refusal.class !== 'not_allowed'
    : outcome.outcome === 'answered' ||
      !['model_failed', 'switched_off', 'over_limit', 'not_recorded'].includes(outcome.doubt);
