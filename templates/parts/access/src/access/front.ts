import type { Env } from '../part.ts';
import { UnusableSetting } from '../setting.ts';
import { discover, isLoopback } from './oidc.ts';
import { type Access, readAccess, type Who } from './policy.ts';
import type { Route } from './route.ts';
import { type Served, serve } from './server.ts';
import { signInRoutes } from './sign-in.ts';
import { createTickets, TEN_MINUTES } from './tickets.ts';

/** A working day. After it people sign in again. */
export const SESSION_LASTS = 8 * 60 * 60 * 1000;

/** `linkFor` makes the address that signs somebody in once; `null` where people sign in at a provider. */
export type Front = Served & { linkFor: ((who: Who) => string) | null };

/**
 * Serves pages with sign-in: at `POC_HOST` (127.0.0.1) and `PORT` (8790), which people reach as `POC_URL`.
 * @throws UnusableSetting, UnusableFile
 */
export async function openFront(
  env: Env,
  title: string,
  routes: (access: Access) => readonly Route[],
): Promise<Front> {
  const { host, port, origin } = addressOf(env);
  const access = readAccess();
  const provider = await discover(env);
  if (provider === null && !isLoopback(host))
    throw new UnusableSetting(
      `POC_HOST: found ${host} and no POC_OIDC_ISSUER; expected an identity provider where others can reach the page, because its links are for a desk. Set POC_OIDC_ISSUER and POC_OIDC_CLIENT_ID, or unset POC_HOST.`,
    );
  const [sessions, links] = [createTickets<Who>(SESSION_LASTS), createTickets<Who>(TEN_MINUTES)];
  const signIn = signInRoutes({ env, title, origin, access, sessions, provider, links });
  const guarded = { access, sessions, origin, routes: [...signIn, ...routes(access)] };
  const served = await serve(guarded, port, host).catch((error) => {
    throw new UnusableSetting(
      `PORT: found ${port}, which cannot be served (${error.code ?? error}); expected a free port. Set PORT to another one.`,
    );
  });
  const linkFor = (who: Who) => `${origin}/sign-in/desk?token=${links.open(who)}`;
  return { ...served, linkFor: provider === null ? linkFor : null };
}

function addressOf(env: Env): { host: string; port: number; origin: string } {
  const host = env.POC_HOST || '127.0.0.1';
  const port = Number(env.PORT || 8790);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new UnusableSetting(
      `PORT: found ${env.PORT}; expected a number from 1 to 65535. Set it so, or unset it.`,
    );
  const url = env.POC_URL || `http://${host}:${port}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UnusableSetting(
      `POC_URL: found ${url}; expected how people reach the page, such as https://poc.example. Set it so, or unset it.`,
    );
  return { host, port, origin: new URL(url).origin };
}
