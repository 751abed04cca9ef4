import { notFound, type Reply, refusal } from '../exchange/reply.ts';
import type { Repository } from '../state/repository.ts';
import type { State, Token } from '../state/state.ts';
import { describeNeed, type Need } from './needs.ts';

/** @returns who asks, `null` for nobody, or the refusal of a secret that no token has. */
export function identify(state: State, authorization: string | undefined): Token | null | Reply {
  if (authorization === undefined) return null;
  const secret = /^(?:token|bearer) (.+)$/i.exec(authorization)?.[1];
  const token =
    secret !== undefined && Object.hasOwn(state.tokens, secret) ? state.tokens[secret] : undefined;
  return token ?? refusal(401, 'Bad credentials');
}

/** @returns why the caller may not, or `null` when they may. A missing repository is left to the route. */
export function refuse(
  need: Need | 'user',
  caller: Token | null,
  repository: Repository | undefined,
): Reply | null {
  if (need === 'user') {
    if (caller === null) return refusal(401, 'Requires authentication');
    return caller.kind === 'user' ? null : forbidden(caller, []);
  }
  if (repository === undefined) return null;
  if (caller === null) return refuseNobody(need, repository);
  if (caller.kind === 'user' && need.some(isCheckWrite)) {
    return refusal(403, 'You must authenticate via a GitHub App.');
  }
  return isPublicRead(need, repository) || need.some((pair) => holds(caller, pair))
    ? null
    : forbidden(caller, need);
}

const isPublicRead = (need: Need, repository: Repository): boolean =>
  !repository.private && need.every(([, level]) => level === 'read');

const isCheckWrite = ([permission, level]: Need[number]): boolean =>
  permission === 'checks' && level === 'write';

/** What a private repository holds is not there for nobody. */
function refuseNobody(need: Need, repository: Repository): Reply | null {
  if (repository.private) return notFound();
  return isPublicRead(need, repository) ? null : refusal(401, 'Requires authentication');
}

function holds(caller: Token, [permission, level]: Need[number]): boolean {
  // Every token may read metadata; GitHub does not let one be made without.
  if (permission === 'metadata') return true;
  const held = caller.permissions[permission];
  return held === 'write' || held === level;
}

function forbidden(caller: Token, need: Need): Reply {
  const by = caller.kind === 'installation' ? 'integration' : 'personal access token';
  const message = `Resource not accessible by ${by}`;
  if (need.length === 0) return refusal(403, message);
  return refusal(403, message, { 'x-accepted-github-permissions': describeNeed(need) });
}
