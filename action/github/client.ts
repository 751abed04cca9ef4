import type { getOctokit } from '@actions/github';

/** GitHub's API, as the edge opens it with a token. */
export type Client = ReturnType<typeof getOctokit>;

/** The repository and where in it something happens. */
export type Place = { owner: string; repo: string };

const ATTEMPTS = 3;
const PASSING = new Set([429, 500, 502, 503, 504]);

/** An error of the API with its HTTP status; `null` when no answer came at all. */
export type ApiFailure = { status: number | null; message: string };

/** Calls the API, again when the failure may pass. Waits between attempts grow from `waitMs`. */
export async function attempt<T>(call: () => Promise<T>, waitMs = 500): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await call();
    } catch (error) {
      if (tried >= ATTEMPTS || !mayPass(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs * 2 ** tried));
    }
  }
}

function mayPass(error: unknown): boolean {
  const { status } = failureOf(error);
  const limited = status === 403 && /rate limit/i.test(failureOf(error).message);
  return status === null || PASSING.has(status) || limited;
}

/** @returns what went wrong, without the request: that would hold the token. */
export function failureOf(error: unknown): ApiFailure {
  const { status, message } = error as { status?: unknown; message?: unknown };
  return {
    status: typeof status === 'number' ? status : null,
    message: typeof message === 'string' ? message : String(error),
  };
}
