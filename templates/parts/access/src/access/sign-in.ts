import type { Env } from '../part.ts';
import type { Desk } from './desk.ts';
import { type Html, html, page } from './html.ts';
import type { Oidc } from './oidc.ts';
import { personOf } from './people.ts';
import type { Access } from './policy.ts';
import { asPage, goTo, type Reply, type Route } from './route.ts';
import { cookieOf, readCookie, type Sessions } from './sessions.ts';

const PENDING = 'poc_sign_in';
const TEN_MINUTES = 10 * 60 * 1000;
const MINUTE = 60 * 1000;
/** Failures in a minute, of all together, before everybody has to wait. */
const MOST_FAILURES = 10;

/** What signing in is made of. One of `oidc` and `desk` is there. */
export type SignIn = {
  env: Env;
  access: Access;
  sessions: Sessions;
  secure: boolean;
  oidc: Oidc | null;
  desk: Desk | null;
  title: string;
};

/** @returns the pages for signing in and out. */
export function signInRoutes(made: SignIn, now: () => number = Date.now): Route[] {
  const { sessions, secure, oidc, desk, title } = made;
  let failures: number[] = [];
  const say = (status: number, main: Html): Reply => asPage(status, page({ title, user: null }, main));
  const failed = (status: number, main: Html): Reply => {
    failures.push(now());
    return say(status, main);
  };
  const open = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path,
    needs: 'nothing',
    async handle(request) {
      failures = failures.filter((at) => now() - at < MINUTE);
      if (failures.length < MOST_FAILURES) return handle(request);
      const wait = say(429, html`<h1>Too many tries</h1><p>Wait a minute, and try again.</p>`);
      return { ...wait, headers: { 'retry-after': '60' } };
    },
  });
  return [
    open('/sign-in', () => say(200, waysIn(oidc, desk))),
    open('/sign-in/desk', ({ query }) => {
      const who = desk?.redeem(query.get('token') ?? '') ?? null;
      if (who === null) return failed(403, usedLink);
      return goTo('/', [sessions.begin(who)]);
    }),
    open('/sign-in/start', async () => {
      if (oidc === null) return say(404, usedLink);
      const { location, key } = await oidc.start();
      return goTo(location, [cookieOf(PENDING, key, TEN_MINUTES, secure)]);
    }),
    open('/sign-in/callback', async ({ query, cookies }) => {
      const subject = await oidc?.finish(`?${query}`, readCookie(cookies, PENDING)).catch(() => undefined);
      if (subject === undefined) return failed(403, notSignedIn);
      const who = personOf(made.env, made.access, subject);
      if (who === null) return failed(403, unknownPerson(subject));
      return goTo('/', [cookieOf(PENDING, '', 0, secure), sessions.begin(who)]);
    }),
    {
      method: 'POST',
      path: '/sign-out',
      needs: 'signed-in',
      handle: ({ cookies }) => ({
        ...say(200, signedOut(oidc)),
        headers: { 'set-cookie': [sessions.end(cookies)] },
      }),
    },
  ];
}

function waysIn(oidc: Oidc | null, desk: Desk | null): Html {
  if (oidc !== null)
    return html`<h1>Sign in</h1><p><a class="button" href="/sign-in/start">Sign in at ${oidc.name}</a></p>`;
  if (desk !== null)
    return html`<h1>Sign in</h1><p>Open the link that stands in the terminal. It works once; for another one, start the page again.</p>`;
  return html`<h1>Sign in</h1><p>Nobody can sign in: neither a provider nor a link is set up.</p>`;
}

const usedLink = html`<h1>This link does not work</h1><p>A link works once, for ten minutes. For another one, start the page again.</p>`;
const notSignedIn = html`<h1>You are not signed in</h1><p>What came back from the provider was not the answer to what was asked. <a href="/sign-in">Try again</a>.</p>`;

const unknownPerson = (subject: string): Html =>
  html`<h1>Nobody knows you here yet</h1><p>You signed in, and no role was given to you. Whoever runs this page has to list you, by this subject: <code>${subject}</code></p>`;

const signedOut = (oidc: Oidc | null): Html =>
  html`<h1>You are signed out</h1><p><a href="/sign-in">Sign in again</a>${
    oidc?.signOutUrl ? html`, or <a href="${oidc.signOutUrl}">sign out at ${oidc.name} too</a>` : null
  }.</p>`;
