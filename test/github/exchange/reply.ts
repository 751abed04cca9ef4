/** An answer before it is written. `body` is JSON, or `undefined` for none. */
export type Reply = { status: number; body?: unknown; headers?: Record<string, string> };

const DOCUMENTATION = 'https://docs.github.com/rest';

/** GitHub's form of a refusal. */
export function refusal(status: number, message: string, headers: Record<string, string> = {}): Reply {
  return { status, body: { message, documentation_url: DOCUMENTATION, status: String(status) }, headers };
}

export const notFound = (): Reply => refusal(404, 'Not Found');

/** What GitHub says of a request that does not fit its description. */
export function invalidRequest(problem: string): Reply {
  return unprocessable(`Invalid request.\n\n${problem}`);
}

/** A 422 with only a message. Its `status` field is real, and absent from GitHub's description of a 422. */
export function unprocessable(message: string): Reply {
  return { status: 422, body: { message, documentation_url: DOCUMENTATION } };
}

/** What GitHub says of a request that fits its description and not its rules. */
export function validationFailed(resource: string, field: string, message: string): Reply {
  const errors = [{ resource, code: 'unprocessable', field, message }];
  return { status: 422, body: { message: 'Validation Failed', errors, documentation_url: DOCUMENTATION } };
}
