import { accessPart } from '../../src/access/part.ts';
import { type Authorise, ITEM, may, readAccess, readerFor, type Who } from '../../src/access/policy.ts';
import { asJson, type Route } from '../../src/access/route.ts';
import { SESSION, serve } from '../../src/access/server.ts';
import { createTickets } from '../../src/access/tickets.ts';
import { ITEM as AN_ITEM, GOOD_OUTPUT } from '../bad-outputs.ts';
import { namedTest, writeProof } from '../harness.ts';
import { scriptedModel, testWorkflow } from '../test-run.ts';

/** A permission for a class of data. */
type Asked = { permission: string; dataClass: string };
type Kind = 'unauthenticated' | 'wrong_role' | 'other_users_record';
type Try = { kind: Kind | null; role: string | null; asked: Asked; way: [string, string] };

const access = readAccess();
const nameOf = ({ permission, dataClass }: Asked) => `${permission} ${dataClass}`;
const has = (role: string, asked: Asked): boolean =>
  access.roles.some(
    ({ id, may }) =>
      id === role &&
      may.some((one) => one.permission === asked.permission && one.data_class === asked.dataClass),
  );
const PERMISSIONS = [...new Set(access.roles.flatMap(({ may }) => may.map(({ permission }) => permission)))];
const ALL: Asked[] = access.data_classes.flatMap(({ id: dataClass }) =>
  PERMISSIONS.map((permission) => ({ permission, dataClass })),
);
const GRANTED = ALL.filter((asked) => access.roles.some(({ id }) => has(id, asked)));

const SECRET = 'a record of user-b';
const find = (id: string) => (id === 'case-b' ? { owner: 'user-b', record: SECRET } : null);
const RUN: [string, string] = ['POST', '/run'];
const wayOf = ({ permission, dataClass }: Asked): [string, string] =>
  permission === 'run' && dataClass === ITEM
    ? RUN
    : ['GET', `/${encodeURIComponent(permission)}/${encodeURIComponent(dataClass)}`];

/** What the model got hold of, and whether it was asked at all. */
type Seen = { asked: boolean; got: string | null };

/** A way in to each permission, to one record, and to the workflow with a model that does whatever an item tells it. */
function routesFor(seen: Seen, authorise: Authorise): Route[] {
  const model = scriptedModel(({ about }) => {
    seen.asked = true;
    seen.got = readerFor(access, about, find, authorise)('case-b');
    return GOOD_OUTPUT;
  });
  const workflow = testWorkflow(model, [accessPart({}, authorise)]);
  const run: Route['handle'] = async ({ who }) =>
    asJson(await workflow(AN_ITEM, { ...who, caseRef: 'case-a', kind: 'live' }));
  const record: Route = {
    method: 'GET',
    path: '/cases/:id',
    needs: { permission: 'read', dataClass: ITEM },
    ownerOf: (id) => find(id)?.owner ?? null,
    handle: () => asJson(SECRET),
  };
  const rest = ALL.map((needs): Route => {
    return { method: 'GET', path: wayOf(needs)[1], needs, handle: () => asJson({}) };
  });
  return [{ method: 'POST', path: '/run', needs: 'signed-in', handle: run }, record, ...rest];
}

/** Asks the real server, as somebody with a role or as nobody, and hands over what came back. */
async function ask(who: Who | null, [method, path]: [string, string], authorise: Authorise) {
  const seen: Seen = { asked: false, got: null };
  const sessions = createTickets<Who>(60_000);
  const { server, origin } = await serve({ access, sessions, authorise, routes: routesFor(seen, authorise) });
  try {
    const cookie = who === null ? '' : `${SESSION}=${sessions.open(who)}`;
    const response = await fetch(origin + path, { method, headers: { origin, cookie } });
    return { status: response.status, text: await response.text(), seen };
  } finally {
    server.close();
  }
}

async function denied(id: string, { kind, role, asked, way }: Try, authorise: Authorise = may) {
  const test = await namedTest(id, { denied: false, through_model: false }, async () => {
    const who = role === null ? null : { user: 'user-a', role };
    const { status, text, seen } = await ask(who, way, authorise);
    // Another status than this would be a way in that is not there, which turns nobody away.
    const expected = { unauthenticated: 401, wrong_role: 403, other_users_record: 404 }[kind ?? 'wrong_role'];
    const turnedAway = status === expected || text.includes('"not_allowed"');
    const leaked = text.includes(SECRET) || seen.got !== null;
    // A model that was asked was turned away when it got nothing; else nothing but the status says so.
    const isDenied = !leaked && (turnedAway || (seen.asked && kind === 'other_users_record'));
    return { passed: isDenied, denied: isDenied, through_model: seen.asked };
  });
  const about =
    role === null
      ? { data_class: null, permission: null }
      : { data_class: asked.dataClass, permission: asked.permission };
  return { ...test, kind, role, ...about, authoriser_mocked: authorise !== may };
}

/** Each role with what it lacks of all that anybody has; where it has all of a class, with what nobody has for that. */
const lacks = access.roles.flatMap(({ id: role }) =>
  access.data_classes.flatMap(({ id: dataClass }) => {
    const missing = ALL.filter((asked) => asked.dataClass === dataClass && !has(role, asked));
    const own = missing.filter((asked) => GRANTED.includes(asked));
    return (own.length > 0 ? own : missing.slice(0, 1)).map((asked) => ({ role, asked, way: wayOf(asked) }));
  }),
);

const tests = [];
for (const asked of GRANTED)
  tests.push(
    await denied(`nobody is signed in: ${nameOf(asked)}`, {
      kind: 'unauthenticated',
      role: null,
      asked,
      way: wayOf(asked),
    }),
  );
for (const one of lacks)
  tests.push(await denied(`${one.role} may not ${nameOf(one.asked)}`, { kind: 'wrong_role', ...one }));
for (const { id: role } of access.roles) {
  const holds = (permission: string) => has(role, { permission, dataClass: ITEM });
  const asked = { permission: 'read', dataClass: ITEM };
  const one = { kind: 'other_users_record' as const, role, asked };
  if (holds('read_all')) continue;
  if (holds('read'))
    tests.push(
      await denied(`${role} asks for a record of somebody else`, { ...one, way: ['GET', '/cases/case-b'] }),
    );
  if (holds('run'))
    tests.push(await denied(`${role} has the model ask for a record of somebody else`, { ...one, way: RUN }));
}
const [first] = lacks;
// With an authoriser that lets everybody in the same test has to fail.
if (first !== undefined) tests.push(await denied('canary', { kind: null, ...first }, () => true));
writeProof({ tests });
