import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scriptedModel, testWorkflow } from '../proofs/test-run.ts';
import { openFront } from '../src/access/front.ts';
import { html } from '../src/access/html.ts';
import { personOf } from '../src/access/oidc.ts';
import { accessPart } from '../src/access/part.ts';
import { type Access, may, readAccess, readerFor, type Who } from '../src/access/policy.ts';
import { asJson, goTo, type Route } from '../src/access/route.ts';
import { SESSION, serve } from '../src/access/server.ts';
import { createTickets } from '../src/access/tickets.ts';
import type { RunKind } from '../src/run.ts';
import { ITEM, proposal } from './made-up.ts';
import { createBrowser, freePort, stop } from './served.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const item = (...permissions: string[]) =>
  permissions.map((permission) => ({ permission, data_class: 'item' }));
const MATRIX: Access = {
  data_classes: [{ id: 'item' }, { id: 'operations' }],
  roles: [
    { id: 'operator', may: item('run', 'read') },
    { id: 'reviewer', may: item('review') },
    { id: 'owner', may: item('read', 'read_all') },
    { id: 'wide', may: item('read_all') },
  ],
};

describe('a role', () => {
  it.each([
    ['operator', 'run', undefined, true],
    ['reviewer', 'run', undefined, false],
    ['operator', 'read', 'ada', true],
    ['operator', 'read', 'bob', false],
    ['operator', 'read', undefined, true],
    ['owner', 'read', 'bob', true],
    ['wide', 'read', 'ada', false],
    ['reviewer', 'read', 'ada', false],
    ['reviewer', 'review', 'bob', true],
    ['reviewer', 'review', 'ada', false],
    ['operator', 'review', 'bob', false],
    ['nobody', 'run', undefined, false],
    ['operator', 'fly', undefined, false],
  ])('%s of ada that asks to %s what %s handed in: %s', (role, permission, owner, allowed) => {
    const asked = { permission, dataClass: 'item', ...(owner === undefined ? {} : { owner }) };
    expect(may(MATRIX, { user: 'ada', role }, asked)).toBe(allowed);
  });

  it('has a permission for the data that it was given for, and no other', () => {
    expect(
      may(MATRIX, { user: 'ada', role: 'operator' }, { permission: 'run', dataClass: 'operations' }),
    ).toBe(false);
  });

  it.each([
    ['ada', 'a record'],
    ['bob', null],
  ])('gets what %s handed in: %s', (owner, got) => {
    const read = readerFor(MATRIX, { user: 'ada', role: 'operator' }, (id) =>
      id === 'one' ? { owner, record: 'a record' } : null,
    );
    expect([read('one'), read('other')]).toEqual([got, null]);
  });
});

