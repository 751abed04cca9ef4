import type { Server } from 'node:http';
import type { Env } from '../part.ts';
import { UnusableSetting } from '../setting.ts';
import { createDesk, type Desk } from './desk.ts';
import { createOidc } from './oidc.ts';
import { type Access, readAccess } from './policy.ts';
import type { Route } from './route.ts';
import { createGuardedServer } from './server.ts';
import { createSessions } from './sessions.ts';
import { signInRoutes } from './sign-in.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** A page that runs. `desk` is `null` where people sign in at a provider. */
export type Front = { server: Server; origin: string; desk: Desk | null };

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
  const oidc = await createOidc(env, origin);
  const desk = oidc === null ? createDesk() : null;
  if (desk !== null && !LOOPBACK.has(host)) {
    throw new UnusableSetting(
      `POC_HOST: found ${host} and no POC_OIDC_ISSUER; expected an identity provider where others can reach the page, because its links are for a desk. Set POC_OIDC_ISSUER and POC_OIDC_CLIENT_ID, or unset POC_HOST.`,
    );
  }
  const secure = origin.startsWith('https:');
  const sessions = createSessions(secure);
  const signIn = signInRoutes({ env, access, sessions, secure, oidc, desk, title });
  const server = createGuardedServer({ origin, access, sessions, routes: [...signIn, ...routes(access)] });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new UnusableSetting(
          `PORT: found ${port}, which cannot be served (${error.code}); expected a free port. Set PORT to another one.`,
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  return { server, origin, desk };
}

function addressOf(env: Env): { host: string; port: number; origin: string } {
  const host = env.POC_HOST || '127.0.0.1';
  const port = Number(env.PORT || 8790);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new UnusableSetting(
      `PORT: found ${env.PORT}; expected a number from 1 to 65535. Set it so, or unset it.`,
    );
  const url = env.POC_URL || `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UnusableSetting(
      `POC_URL: found ${url}; expected how people reach the page, such as https://poc.example. Set it so, or unset it.`,
    );
  return { host, port, origin: new URL(url).origin };
}
