import type { Effect } from '../faults/fault.ts';
import type { Prepared } from './answer.ts';
import { parseBody, type Received } from './check-request.ts';

/**
 * A slip: `operation` a call that the description does not have, `request` one that breaks it, `limit` one that is
 * larger than GitHub takes, `response` an answer of this server that breaks the description (a bug here).
 */
export type Violation = { kind: 'operation' | 'request' | 'limit' | 'response'; at: string; problem: string };

/** One request and what came of it. The secret of the caller is left out. */
export type JournalEntry = {
  /** From 1, in the order of arrival. */
  n: number;
  /** Milliseconds since the server was ready. */
  at_ms: number;
  method: string;
  /** As sent, with `/api/v3` where it was, without the query. */
  path: string;
  query: Record<string, string>;
  /** Parsed JSON; the text itself when it is none; `null` without a body. */
  body: unknown;
  /** GitHub's name, or `null` when the description has no such operation. */
  operation: string | null;
  /** Who asked, as far as the token says. */
  login: string | null;
  /** `null` when the connection was dropped without an answer. */
  status: number | null;
  faults: Effect['kind'][];
  violations: Violation[];
};

/** @returns the entry of a request that is about to be carried out; its status follows. */
export function openEntry(
  received: Received,
  prepared: Prepared,
  place: Pick<JournalEntry, 'n' | 'at_ms' | 'path'>,
): JournalEntry {
  return {
    ...place,
    method: received.method,
    query: received.query,
    body: parseBody(received.text).body ?? null,
    operation: prepared.operation?.id ?? null,
    login: prepared.login,
    status: null,
    faults: [],
    violations: prepared.violations,
  };
}
