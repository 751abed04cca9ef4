import { APICallError } from 'ai';
import { BrokenCircuitError, TaskCancelledError } from 'cockatiel';

/** What a failed call means for the next one. */
export const FAILURE_CLASSES = [
  /** It was not done, and may well be done in a moment. */
  'retryable',
  /** It fails the same way each time. */
  'permanent',
  /** The key is refused. */
  'auth',
  /** What was paid for is used up; waiting a little does not help. */
  'quota_exhausted',
  /** It was sent, and nobody knows whether it was done. To ask again is harmless; to write again is not. */
  'unknown_outcome',
  /** It was not called at all: it has failed too often just now. */
  'not_called',
] as const;

export type Failure = {
  class: (typeof FAILURE_CLASSES)[number];
  /** For people: a status, a code or a name, never a message, which can hold the item. */
  what: string;
  /** Does the other side ask for less? */
  throttled: boolean;
  /** Milliseconds after which it wants to be asked again; `null` where it did not say. */
  afterMs: number | null;
};

/** One call that failed. */
export type FailedAttempt = Failure & { at: Date };

/** For adapters that call `fetch`: the other side answered, and not with a success. */
export class BadStatus extends Error {
  override name = 'BadStatus';
  readonly response: Response;
  constructor(response: Response) {
    super(`HTTP ${response.status}`);
    this.response = response;
  }
}

/** No connection came about, so nothing was sent. */
const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;
const CUT_OFF = /^(ECONNRESET|EPIPE|ETIMEDOUT|UND_ERR_(SOCKET|HEADERS_TIMEOUT|BODY_TIMEOUT))$/;

/** @returns what an error of the AI SDK, of `fetch`, or of cockatiel means. Whatever is not known is permanent. */
export function failureOf(error: unknown): Failure {
  const name = error instanceof Error ? error.name : typeof error;
  const code = codeOf(error) ?? '';
  if (error instanceof BrokenCircuitError) return failure('not_called', 'circuit breaker open');
  if (error instanceof TaskCancelledError || name === 'AbortError' || name === 'TimeoutError')
    return failure('unknown_outcome', 'timeout');
  if (error instanceof BadStatus) return failureOfStatus(error.response.status, error.response.headers);
  if (NEVER_SENT.test(code)) return failure('retryable', code);
  if (CUT_OFF.test(code)) return failure('unknown_outcome', code);
  if (APICallError.isInstance(error) && error.statusCode !== undefined)
    return failureOfStatus(error.statusCode, new Headers(error.responseHeaders), error.responseBody);
  return failure('permanent', name);
}

/** @returns what an answer with such a status means. */
export function failureOfStatus(status: number, headers: Headers, body = ''): Failure {
  const what = `HTTP ${status}`;
  if (status === 401 || status === 403) return failure('auth', what);
  if (status === 402 || (status === 429 && body.includes('insufficient_quota')))
    return failure('quota_exhausted', what);
  const [throttled, afterMs] = [status === 429 || status === 529, retryAfter(headers)];
  // These say that nothing was done. The rest of 5xx can come from something in between, after it was done.
  if (throttled || status === 408 || status === 503) return { class: 'retryable', what, throttled, afterMs };
  if (status >= 500) return { class: 'unknown_outcome', what, throttled, afterMs };
  return failure('permanent', what);
}

const failure = (name: Failure['class'], what: string): Failure => ({
  class: name,
  what,
  throttled: false,
  afterMs: null,
});

/** The code of the innermost cause that has one: libraries wrap what the socket said. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  return codeOf(error.cause) ?? ('code' in error && typeof error.code === 'string' ? error.code : null);
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, section 10.2.3). */
function retryAfter(headers: Headers): number | null {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (ms >= 0) return ms;
  const after = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
  const at = Date.parse(after);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
