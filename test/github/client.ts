/** What came back from one request. */
export type Answer = { status: number; headers: Headers; body: unknown };
export type Call = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** @returns a bare client: no retries and no client-side checks, so that a wrong request arrives as it is. */
export function clientOf(url: string, token?: string): Call {
  const always = {
    'user-agent': 'test',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      ...(body === undefined
        ? { headers: always }
        : { headers: { ...always, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  };
}
