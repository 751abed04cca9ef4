import type { getOctokit } from '@actions/github';

/** GitHub's API, as the edge opens it with a token. */
export type Client = ReturnType<typeof getOctokit>;

/** The repository and where in it something happens. */
export type Place = { owner: string; repo: string };

const ATTEMPTS = 3;
const PASSING = new Set([429, 500, 502, 503, 504]);

/** An error of the API with its HTTP status; `null` when no answer came at all. */
export type ApiFailure = { status: number | null; message: string };

/** A limit that asks for a longer wait than this is not waited for: the verdict is told elsewhere too. */
const LONGEST_WAIT_MS = 60_000;

/** Calls the API, again when the failure may pass. Waits as long as GitHub asks for, else ever longer from `waitMs`. */
export async function attempt<T>(call: () => Promise<T>, waitMs = 500): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await call();
    } catch (error) {
      const wait = askedFor(error) ?? waitMs * 2 ** tried;
      if (tried >= ATTEMPTS || !mayPass(error) || wait > LONGEST_WAIT_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

function mayPass(error: unknown): boolean {
  const { status, message } = failureOf(error);
  const limited = status === 403 && /rate limit/i.test(message);
  return status === null || PASSING.has(status) || limited;
}

/** Milliseconds of a `retry-after` header, which is in seconds. */
function askedFor(error: unknown): number | null {
  const { response } = error as { response?: { headers?: Record<string, unknown> } };
  const seconds = Number(response?.headers?.['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** @returns what went wrong, without the request: that would hold the token. */
export function failureOf(error: unknown): ApiFailure {
  const { status, message } = error as { status?: unknown; message?: unknown };
  return {
    status: typeof status === 'number' ? status : null,
    message: typeof message === 'string' ? message : String(error),
  };
}
