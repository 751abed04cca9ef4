import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFront } from '../src/access/front.ts';
import { asJson } from '../src/access/route.ts';
import type { Env } from '../src/part.ts';
import { createBrowser, freePort, stop } from './served.ts';

/** A real identity provider on loopback, and a page that people reach through it. */
let folder: string;
let idp: Server;
let page: Server;
let issuer: string;
let origin: string;
let env: Env;
const CLIENT = { client_id: 'poc', client_secret: 'a-secret-of-this-test-that-is-long-enough' };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sign-in-'));
  issuer = `http://127.0.0.1:${await freePort()}`;
  const PORT = String(await freePort());
  origin = `http://127.0.0.1:${PORT}`;
  const provider = new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [`${origin}/sign-in/callback`] }],
    cookies: { keys: ['made up'] },
    pkce: { required: () => true },
  });
  idp = await new Promise<Server>((resolve) => {
    const server = provider.listen(Number(new URL(issuer).port), '127.0.0.1', () => resolve(server));
  });
  writeFileSync(
    join(folder, 'people.yaml'),
    'people:\n  - { subject: ada@idp, pseudonym: user-1, role: owner }\n',
  );
  env = {
    POC_STATE: folder,
    PORT,
    POC_OIDC_ISSUER: issuer,
    POC_OIDC_CLIENT_ID: CLIENT.client_id,
    POC_OIDC_CLIENT_SECRET: CLIENT.client_secret,
  };
  const home = { method: 'GET', path: '/', needs: 'signed-in' } as const;
  const front = await openFront(env, 'Made up', () => [{ ...home, handle: ({ who }) => asJson(who) }]);
  page = front.server;
  expect(front.linkFor).toBeNull();
});
afterAll(async () => {
  await stop(page);
  await stop(idp);
  rmSync(folder, { recursive: true });
});

let browser: ReturnType<typeof createBrowser>;
beforeEach(() => {
  browser = createBrowser(origin);
});

/** Fills in the forms of the provider, as somebody does, until it sends the browser back. */
async function signIn(login: string) {
  let at = await browser.visit('/sign-in/start');
  while (at.url.startsWith(issuer)) {
    const action = /action="([^"]+)"/.exec(at.text)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(at.text)?.[1];
    if (action === undefined || prompt === undefined) throw new Error(`no form at ${at.url}: ${at.text}`);
    at = await browser.visit(action, { prompt, login, password: 'made up' });
  }
  return at;
}

describe('signing in at a provider', () => {
  it('begins on a page that names it', async () => {
    const { text } = await browser.visit('/');
    expect(text).toContain(`Sign in at ${new URL(issuer).host}`);
  });

  it('leaves no way in by a link', async () => {
    expect(await browser.visit('/sign-in/desk?token=made-up')).toMatchObject({ status: 404 });
  });

  it('makes of a subject the pseudonym and the role that it is listed with', async () => {
    const { status, text } = await signIn('ada@idp');
    expect([status, JSON.parse(text)]).toEqual([200, { user: 'user-1', role: 'owner' }]);
  });

  it('lets nobody in who is not listed, and says which subject to list', async () => {
    const { status, text } = await signIn('eve@idp');
    expect(status).toBe(403);
    expect(text).toContain('<code>eve@idp</code>');
    expect((await browser.visit('/')).text).toContain('Sign in at');
  });

  it('ends at once where somebody signs out', async () => {
    await signIn('ada@idp');
    const before = new Map(browser.jar);
    expect((await browser.visit('/sign-out', {})).text).toContain('You are signed out');
    for (const [key, value] of before) browser.jar.set(key, value);
    expect((await browser.visit('/')).text).toContain('Sign in at');
  });

  it('goes by a code with PKCE, a state and a nonce', async () => {
    const response = await fetch(`${origin}/sign-in/start`, { redirect: 'manual' });
    const { searchParams } = new URL(response.headers.get('location') ?? '');
    expect(searchParams.get('response_type')).toBe('code');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(searchParams.get(name)?.length).toBeGreaterThan(20);
  });
});

describe('what comes back from a provider', () => {
  /** Signs in up to the way back, and hands over the address of that. */
  async function wayBack(): Promise<string> {
    browser = createBrowser(origin, (to) => !to.startsWith(`${origin}/sign-in/callback`));
    const { url } = await signIn('ada@idp');
    return url;
  }
  /** Goes there, in the browser that began. */
  const comeBack = (url: string) => browser.visit(url);

  it.each([
    ['with another state', (url: URL) => url.searchParams.set('state', 'made-up')],
    ['with another code', (url: URL) => url.searchParams.set('code', 'made-up')],
    ['without a code', (url: URL) => url.searchParams.delete('code')],
    ['from another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
  ])('%s signs nobody in', async (_, change) => {
    const url = new URL(await wayBack());
    change(url);
    expect(await comeBack(url.href)).toMatchObject({ status: 403 });
  });

  it('signs nobody in within another browser, who did not begin it', async () => {
    const url = await wayBack();
    expect(await createBrowser(origin).visit(url)).toMatchObject({ status: 403 });
  });

  it('has one try, right or wrong', async () => {
    const url = await wayBack();
    const wrong = new URL(url);
    wrong.searchParams.set('state', 'made-up');
    expect(await comeBack(wrong.href)).toMatchObject({ status: 403 });
    expect(await comeBack(url)).toMatchObject({ status: 403 });
  });

  it('counts once', async () => {
    const url = await wayBack();
    const before = new Map(browser.jar);
    expect((await comeBack(url)).status).toBe(200);
    browser.jar.clear();
    for (const [key, value] of before) browser.jar.set(key, value);
    expect((await comeBack(url)).status).toBe(403);
  });
});
