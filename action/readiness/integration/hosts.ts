import { type Reach, reachOfAddress } from './addresses.ts';

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const BARE_IPV6 = /^(?:[0-9a-f.]*:){2,}[0-9a-f.]*(?:%.*)?$/i;

/**
 * The host to which a client would go, whatever the spelling: case, port, user, path, a dot at its end, letters outside
 * ASCII and the many ways to write an address are taken as a browser takes them.
 *
 * @returns the host in lower case, without a dot at its end; `null` where it is none
 * @see WHATWG URL, host parsing
 */
export function hostOf(spelling: string): string | null {
  const text = spelling.trim().replace(SCHEME, '');
  const url = `https://${BARE_IPV6.test(text) ? `[${text.replace(/%.*$/, '')}]` : text}`;
  if (!URL.canParse(url)) return null;
  const host = new URL(url).hostname.replace(/\.+$/, '');
  return host === '' ? null : host;
}

const words = (text: string): string[] => text.trim().split(/\s+/);

/** @see RFC 2606 and RFC 6761 */
const NOBODYS = words('test invalid example example.com example.net example.org');
const HERE = words(`
  localhost localdomain docker.internal containers.internal localhost.localstack.cloud
  localtest.me lvh.me vcap.me lacolhost.com traefik.me nip.io sslip.io xip.io`);
const TUNNELS = words(`
  ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev loca.lt localhost.run lhr.life serveo.net
  trycloudflare.com devtunnels.ms pinggy.link bore.pub app.github.dev share.zrok.io loclx.io tunnelmole.net
  sharedwithexpose.com gitpod.io replit.dev csb.app webcontainer.io`);
const ECHOES = words(`
  httpbin.org postman-echo.com mock.pstmn.io webhook.site beeceptor.com reqres.in dummyjson.com
  jsonplaceholder.typicode.com`);

/** What no tenant can have, and what leads back to the machine that asks. */
const NEVER: readonly (readonly [why: string, domains: readonly string[]])[] = [
  ['a name that nobody can own', NOBODYS],
  ['the machine that asks', HERE],
  ['a tunnel to somebody’s machine', TUNNELS],
  ['a service that answers what it is told to', ECHOES],
];

/** Names that mean something in one network alone. */
const PRIVATE = words('internal local lan corp home intranet private home.arpa');

/** Whole words of a name, so that `stubhub.com` and `hammock.com` are what they are. */
const STAND_IN =
  /^(?:wiremock\w*|mock(?:s|ed|y|api|bin|lab|oon|server|service)?|stubs?|fakes?|fakeapi|dummy|localstack)$/;

/** @returns who can have a host, as {@link hostOf} gives it. */
export function reachOf(host: string): Reach {
  const address = reachOfAddress(host);
  if (address !== null) return address;
  const never = NEVER.find(([, domains]) => domains.some((domain) => isIn(host, domain)));
  if (never !== undefined) return { kind: 'never', why: never[0] };
  const standIn = host.split(/[^a-z]+/).find((word) => STAND_IN.test(word));
  if (standIn !== undefined) return { kind: 'never', why: `called a stand-in (“${standIn}”)` };
  if (!host.includes('.')) return { kind: 'never', why: 'a name that is another machine in every network' };
  if (PRIVATE.some((domain) => isIn(host, domain)))
    return { kind: 'private', why: 'a name of a private network' };
  return { kind: 'public' };
}

const isIn = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);
