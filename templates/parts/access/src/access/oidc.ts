import * as client from 'openid-client';
import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';
import type { Env } from '../part.ts';
import { UnusableSetting } from '../setting.ts';
import { stateFile } from '../state.ts';
import { readYaml } from '../yaml.ts';
import type { Access, Who } from './policy.ts';

/** An identity provider (OpenID Connect Core 1.0), and this page as it is registered there. */
export type Provider = client.Configuration;

/** What has to be in the answer to one question. */
export type Checks = client.AuthorizationCodeGrantChecks;

/** @returns `null` where `POC_OIDC_ISSUER` is not set. @throws UnusableSetting */
export async function discover(env: Env): Promise<Provider | null> {
  const { POC_OIDC_ISSUER: issuer, POC_OIDC_CLIENT_ID: id, POC_OIDC_CLIENT_SECRET: secret } = env;
  if (!issuer) return null;
  if (!URL.canParse(issuer) || !id)
    throw new UnusableSetting(
      `POC_OIDC_ISSUER: found ${JSON.stringify(issuer)} with the client ${JSON.stringify(id ?? '')}; expected an address and POC_OIDC_CLIENT_ID. Set both, or neither.`,
    );
  const url = new URL(issuer);
  // Over plain http anybody on the way could sign in as anybody; on this machine there is no way.
  const execute = isLoopback(url.hostname) ? [client.allowInsecureRequests] : [];
  return client.discovery(url, id, secret, undefined, { execute }).catch((error) => {
    throw new UnusableSetting(
      `POC_OIDC_ISSUER: found ${issuer}, which did not describe itself (${error}); expected the issuer of an identity provider. Open ${issuer}/.well-known/openid-configuration to see.`,
    );
  });
}

export const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost'].includes(host);

/** @returns where the browser has to go (code flow with PKCE), and what has to be in what it comes back with */
export async function ask(
  provider: Provider,
  redirect: string,
): Promise<{ location: string; checks: Checks }> {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const location = client.buildAuthorizationUrl(provider, {
    redirect_uri: redirect,
    scope: 'openid',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  return {
    location: location.href,
    checks: { expectedState: state, expectedNonce: nonce, pkceCodeVerifier },
  };
}

/** @returns the claim `sub` of whoever came back; `null` where that is not the answer to what was asked */
export async function subjectOf(provider: Provider, back: URL, checks: Checks): Promise<string | null> {
  const tokens = await client.authorizationCodeGrant(provider, back, checks).catch(() => null);
  return tokens?.claims()?.sub ?? null;
}

const name = z.string().min(1);
const listed = z.strictObject({ subject: name, pseudonym: name, role: name });

/**
 * Who that is here, by a list of real people, so it never stands in the repository: `POC_PEOPLE`, else `state/people.yaml`.
 * @returns `null` for somebody whom nobody listed. Read anew each time.
 * @throws UnusableFile
 */
export function personOf(env: Env, access: Access, subject: string): Who | null {
  const file = env.POC_PEOPLE || stateFile(env, 'people.yaml');
  const { people } = readYaml(file, z.strictObject({ people: z.array(listed) }));
  const person = people.find((one) => one.subject === subject);
  if (person === undefined) return null;
  const { pseudonym: user, role } = person;
  if (access.roles.some(({ id }) => id === role)) return { user, role };
  throw new UnusableFile(
    `${file}: found the role ${JSON.stringify(role)}; expected one of policy/access.yaml. Mend it, or add the role.`,
  );
}
