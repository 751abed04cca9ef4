import type { Operation } from '../description/subset.ts';
import type { Values } from '../description/validation.ts';
import type { Repository } from '../state/repository.ts';
import { findRepository, type State, type Token } from '../state/state.ts';
import { notFound, type Reply } from './reply.ts';

/** All that a route may use to answer one request, which has been held against the description before. */
export type Exchange = {
  operation: Operation;
  path: Values;
  query: Values;
  body: unknown;
  state: State;
  /** Who asks; `null` without a token. */
  caller: Token | null;
  /** Where this API is reached, such as `http://127.0.0.1:4000/api/v3`. */
  api: string;
  /** The request's own address without its query. */
  address: string;
  /** Now, as GitHub prints it. */
  now: string;
  nextId: () => number;
};

export type Route = (exchange: Exchange) => Reply;

/** A route inside a repository; 404 when there is none of that name. */
export function inRepository(route: (exchange: Exchange, repository: Repository) => Reply): Route {
  return (exchange) => {
    const { owner, repo } = exchange.path;
    const repository = findRepository(exchange.state, String(owner), String(repo));
    return repository ? route(exchange, repository) : notFound();
  };
}
