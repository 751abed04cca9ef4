import { APICallError } from 'ai';
import { BrokenCircuitError, BulkheadRejectedError, TaskCancelledError } from 'cockatiel';

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
  /** It was not called at all: it has failed too often just now, or too many wait for it. */
  'not_called',
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

export type Failure = {
  class: FailureClass;
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
const NEVER_SENT = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];
const CUT_OFF = [
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
];

/** @returns what an error of the AI SDK, of `fetch`, or of cockatiel means. Whatever is not known is permanent. */
export function failureOf(error: unknown): Failure {
  if (error instanceof BrokenCircuitError) return failure('not_called', 'circuit breaker open');
  if (error instanceof BulkheadRejectedError) return failure('not_called', 'too many wait already');
  if (error instanceof TaskCancelledError || ['AbortError', 'TimeoutError'].includes(nameOf(error)))
    return failure('unknown_outcome', 'timeout');
  if (error instanceof BadStatus) return failureOfStatus(error.response.status, error.response.headers);
  const code = codeOf(error);
  if (code !== null && NEVER_SENT.includes(code)) return failure('retryable', code);
  if (code !== null && CUT_OFF.includes(code)) return failure('unknown_outcome', code);
  if (APICallError.isInstance(error) && error.statusCode !== undefined) {
    const { statusCode, responseHeaders, responseBody } = error;
    return failureOfStatus(statusCode, new Headers(responseHeaders), responseBody);
  }
  return failure('permanent', nameOf(error));
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

const failure = (name: FailureClass, what: string): Failure => ({
  class: name,
  what,
  throttled: false,
  afterMs: null,
});

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** The code of the innermost cause that has one: libraries wrap what the socket said. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const own = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return codeOf(error.cause) ?? own;
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, section 10.2.3). */
function retryAfter(headers: Headers, now = Date.now()): number | null {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (ms >= 0) return ms;
  const after = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
  const at = Date.parse(after);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
