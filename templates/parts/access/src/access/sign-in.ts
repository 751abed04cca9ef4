import type { Env } from '../part.ts';
import { type Html, html, page } from './html.ts';
import { ask, type Checks, type Provider, personOf, subjectOf } from './oidc.ts';
import type { Access, Who } from './policy.ts';
import { asPage, goTo, type Reply, type Request, type Route } from './route.ts';
import { readCookie, SESSION } from './server.ts';
import { createTickets, TEN_MINUTES, type Tickets } from './tickets.ts';

const PENDING = 'poc_sign_in';

/** What signing in is made of. Where there is no provider people come with a link, at a desk. */
export type SignIn = {
  env: Env;
  title: string;
  origin: string;
  access: Access;
  sessions: Tickets<Who>;
  provider: Provider | null;
  links: Tickets<Who>;
};

/** @returns the pages for signing in and out. */
export function signInRoutes({ env, title, origin, access, sessions, provider, links }: SignIn): Route[] {
  const say = (status: number, main: Html): Reply => asPage(status, page({ title, user: null }, main));
  const enter = (who: Who): Reply => goTo('/', { [PENDING]: '', [SESSION]: sessions.open(who) });
  const open = (path: string, handle: Route['handle']): Route => {
    return { method: 'GET', path, needs: 'nothing', handle };
  };
  const byLink = ({ query }: Request): Reply => {
    const who = links.close(query.get('token'));
    return who === null ? say(403, usedLink) : enter(who);
  };
  const byProvider = (at: Provider): Route[] => {
    const [pending, back] = [createTickets<Checks>(TEN_MINUTES), `${origin}/sign-in/callback`];
    const start = async () => {
      const { location, checks } = await ask(at, back);
      return goTo(location, { [PENDING]: pending.open(checks) });
    };
    const finish = async ({ query, cookies }: Request) => {
      const checks = pending.close(readCookie(cookies, PENDING));
      const subject = checks === null ? null : await subjectOf(at, new URL(`${back}?${query}`), checks);
      if (subject === null) return say(403, notSignedIn);
      const who = personOf(env, access, subject);
      return who === null ? say(403, unknownPerson(subject)) : enter(who);
    };
    return [open('/sign-in/start', start), open('/sign-in/callback', finish)];
  };
  const signOut = ({ cookies }: Request): Reply => {
    sessions.close(readCookie(cookies, SESSION));
    return { ...say(200, signedOut), cookies: { [SESSION]: '' } };
  };
  return [
    open('/sign-in', () => say(200, provider === null ? atDesk : atProvider(provider))),
    ...(provider === null ? [open('/sign-in/desk', byLink)] : byProvider(provider)),
    { method: 'POST', path: '/sign-out', needs: 'signed-in', handle: signOut },
  ];
}

const atProvider = (provider: Provider): Html =>
  html`<h1>Sign in</h1><p><a class="button" href="/sign-in/start">Sign in at ${new URL(provider.serverMetadata().issuer).host}</a></p>`;
const atDesk = html`<h1>Sign in</h1><p>Open the link that stands in the terminal. It works once; for another one, start the page again.</p>`;
const usedLink = html`<h1>This link does not work</h1><p>A link works once, for ten minutes. For another one, start the page again.</p>`;
const notSignedIn = html`<h1>You are not signed in</h1><p>What came back from the provider was not the answer to what was asked. <a href="/sign-in">Try again</a>.</p>`;
const signedOut = html`<h1>You are signed out</h1><p><a href="/sign-in">Sign in again</a>.</p>`;

const unknownPerson = (subject: string): Html =>
  html`<h1>Nobody knows you here yet</h1><p>You signed in, and no role was given to you. Whoever runs this page has to list you, by this subject: <code>${subject}</code></p>`;
