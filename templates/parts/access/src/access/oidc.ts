import { randomBytes } from 'node:crypto';
import * as client from 'openid-client';
import type { Env } from '../part.ts';
import { UnusableSetting } from '../setting.ts';

/** How people sign in at an identity provider (OpenID Connect Core 1.0, code flow with PKCE). */
export type Oidc = {
  /** The host of the provider, for the page. */
  name: string;
  /** Where to sign out there too; `null` where the provider has no such page. */
  signOutUrl: string | null;
  /** @returns where the browser has to go, and the key by which it is known when it comes back */
  start(): Promise<{ location: string; key: string }>;
  /** @returns the claim `sub`. @throws when what came back is not the answer to what was asked */
  finish(query: string, key: string | null): Promise<string>;
};

type Pending = { checks: client.AuthorizationCodeGrantChecks; until: number };

const TEN_MINUTES = 10 * 60 * 1000;
/** More people do not sign in at once; a script does. */
const MOST_PENDING = 1000;
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * @param origin as people reach the page; its `/sign-in/callback` has to be registered at the provider
 * @returns `null` where `POC_OIDC_ISSUER` is not set
 * @throws UnusableSetting
 */
export async function createOidc(
  env: Env,
  origin: string,
  now: () => number = Date.now,
): Promise<Oidc | null> {
  const issuer = env.POC_OIDC_ISSUER;
  if (issuer === undefined || issuer === '') return null;
  const config = await discover(env, issuer);
  const pending = new Map<string, Pending>();
  const redirect = `${origin}/sign-in/callback`;
  return {
    name: new URL(issuer).host,
    signOutUrl: config.serverMetadata().end_session_endpoint ?? null,
    async start() {
      for (const [key, { until }] of pending) if (until <= now()) pending.delete(key);
      if (pending.size >= MOST_PENDING) throw new Error('too many people sign in at once');
      const verifier = client.randomPKCECodeVerifier();
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const key = randomBytes(32).toString('base64url');
      pending.set(key, {
        checks: { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
        until: now() + TEN_MINUTES,
      });
      const location = client.buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { location: location.href, key };
    },
    async finish(query, key) {
      const begun = pending.get(key ?? '');
      // Whatever comes of it, nobody comes back twice.
      pending.delete(key ?? '');
      if (begun === undefined || begun.until <= now()) throw new Error('nobody began to sign in so');
      const tokens = await client.authorizationCodeGrant(config, new URL(redirect + query), begun.checks);
      const subject = tokens.claims()?.sub;
      if (subject === undefined) throw new Error('the provider did not say who it is');
      return subject;
    },
  };
}

async function discover(env: Env, issuer: string): Promise<client.Configuration> {
  const id = env.POC_OIDC_CLIENT_ID;
  if (!URL.canParse(issuer) || id === undefined || id === '')
    throw new UnusableSetting(
      `POC_OIDC_ISSUER: found ${JSON.stringify(issuer)} with the client ${JSON.stringify(id ?? '')}; expected an address and POC_OIDC_CLIENT_ID. Set both, or neither.`,
    );
  const url = new URL(issuer);
  // Over plain http anybody on the way could sign in as anybody; on this machine there is no way.
  const execute = LOOPBACK.has(url.hostname) ? [client.allowInsecureRequests] : [];
  try {
    return await client.discovery(url, id, env.POC_OIDC_CLIENT_SECRET, undefined, { execute });
  } catch (error) {
    throw new UnusableSetting(
      `POC_OIDC_ISSUER: found ${issuer}, which did not describe itself (${error}); expected the issuer of an identity provider. Open ${issuer}/.well-known/openid-configuration to see.`,
    );
  }
}
