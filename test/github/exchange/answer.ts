import { identify, refuse } from '../access/access.ts';
import { needs } from '../access/needs.ts';
import { complete } from '../description/completion.ts';
import { matchPath, type Operation, operationsOf, readSubset, type Subset } from '../description/subset.ts';
import { makeValidation, type Validation, type Values } from '../description/validation.ts';
import { answerQuery, isGraphql, queryViolations } from '../graphql/graphql.ts';
import { routes } from '../routes/routes.ts';
import { countIds, findRepository, githubTime, type State, type Token } from '../state/state.ts';
import { checkRequest, parseBody, type Received } from './check-request.ts';
import type { Exchange } from './exchange.ts';
import type { Violation } from './journal.ts';
import { notFound, type Reply } from './reply.ts';

/** A request whose operation is known, before it is carried out. */
export type Prepared = {
  operation: Operation | null;
  login: string | null;
  body: unknown;
  violations: Violation[];
  /** Carries the request out, or says why not. Called at most once. */
  carryOut(): Reply;
};

/** GitHub without the network: everything between a request and its reply. */
export type Api = {
  state: State;
  nextId: () => number;
  /** `api`: where the caller reached us, such as `http://127.0.0.1:4000/api/v3`. */
  prepare(received: Received, api: string): Prepared;
};

/** @param state what the API begins with, and changes */
export function makeApi(state: State): Api {
  const subset = readSubset();
  const operations = operationsOf(subset);
  const validation = makeValidation(subset);
  const nextId = countIds(state);
  return {
    state,
    nextId,
    prepare(received, api) {
      if (isGraphql(received.method, received.path)) return prepareQuery(received, state);
      for (const operation of operations) {
        const path = operation.method === received.method ? matchPath(operation.path, received.path) : null;
        if (path === null) continue;
        const exchange = { operation, path, query: { ...received.query }, state, api, nextId };
        return prepareKnown(received, exchange, validation, subset);
      }
      return unknownOperation(received);
    },
  };
}

function prepareQuery(received: Received, state: State): Prepared {
  const violations = queryViolations(received.text);
  const { authorization } = received.headers;
  const caller = identify(state, authorization === undefined ? undefined : String(authorization));
  const refused = isReply(caller) ? caller : null;
  return {
    operation: null,
    login: caller !== null && !isReply(caller) ? caller.login : null,
    body: parseBody(received.text).body,
    violations,
    carryOut: () => refused ?? answerQuery(received.text, state, isReply(caller) ? null : caller),
  };
}

function unknownOperation({ method, path, text }: Received): Prepared {
  const problem =
    'is not among the operations of github-subset.json. Add it to openapi/cut.mjs, or call another';
  const violations: Violation[] = [{ kind: 'operation', at: `${method} ${path}`, problem }];
  return { operation: null, login: null, body: text, violations, carryOut: notFound };
}

type Known = Pick<Exchange, 'operation' | 'state' | 'api' | 'nextId'> & { path: Values; query: Values };

function prepareKnown(received: Received, known: Known, validation: Validation, subset: Subset): Prepared {
  const { operation, state, api } = known;
  const checked = checkRequest(operation, received, known, validation);
  const { body, violations } = checked;
  const authorization = received.headers.authorization;
  const caller = identify(state, authorization === undefined ? undefined : String(authorization));
  const refused = isReply(caller) ? caller : (mayNot(known, caller) ?? checked.refuse);
  const exchange = (by: Token | null): Exchange => {
    return { ...known, body, caller: by, address: `${api}${received.path}`, now: githubTime(new Date()) };
  };
  return {
    operation,
    login: caller !== null && !isReply(caller) ? caller.login : null,
    body,
    violations,
    carryOut() {
      const reply = refused ?? carryOut(exchange(isReply(caller) ? null : caller), subset);
      violations.push(...responseViolations(operation, reply, validation));
      return reply;
    },
  };
}

const isReply = (value: Token | Reply | null): value is Reply => value !== null && 'status' in value;

function mayNot({ operation, state, path }: Known, caller: Token | null): Reply | null {
  const repository = findRepository(state, String(path.owner), String(path.repo));
  // An operation without a need is a hole in this table, and must not pass as an open one.
  const need = needs[operation.id];
  if (need === undefined) throw new Error(`access/needs.ts has no ${operation.id}; write what it needs`);
  return refuse(need, caller, repository);
}

function carryOut(exchange: Exchange, subset: Subset): Reply {
  const { operation } = exchange;
  const route = routes[operation.id];
  if (route === undefined) throw new Error(`routes/routes.ts has no ${operation.id}; write what answers it`);
  const reply = route(exchange);
  const schema = operation.responses[reply.status];
  if (!schema || reply.status >= 400) return reply;
  return { ...reply, body: complete(reply.body, schema, subset) };
}

function responseViolations(operation: Operation, reply: Reply, validation: Validation): Violation[] {
  return validation
    .response(operation, reply.status, reply.body)
    .map(({ at, problem }) => ({ kind: 'response', at: `${reply.status}${at}`, problem }));
}
