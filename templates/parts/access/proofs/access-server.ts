import { type AddressInfo, createServer } from 'node:net';
import { accessPart } from '../src/access/part.ts';
import { type Authorise, ITEM, readAccess, readerFor, type Who } from '../src/access/policy.ts';
import { asJson, type Route } from '../src/access/route.ts';
import { createGuardedServer } from '../src/access/server.ts';
import { createSessions } from '../src/access/sessions.ts';
import { ITEM as AN_ITEM, GOOD_OUTPUT } from './bad-outputs.ts';
import { scriptedModel, testWorkflow } from './test-run.ts';

export const access = readAccess();
export const SECRET = 'a record of user-b';
const find = (id: string) => (id === 'case-b' ? { owner: 'user-b', record: SECRET } : null);

const PERMISSIONS = [...new Set(access.roles.flatMap(({ may }) => may.map(({ permission }) => permission)))];

/** What the model got hold of, and whether it was asked at all. */
type Seen = { asked: boolean; got: string | null };

/** A way in to each permission, to one record, and to the workflow with a model that does whatever an item tells it. */
function routesFor(seen: Seen, authorise: Authorise): Route[] {
  const model = scriptedModel(({ about }) => {
    seen.asked = true;
    seen.got = readerFor(access, about, find, authorise)('case-b');
    return GOOD_OUTPUT;
  });
  const handle = testWorkflow(model, [accessPart({}, authorise)]);
  const run: Route = {
    method: 'POST',
    path: '/run',
    needs: 'signed-in',
    handle: async ({ who }) =>
      asJson(200, await handle(AN_ITEM, { ...(who as Who), caseRef: 'case-a', kind: 'live' })),
  };
  const record: Route = {
    method: 'GET',
    path: '/cases/:id',
    needs: { permission: 'read', dataClass: ITEM },
    ownerOf: (id) => find(id)?.owner ?? null,
    handle: () => asJson(200, { record: SECRET }),
  };
  const rest = access.data_classes.flatMap(({ id: dataClass }) =>
    PERMISSIONS.map((permission): Route => {
      const path = `/${encodeURIComponent(permission)}/${dataClass}`;
      return { method: 'GET', path, needs: { permission, dataClass }, handle: () => asJson(200, {}) };
    }),
  );
  return [run, record, ...rest];
}

/** Asks the real server, as somebody with a role or as nobody, and hands over what came back. */
export async function ask(who: Who | null, [method, path]: [string, string], authorise: Authorise) {
  const seen: Seen = { asked: false, got: null };
  const sessions = createSessions(false);
  const guarded = { access, sessions, authorise, routes: routesFor(seen, authorise) };
  // The server has to know its own address, which the system gives out.
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = createGuardedServer({ ...guarded, origin });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  try {
    const cookie = who === null ? '' : (sessions.begin(who).split(';')[0] ?? '');
    const response = await fetch(origin + path, { method, headers: { origin, cookie } });
    return { status: response.status, text: await response.text(), seen };
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** @returns a port that nobody listens on */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
