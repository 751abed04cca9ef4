import { type Outcome, toPerson } from '../outcome.ts';
import type { Env, Part } from '../part.ts';
import type { RunKind } from '../run.ts';
import { Stopped } from '../workflow.ts';
import { deadLetters } from './dead-letters.ts';
import { callingPolicy, GivenUp, SETTINGS } from './policy.ts';

/**
 * Asks a model again where that is worth it, and hands the item to a person where it is not. A live item that nobody
 * answered is kept as a dead letter; evals, load tests and tests have their items anyway.
 */
export function resiliencePart(env: Env, settings = SETTINGS): Part {
  const calling = callingPolicy(settings);
  const letters = deadLetters(env);
  /** What each outcome of ours was given up after, until its run has ended. */
  const givenUp = new WeakMap<Outcome, GivenUp['attempts']>();
  return {
    name: 'resilience',
    model: (inner) => ({
      ...inner,
      async ask(item, context) {
        const ask = (signal: AbortSignal) => inner.ask(item, { ...context, signal });
        try {
          return await calling(ask, context);
        } catch (error) {
          if (!(error instanceof GivenUp)) throw error;
          const outcome = toPerson('model_failed', null, reasonOf(error, context.about.kind));
          givenUp.set(outcome, error.attempts);
          throw new Stopped(outcome);
        }
      },
    }),
    after({ outcome, item, model: adapter, about: { caseRef: case_ref, user, role, kind } }) {
      const attempts = givenUp.get(outcome);
      if (attempts !== undefined && item !== null && kind === 'live')
        letters.open({ kind: 'item', case_ref, user, role, adapter }, item, attempts);
    },
  };
}

function reasonOf({ attempts }: GivenUp, kind: RunKind): string {
  const called = attempts.filter((one) => one.class !== 'not_called').length;
  const last = attempts.at(-1);
  const asked = called === 0 ? 'not asked' : `asked ${called === 1 ? 'once' : `${called} times`}`;
  const why = `${asked}, last ${last?.what ?? 'unknown'} (${last?.class ?? 'permanent'})`;
  return kind === 'live' ? `${why}; kept as a dead letter, to be tried again` : why;
}
