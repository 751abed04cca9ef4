import type { Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';

/** @returns a port that nobody listens on */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @returns what stands in a piece of a page, once a browser has read it */
export const plain = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

export async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

export type Visited = { status: number; text: string; url: string; headers: Headers };

/**
 * A browser as far as it matters: it keeps cookies, says where a form comes from, and follows where it is sent.
 * @param follows whether it goes where it is sent next; where it does not, `url` is that
 */
export function createBrowser(origin: string, follows: (to: string) => boolean = () => true) {
  /** By host and name. */
  const jar = new Map<string, string>();

  async function visit(url: string, form?: Record<string, string>): Promise<Visited> {
    const at = new URL(url, origin);
    const cookies = [...jar].filter(([key]) => key.startsWith(`${at.host} `));
    const cookie = cookies.map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; ');
    const sent = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const headers = { accept: 'text/html', cookie, ...(form === undefined ? {} : { origin }) };
    const response = await fetch(at, { redirect: 'manual', headers, ...sent });
    for (const one of response.headers.getSetCookie()) keep(at, one);
    const to = response.headers.get('location');
    const next = to === null ? null : new URL(to, at).href;
    if (next !== null && follows(next)) return visit(next);
    const { status } = response;
    return { status, text: await response.text(), url: next ?? at.href, headers: response.headers };
  }

  function keep({ host }: URL, cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const [name = '', ...value] = pair.split('=');
    if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(cookie)) jar.delete(`${host} ${name}`);
    else jar.set(`${host} ${name}`, value.join('='));
  }

  return { visit, jar };
}
