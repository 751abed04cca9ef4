import { type Authorise, ITEM, may } from '../../src/access/policy.ts';
import { access, ask, SECRET } from '../access-server.ts';
import { namedTest, writeProof } from '../harness.ts';

/** A permission for a class of data, as some role has it. */
type Asked = { permission: string; dataClass: string };
const keyOf = ({ permission, dataClass }: Asked) => `${permission} ${dataClass}`;
const GRANTED = [
  ...new Map(
    access.roles
      .flatMap(({ may }) => may.map((one) => ({ permission: one.permission, dataClass: one.data_class })))
      .map((one) => [keyOf(one), one]),
  ).values(),
];

const isGranted = (role: string, { permission, dataClass }: Asked): boolean =>
  access.roles.some(
    ({ id, may }) =>
      id === role && may.some((one) => one.permission === permission && one.data_class === dataClass),
  );

type Kind = 'unauthenticated' | 'wrong_role' | 'other_users_record';
type Try = { kind: Kind | null; role: string | null; asked: Asked | null; way: [string, string] };

async function denied(id: string, { kind, role, asked, way }: Try, authorise: Authorise = may) {
  const nothing = { denied: false, through_model: false };
  const test = await namedTest(id, nothing, async () => {
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
  const { permission = null, dataClass = null } = asked ?? {};
  return { ...test, kind, role, data_class: dataClass, permission, authoriser_mocked: authorise !== may };
}

/** Each role with what it lacks of all that anybody has; where it has all of a class, with what nobody has for that. */
const lacks = access.roles.flatMap(({ id: role }) =>
  access.data_classes.flatMap(({ id: dataClass }) => {
    const own = GRANTED.filter((one) => one.dataClass === dataClass && !isGranted(role, one));
    const other = GRANTED.map((one) => ({ ...one, dataClass })).filter((one) => !isGranted(role, one));
    return (own.length > 0 ? own : other.slice(0, 1)).map((asked) => ({ role, asked }));
  }),
);
const pathOf = ({ permission, dataClass }: Asked): [string, string] =>
  permission === 'run' && dataClass === ITEM
    ? ['POST', '/run']
    : ['GET', `/${encodeURIComponent(permission)}/${dataClass}`];

const tests = [];
for (const asked of GRANTED)
  tests.push(
    await denied(`nobody is signed in: ${keyOf(asked)}`, {
      kind: 'unauthenticated',
      role: null,
      asked: null,
      way: pathOf(asked),
    }),
  );
for (const { role, asked } of lacks)
  tests.push(
    await denied(`${role} may not ${keyOf(asked)}`, { kind: 'wrong_role', role, asked, way: pathOf(asked) }),
  );
for (const { id: role } of access.roles) {
  const has = (permission: string) => isGranted(role, { permission, dataClass: ITEM });
  if (has('read_all')) continue;
  const asked = { permission: 'read', dataClass: ITEM };
  const one = { kind: 'other_users_record' as const, role, asked };
  if (has('read'))
    tests.push(
      await denied(`${role} asks for a record of somebody else`, { ...one, way: ['GET', '/cases/case-b'] }),
    );
  if (has('run'))
    tests.push(
      await denied(`${role} has the model ask for a record of somebody else`, {
        ...one,
        way: ['POST', '/run'],
      }),
    );
}
const [first] = lacks;
// With an authoriser that lets everybody in the same test has to fail.
if (first !== undefined)
  tests.push(await denied('canary', { kind: null, ...first, way: pathOf(first.asked) }, () => true));
writeProof({ tests });
