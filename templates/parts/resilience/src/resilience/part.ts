import { type Outcome, toPerson } from '../outcome.ts';
import type { Env, Part } from '../part.ts';
import type { Run } from '../run.ts';
import { Stopped } from '../workflow.ts';
import { deadLetters, lettered, type Opening } from './dead-letters.ts';
import type { FailedAttempt } from './failure.ts';
import { callingPolicy, GivenUp, SETTINGS, type Settings } from './policy.ts';

/**
 * Asks a model again where that is worth it, and hands the item to a person where it is not. A live item that nobody
 * answered is kept as a dead letter; evals, load tests and tests have their items anyway.
 */
export function resiliencePart(env: Env, settings: Settings = SETTINGS): Part {
  const calling = callingPolicy(settings);
  const letters = deadLetters(env);
  /** What each outcome of ours was given up after, until its run has ended. */
  const givenUp = new WeakMap<Outcome, readonly FailedAttempt[]>();
  return {
    name: 'resilience',
    model: (inner) => ({
      ...inner,
      async ask(item, context) {
        const ask = (signal: AbortSignal) => inner.ask(item, { ...context, signal });
        try {
          return await calling(ask, { signal: context.signal, before: context.calls.length, isForeign });
        } catch (error) {
          if (!(error instanceof GivenUp)) throw error;
          const outcome = toPerson('model_failed', null, reasonOf(error, context.about.kind));
          givenUp.set(outcome, error.attempts);
          throw new Stopped(outcome);
        }
      },
    }),
    after(run) {
      const attempts = givenUp.get(run.outcome);
      if (attempts !== undefined && run.item !== null && run.about.kind === 'live')
        letters.open(openingOf(run, attempts), run.item);
    },
  };
}

const isForeign = (error: unknown): boolean => error instanceof Stopped;

function reasonOf({ attempts }: GivenUp, kind: Run['about']['kind']): string {
  const called = attempts.filter((one) => one.class !== 'not_called').length;
  const last = attempts.at(-1);
  const asked = called === 0 ? 'not asked' : `asked ${called === 1 ? 'once' : `${called} times`}`;
  const why = `${asked}, last ${last?.what ?? 'unknown'} (${last?.class ?? 'permanent'})`;
  return kind === 'live' ? `${why}; kept as a dead letter, to be tried again` : why;
}

const openingOf = ({ about, model }: Run, attempts: readonly FailedAttempt[]): Opening => ({
  kind: 'item',
  case_ref: about.caseRef,
  user: about.user,
  role: about.role,
  adapter: model,
  attempts: lettered(attempts),
});
