import type { Operation } from '../description/subset.ts';
import type { Breach, Validation, Values } from '../description/validation.ts';
import type { Violation } from './journal.ts';
import { excesses } from './limits.ts';
import { invalidRequest, type Reply, refusal } from './reply.ts';

/** A request as it came in. */
export type Received = {
  method: string;
  /** Without prefix and query. */
  path: string;
  query: Record<string, string>;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
};

/** `refuse`: what GitHub would answer, or `null` when it would go on. */
export type Checked = { body: unknown; violations: Violation[]; refuse: Reply | null };

const breach = (place: string, { at, problem, limit }: Breach): Violation => {
  return { kind: limit ? 'limit' : 'request', at: `${place}${at}`, problem };
};

/** @returns the body as JSON; `ok` is false for text that is none. */
export function parseBody(text: string): { ok: boolean; body: unknown } {
  if (text === '') return { ok: true, body: undefined };
  try {
    return { ok: true, body: JSON.parse(text) };
  } catch {
    return { ok: false, body: text };
  }
}

/** Holds a request against the description, then against GitHub's limits. Coerces `path` and `query` in place. */
export function checkRequest(
  operation: Operation,
  received: Received,
  values: { path: Values; query: Values },
  validation: Validation,
): Checked {
  const { ok, body } = parseBody(received.text);
  const wire = checkWire(received, ok);
  if (wire !== null) return { body, ...wire };

  const found: [string, Breach[]][] = [
    ['path', validation.parameters(operation, 'path', values.path)],
    ['query', validation.parameters(operation, 'query', values.query)],
    ['body', validation.body(operation, body)],
  ];
  const violations = found.flatMap(([place, breaches]) => breaches.map((entry) => breach(place, entry)));
  // GitHub ignores names that it does not know: they are recorded, and no reason to refuse.
  const reason = found.flatMap(([, breaches]) => breaches).find((entry) => entry.reply !== '');
  if (reason) return { body, violations, refuse: invalidRequest(reason.reply) };

  const over = excesses(operation.id, body);
  const limits = over.map(({ at, problem }) => ({ kind: 'limit' as const, at: `body${at}`, problem }));
  return { body, violations: [...violations, ...limits], refuse: over[0]?.reply ?? null };
}

/** Headers and JSON, before anything is read. */
function checkWire({ headers, text }: Received, parsed: boolean): Omit<Checked, 'body'> | null {
  const wrong = (at: string, problem: string, refuse: Reply) => {
    return { violations: [{ kind: 'request' as const, at, problem }], refuse };
  };
  if (!headers['user-agent']) {
    return wrong(
      'header/user-agent',
      'is missing',
      refusal(403, 'Request forbidden by administrative rules.'),
    );
  }
  const accept = String(headers.accept ?? '*/*');
  if (!/json|\*\/\*/.test(accept)) {
    const message = "Unsupported 'Accept' header: Must accept 'application/json'.";
    return wrong('header/accept', `is ${accept}`, refusal(415, message));
  }
  if (text === '') return null;
  const type = String(headers['content-type'] ?? '');
  if (!/^application\/json\s*(?:;|$)/.test(type)) {
    return wrong('header/content-type', `is "${type}"`, refusal(415, 'Unsupported Media Type'));
  }
  return parsed ? null : wrong('body', 'is not JSON', refusal(400, 'Problems parsing JSON'));
}
