import { setTimeout as wait } from 'node:timers/promises';
import type { Api, Prepared } from '../exchange/answer.ts';
import { type Reply, refusal } from '../exchange/reply.ts';
import { addComment } from '../routes/comments.ts';
import { findRepository, githubTime } from '../state/state.ts';
import type { Effect } from './fault.ts';

/** GitHub's clients know a secondary limit by these words. */
const SECONDARY_LIMIT =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

/** `html`: the answer is a page, as proxies give it. */
export type Struck = { reply: Reply | 'dropped'; html?: boolean };

/** Carries a request out with the faults that strike it. */
export async function strike(effects: Effect[], prepared: Prepared, api: Api, path: string): Promise<Struck> {
  for (const effect of effects) if (effect.kind === 'delay') await wait(effect.ms);
  const answering = effects.find((effect) => effect.kind !== 'delay' && effect.kind !== 'rival-comment');
  const applied = answering === undefined || ('applied' in answering && answering.applied);

  rivals(effects, 'before', prepared, api, path);
  const reply = applied ? prepared.carryOut() : null;
  rivals(effects, 'after', prepared, api, path);

  if (answering?.kind === 'drop') return { reply: 'dropped' };
  if (answering?.kind === 'status') return statusReply(answering);
  if (answering?.kind === 'secondary-rate-limit') return { reply: limitReply(answering.retry_after) };
  return { reply: reply ?? prepared.carryOut() };
}

function statusReply({ status, body, headers }: Extract<Effect, { kind: 'status' }>): Struck {
  if (typeof body === 'string') return { reply: { status, body, headers }, html: true };
  return { reply: body === undefined ? refusal(status, 'Server Error', headers) : { status, body, headers } };
}

function limitReply(seconds: number): Reply {
  return refusal(403, SECONDARY_LIMIT, { 'retry-after': String(seconds) });
}

function rivals(
  effects: Effect[],
  when: 'before' | 'after',
  prepared: Prepared,
  api: Api,
  path: string,
): void {
  for (const effect of effects) {
    if (effect.kind !== 'rival-comment' || effect.when !== when) continue;
    const [, , owner = '', name = '', , number] = path.split('/');
    const repository = findRepository(api.state, owner, name);
    if (prepared.operation?.id !== 'issues/create-comment' || repository === undefined) {
      throw new Error(
        `fault rival-comment: found ${path}; expected the creation of a comment. Correct the fault's "on".`,
      );
    }
    const twin = prepared.body as { body: string };
    const user = effect.user ?? prepared.login ?? '';
    const comment = { id: api.nextId(), issue: Number(number), user, body: effect.body ?? twin.body };
    addComment(repository, comment, githubTime(new Date()), 'NONE');
  }
}
