import { ACCESS_FILE, type Access } from '../../contract/access.ts';
import { DENIALS, type DenyTest } from '../../contract/proofs/access-control.ts';
import { type Finding, fail, notProven } from '../finding.ts';
import { named, shortId } from '../named-ids.ts';
import { type Document, locate } from '../reading.ts';

/** A role and a class of data. Whatever the role may do with it, something is denied: to others, or on others’ records. */
type Pair = { role: string; dataClass: string };

/** Tests that deny, without their canary, and where they stand. */
export type Denials = { file: string; tests: readonly DenyTest[] };

const classesOf = (matrix: Access): string[] => matrix.data_classes.map(({ id }) => id);
const rolesOf = (matrix: Access): string[] => matrix.roles.map(({ id }) => id);
const permissionsOf = (matrix: Access): string[] => [
  ...new Set(matrix.roles.flatMap(({ may }) => may.map(({ permission }) => permission))),
];

const mayDo = (matrix: Access, role: string, permission: string, dataClass: string): boolean =>
  matrix.roles.some(
    ({ id, may }) =>
      id === role && may.some((one) => one.permission === permission && one.data_class === dataClass),
  );

/** @returns every role with every class of data, in the order of the matrix. */
export const pairsOf = (matrix: Access): Pair[] =>
  rolesOf(matrix).flatMap((role) => classesOf(matrix).map((dataClass) => ({ role, dataClass })));

/** @returns what is wrong with a matrix before any test is looked at, or `null` */
export function matrixFault(matrix: Document<Access>): Finding | null {
  const { value } = matrix;
  const ids = [...rolesOf(value), ...classesOf(value).map((id) => `data class ${id}`)];
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined)
    return notProven(`${matrix.file} has ${shortId(twice)} more than once.`, {
      location: locate(matrix, 'roles'),
      remedy: `Give each role and each class of data one entry in \`${ACCESS_FILE}\`.`,
    });
  const known = new Set(classesOf(value));
  const i = value.roles.findIndex(({ may }) => may.some((one) => !known.has(one.data_class)));
  const stray = value.roles[i]?.may.find((one) => !known.has(one.data_class));
  if (stray !== undefined)
    return notProven(
      `${matrix.file} lets ${value.roles[i]?.id} ${shortId(stray.permission)} ${stray.data_class}, which is none of its data_classes.`,
      { location: locate(matrix, `roles.${i}`), remedy: `Add ${stray.data_class} to \`data_classes\`.` },
    );
  return openToAll(matrix);
}

/** Where everybody may do everything there is nothing to deny, and so no control. */
function openToAll(matrix: Document<Access>): Finding | null {
  const { value } = matrix;
  const closed = pairsOf(value).some(({ role, dataClass }) =>
    permissionsOf(value).some((permission) => !mayDo(value, role, permission, dataClass)),
  );
  if (closed || permissionsOf(value).length === 0) return null;
  const roles = rolesOf(value);
  return fail(
    `${matrix.file} lets ${roles.length === 1 ? 'its only role' : `each of its ${roles.length} roles`} do everything with all ${value.data_classes.length} classes of data: there is nothing to deny.`,
    {
      location: locate(matrix, 'roles'),
      remedy: `Add who is kept out to \`${ACCESS_FILE}\`, such as everybody else in the house with \`may: []\`.`,
    },
  );
}

/** @returns why a test says nothing about the matrix, or `null` when each of them does */
export function strayTest({ file, tests }: Denials, matrix: Access): Finding | null {
  const location = { file, line: null };
  const vague = tests.filter((test) => !saysWho(test));
  if (vague.length > 0)
    return notProven(
      `${vague.length} of ${tests.length} tests do not say who asked for what: ${named(vague.map(({ id }) => id))}.`,
      {
        location,
        remedy:
          'Give each test its `kind`; `role` and `data_class` where somebody is signed in; `permission` where the role is wrong.',
      },
    );
  const unknown = [
    ...new Set([
      ...namesOutside('role', tests, rolesOf(matrix)),
      ...namesOutside('data_class', tests, classesOf(matrix)),
      ...namesOutside('permission', tests, permissionsOf(matrix)),
    ]),
  ];
  if (unknown.length > 0)
    return fail(`Tests deny what ${ACCESS_FILE} does not know: ${named(unknown)}.`, {
      location,
      remedy: `Name roles, classes of data and permissions as \`${ACCESS_FILE}\` does.`,
    });
  return contradicts({ file, tests }, matrix);
}

function saysWho({ kind, role, data_class: dataClass, permission }: DenyTest): boolean {
  if (kind === 'unauthenticated') return role === null;
  return (
    kind !== null && role !== null && dataClass !== null && (kind !== 'wrong_role' || permission !== null)
  );
}

const namesOutside = (
  field: 'role' | 'data_class' | 'permission',
  tests: readonly DenyTest[],
  known: readonly string[],
): string[] =>
  tests.flatMap((test) => {
    const name = test[field];
    return name === null || known.includes(name) ? [] : [`the ${field.replace('_', ' ')} ${shortId(name)}`];
  });

function contradicts({ file, tests }: Denials, matrix: Access): Finding | null {
  const wrong = tests.find(
    ({ kind, role, permission, data_class: dataClass }) =>
      kind === 'wrong_role' && mayDo(matrix, role ?? '', permission ?? '', dataClass ?? ''),
  );
  if (wrong === undefined) return null;
  return fail(
    `${ACCESS_FILE} lets ${wrong.role} ${wrong.permission} ${wrong.data_class}, and the test ${shortId(wrong.id)} has it turned away: one of the two is wrong.`,
    { location: { file, line: null }, remedy: `Mend the test or the row of \`${ACCESS_FILE}\`.` },
  );
}

/** @returns a way in that no test found shut, or `null` */
export function openWay({ file, tests }: Denials): Finding | null {
  const location = { file, line: null };
  const untried = DENIALS.filter((kind) => !tests.some((test) => test.kind === kind));
  if (untried.length > 0)
    return notProven(`No test tries ${untried.map((kind) => kind.replaceAll('_', ' ')).join(', nor ')}.`, {
      location,
      remedy: `Add a test of the kind \`${untried[0]}\` that is turned away.`,
    });
  const asked = tests.filter(({ kind }) => kind === 'other_users_record');
  if (asked.some((test) => test.through_model)) return null;
  return notProven(
    `0 of ${asked.length} tests that ask for another user’s record ask through the model, as a user would.`,
    { location, remedy: 'Ask the model, as user A, for a record of user B, and expect to be turned away.' },
  );
}

/** @returns roles and classes of data between which nobody was ever turned away. */
export const untestedPairs = (tests: readonly DenyTest[], matrix: Access): Pair[] =>
  pairsOf(matrix).filter(
    ({ role, dataClass }) => !tests.some((test) => test.role === role && test.data_class === dataClass),
  );