describe('policy/access.yaml', () => {
  it('keeps whoever hands items in from deciding on them', () => {
    for (const { id } of readAccess().roles) {
      const can = (permission: string) =>
        may(readAccess(), { user: 'ada', role: id }, { permission, dataClass: 'item', owner: 'ada' });
      expect(can('review')).toBe(false);
    }
  });

  it.each([
    ['version: 1', /access\.yaml: found data_classes that is not usable/],
    [
      'data_classes: [{ id: item }]\nroles: [{ id: a, may: [] }]',
      /found data_classes that is not usable \(expected item and operations, which src\/access\/ asks/,
    ],
  ])('that holds %j is refused', (text, message) => {
    const file = join(folder, 'access.yaml');
    writeFileSync(file, text);
    expect(() => readAccess(file)).toThrow(message);
  });
});

describe('a run', () => {
  const run = async (kind: RunKind, role: string) => {
    let asked = 0;
    const model = scriptedModel(() => {
      asked += 1;
      return proposal();
    });
    const outcome = await testWorkflow(model, [accessPart({})])(ITEM, {
      caseRef: 'c',
      user: 'ada',
      role,
      kind,
    });
    return [outcome.outcome, asked];
  };

  it.each([
    ['live', 'operator', 'answered', 1],
    ['live', 'auditor', 'refused', 0],
    ['live', 'nobody', 'refused', 0],
    ['eval', 'nobody', 'answered', 1],
    ['load', 'nobody', 'answered', 1],
    ['test', 'nobody', 'answered', 1],
  ] as const)('of kind %s by %s is %s', async (kind, role, outcome, asked) => {
    expect(await run(kind, role)).toEqual([outcome, asked]);
  });
});

describe('the server', () => {
  let server: Server;
  let origin: string;
  const sessions = createTickets<Who>(60_000);
  const cookieOf = (role: string) => `${SESSION}=${sessions.open({ user: 'ada', role })}`;
  const ok = () => asJson({ done: true });
  const open = (path: string): Route => ({ method: 'GET', path, needs: 'nothing', handle: ok });
  const routes: Route[] = [
    open('/open'),
    { ...open('/query'), handle: ({ query }) => asJson(query.get('a')) },
    { method: 'GET', path: '/mine', needs: 'signed-in', handle: ok },
    { method: 'POST', path: '/run', needs: { permission: 'run', dataClass: 'item' }, handle: ok },
    {
      method: 'GET',
      path: '/cases/:id',
      needs: { permission: 'read', dataClass: 'item' },
      // Were a path asked about, it would be there.
      ownerOf: (id) => ({ 'of-bob': 'bob', 'of-ada': 'ada', '..%2Fx': 'ada' })[id] ?? null,
      handle: ok,
    },
    {
      method: 'GET',
      path: '/broken',
      needs: 'nothing',
      handle: () => {
        throw new Error('text of an item');
      },
    },
  ];
  beforeEach(async () => {
    ({ server, origin } = await serve({ access: MATRIX, sessions, routes }));
  });
  afterEach(() => stop(server));

  type Asked = { method?: string; headers?: Record<string, string>; body?: string };
  const status = async (path: string, { method = 'GET', headers = {}, body }: Asked = {}) => {
    const sent = { method, headers, redirect: 'manual' as const, ...(body === undefined ? {} : { body }) };
    return (await fetch(origin + path, sent)).status;
  };

  it.each([
    ['/open', '', 200],
    ['/page.css', '', 200],
    ['/mine', '', 401],
    ['/mine', 'poc_session=made-up', 401],
    ['/mine', 'reviewer', 200],
    ['/cases/of-ada', 'operator', 200],
    ['/cases/of-bob', 'operator', 404],
    ['/cases/of-nobody', 'operator', 404],
    ['/cases/of-bob', 'owner', 200],
    ['/cases/of-ada', 'reviewer', 403],
    ['/none', 'owner', 404],
    ['/run', 'operator', 404],
    ['/cases/..%2Fx', 'owner', 404],
    ['//', '', 404],
    ['//made-up/open', '', 404],
  ])('answers GET %s with the cookie of %j by %i', async (path, who, expected) => {
    const cookie = who.includes('=') || who === '' ? who : cookieOf(who);
    expect(await status(path, { headers: { cookie } })).toBe(expected);
  });

  it('hands over all that stands behind the first question mark', async () => {
    expect(await (await fetch(`${origin}/query?a=b?c`)).json()).toBe('b?c');
  });

  it('sends a browser to where one signs in', async () => {
    expect(await status('/mine', { headers: { accept: 'text/html' } })).toBe(303);
  });

  it.each([
    ['its own page', () => origin, 200],
    ['another site', () => 'https://evil.example', 403],
    ['nowhere', () => undefined, 403],
    ['a sandboxed frame', () => 'null', 403],
  ])('takes a form from %s', async (_, from, expected) => {
    const said = from();
    const headers = { cookie: cookieOf('operator'), ...(said === undefined ? {} : { origin: said }) };
    expect(await status('/run', { method: 'POST', headers, body: 'x' })).toBe(expected);
  });

  it.each([
    ['127.0.0.1:PORT', 200],
    ['evil.example:PORT', 421],
    ['127.0.0.1.evil.example:PORT', 421],
    ['127.0.0.1', 421],
  ])('answers %s by %i, so that no other name can be pointed at it', async (name, expected) => {
    const { port } = new URL(origin);
    const got = await new Promise((resolve) => {
      const headers = { host: name.replace('PORT', port) };
      request({ host: '127.0.0.1', port, path: '/open', headers }, ({ statusCode }) =>
        resolve(statusCode),
      ).end();
    });
    expect(got).toBe(expected);
  });

  it.each([
    [1024 * 1024, 200],
    [1024 * 1024 + 1, 413],
  ])('takes a body of %i bytes: %i', async (bytes, expected) => {
    const headers = { cookie: cookieOf('operator'), origin };
    expect(await status('/run', { method: 'POST', headers, body: 'x'.repeat(bytes) })).toBe(expected);
  });

  it.each([
    ['http://poc.example', 'poc_session=x; Path=/; HttpOnly; SameSite=Lax'],
    ['https://poc.example', 'poc_session=x; Path=/; HttpOnly; SameSite=Lax; Secure'],
  ])(
    'that people reach at %s sets a cookie that no script and no other site can use',
    async (at, expected) => {
      const enter: Route = { ...open('/in'), handle: () => goTo('/', { [SESSION]: 'x', other: '' }) };
      const served = await serve({ access: MATRIX, sessions, routes: [enter], origin: at });
      const { port } = served.server.address() as AddressInfo;
      const cookies = await new Promise((resolve) => {
        const asked = { host: '127.0.0.1', port, path: '/in', headers: { host: 'poc.example' } };
        request(asked, ({ headers }) => resolve(headers['set-cookie'])).end();
      });
      await stop(served.server);
      expect(cookies).toEqual([expected, `${expected.replace('poc_session=x', 'other=')}; Max-Age=0`]);
    },
  );

  it('lets nothing run or be kept that it did not send itself', async () => {
    const { headers } = await fetch(`${origin}/open`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    const rest = ['cache-control', 'x-content-type-options', 'referrer-policy'];
    expect(rest.map((name) => headers.get(name))).toEqual(['no-store', 'nosniff', 'same-origin']);
  });

  it('says nothing of what went wrong inside', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const response = await fetch(`${origin}/broken`);
    expect([response.status, (await response.text()).includes('text of an item')]).toEqual([500, false]);
    expect(log.mock.calls).toEqual([['GET failed: Error']]);
    log.mockRestore();
  });

  it('does not open with a way to single items that does not say whose they are', async () => {
    const unowned: Route = {
      method: 'GET',
      path: '/x/:id',
      needs: { permission: 'read', dataClass: 'item' },
      handle: ok,
    };
    await expect(serve({ access: MATRIX, sessions, routes: [unowned] })).rejects.toThrow(
      /\/x\/:id: found no ownerOf/,
    );
  });
});

describe('a ticket', () => {
  it('is read until its time is over, and by nobody who makes up a key', () => {
    let now = 0;
    const tickets = createTickets<string>(600_000, () => now);
    const key = tickets.open('ada');
    now = 600_000 - 1;
    expect([tickets.read(key), tickets.read('made up'), tickets.read(null)]).toEqual(['ada', null, null]);
    now += 1;
    expect([tickets.read(key), tickets.close(key)]).toEqual([null, null]);
  });

  it('is closed once', () => {
    const tickets = createTickets<string>(600_000);
    const key = tickets.open('ada');
    expect([tickets.close(key), tickets.close(key), tickets.read(key)]).toEqual(['ada', null, null]);
  });

  it('makes room for new ones: of 10,001 the oldest is gone', () => {
    const tickets = createTickets<number>(600_000);
    const keys = Array.from({ length: 10_001 }, (_, i) => tickets.open(i));
    expect([tickets.read(keys[0] ?? ''), tickets.read(keys[1] ?? '')]).toEqual([null, 1]);
  });
});

describe('the list of people', () => {
  const listed = (text: string) => {
    writeFileSync(join(folder, 'people.yaml'), text);
    return { POC_STATE: folder };
  };

  it('says who somebody is, and knows nobody else', () => {
    const env = listed('people: [{ subject: s-1, pseudonym: user-1, role: reviewer }]');
    expect(personOf(env, MATRIX, 's-1')).toEqual({ user: 'user-1', role: 'reviewer' });
    expect(personOf(env, MATRIX, 's-2')).toBeNull();
  });

  it.each([
    [
      'people: [{ subject: s-1, pseudonym: user-1, role: king }]',
      /found the role "king"; expected one of policy/,
    ],
    ['people: [{ subject: s-1 }]', /found people\.0\.pseudonym that is not usable/],
  ])('that holds %j is refused', (text, message) => {
    expect(() => personOf(listed(text), MATRIX, 's-1')).toThrow(message);
  });
});

describe('the front', () => {
  it.each([
    [
      { POC_HOST: '0.0.0.0' },
      /POC_HOST: found 0\.0\.0\.0 and no POC_OIDC_ISSUER; expected an identity provider/,
    ],
    [{ PORT: '0' }, /PORT: found 0; expected a number from 1 to 65535/],
    [{ PORT: 'x' }, /PORT: found x/],
    [{ POC_URL: 'poc.example' }, /POC_URL: found poc\.example; expected how people reach/],
    [
      { POC_OIDC_ISSUER: 'https://idp.example' },
      /POC_OIDC_ISSUER: found "https:\/\/idp\.example" with the client ""/,
    ],
  ])('does not open with %j', async (env, message) => {
    await expect(openFront(env, 'T', () => [])).rejects.toThrow(message);
  });

  it('says when its port is taken', async () => {
    const PORT = String(await freePort());
    const { server } = await openFront({ PORT }, 'T', () => []);
    try {
      await expect(openFront({ PORT }, 'T', () => [])).rejects.toThrow(
        /PORT: found \d+, which cannot be served \(EADDRINUSE\)/,
      );
    } finally {
      await stop(server);
    }
  });
});

describe('at a desk', () => {
  let server: Server;
  let browser: ReturnType<typeof createBrowser>;
  let link: string;
  const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
  const open = async () => {
    const home = { method: 'GET', path: '/', needs: 'signed-in' } as const;
    const PORT = String(await freePort());
    const front = await openFront({ PORT }, 'T', () => [{ ...home, handle: ({ who }) => asJson(who) }]);
    server = front.server;
    browser = createBrowser(front.origin);
    link = front.linkFor?.({ user: 'ada', role: 'operator' }) ?? '';
  };
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await open();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await stop(server);
  });

  it('a link signs in once', async () => {
    expect(JSON.parse((await browser.visit(link)).text)).toEqual({ user: 'ada', role: 'operator' });
    expect(await browser.visit(link)).toMatchObject({ status: 403 });
  });

  it.each([
    [10 * 60 * 1000 - 1, 200],
    [10 * 60 * 1000, 403],
  ])('a link is good for ten minutes: after %i ms %i', async (ms, expected) => {
    later(ms);
    expect(await browser.visit(link)).toMatchObject({ status: expected });
  });

  it.each([
    [8 * 60 * 60 * 1000 - 1, '"user":"ada"'],
    [8 * 60 * 60 * 1000, 'Sign in'],
  ])('whoever signed in works for eight hours: after %i ms they see %s', async (ms, expected) => {
    await browser.visit(link);
    later(ms);
    expect((await browser.visit('/')).text).toContain(expected);
  });
});

it('escapes whatever gets into a page', () => {
  const hostile = `<script>"'&`;
  expect(html`<p title="${hostile}">${hostile}${null}${[html`<b>${1}</b>`]}</p>`.text).toBe(
    '<p title="&#60;script&#62;&#34;&#39;&#38;">&#60;script&#62;&#34;&#39;&#38;<b>1</b></p>',
  );
});
