import { readFileSync } from 'node:fs';
import { buildSchema, type ExecutionResult, type GraphQLSchema, graphqlSync, parse, validate } from 'graphql';
import type { Violation } from '../exchange/journal.ts';
import { type Reply, refusal } from '../exchange/reply.ts';
import { findRepository, type State, type Token } from '../state/state.ts';
import { repositoryNode } from './nodes.ts';

/** GitHub's own schema, from npm's @octokit/graphql-schema. Built on the first query, since that takes a while. */
let schema: GraphQLSchema | undefined;

function githubSchema(): GraphQLSchema {
  const file = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'));
  schema ??= buildSchema(readFileSync(file, 'utf8'), { assumeValid: true });
  return schema;
}

/** Where GraphQL is served: github.com, and an Enterprise Server beside its REST API. */
export const isGraphql = (method: string, path: string): boolean =>
  method === 'POST' && (path === '/graphql' || path === '/api/graphql');

/** @returns what breaks GitHub's schema in a query: a slip of the caller. */
export function queryViolations(text: string): Violation[] {
  const query = queryOf(text);
  if (query === null) return [{ kind: 'request', at: 'body', problem: 'is not {"query": …}' }];
  try {
    return validate(githubSchema(), parse(query.query)).map(({ message }) => ({
      kind: 'request',
      at: 'body/query',
      problem: message,
    }));
  } catch (error) {
    return [{ kind: 'request', at: 'body/query', problem: String(error) }];
  }
}

type Query = { query: string; variables?: Record<string, unknown> };

function queryOf(text: string): Query | null {
  try {
    const body = JSON.parse(text) as Partial<Query> | null;
    return typeof body?.query === 'string' ? (body as Query) : null;
  } catch {
    return null;
  }
}

/** Carries a query out over the state, by GitHub's schema: what the state does not say is an error, not a guess. */
export function answerQuery(text: string, state: State, caller: Token | null): Reply {
  if (caller === null) return refusal(401, 'This endpoint requires you to be authenticated.');
  const query = queryOf(text);
  if (query === null) return refusal(400, 'Problems parsing JSON');
  const rootValue = {
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const repository = findRepository(state, owner, name);
      return repository === undefined ? null : repositoryNode(repository, caller);
    },
  };
  const result = graphqlSync({
    schema: githubSchema(),
    source: query.query,
    rootValue,
    ...(query.variables === undefined ? {} : { variableValues: query.variables }),
  });
  return { status: 200, body: JSON.parse(JSON.stringify(result)) as ExecutionResult };
}
