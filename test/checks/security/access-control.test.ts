import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { accessControl } from '../../../action/checks/security/access-control.ts';
import { access } from '../../../action/contract/access.ts';
import type { DenyTest } from '../../../action/contract/proofs/access-control.ts';
import { withoutCanary } from '../../../action/readiness/proof/named-tests.ts';
import { CANARY, denyTest, denyTests, security } from '../../given/proven/security.ts';
import { given } from '../../given.ts';
import { tellProofStories, tellStories } from '../story.ts';

const ID = 'security/access-control';
const proven = security(given.now).results[ID];

const tests = (list: readonly DenyTest[], over = given.access()) => ({
  'proof:security/access-control': given.proof(ID, { tests: [...list] }, withoutCanary(list).length),
  access: over,
});

/** The tests in order, with the one of this id changed. */
const but = (id: string, over: Partial<DenyTest>) =>
  tests(denyTests().map((one) => (one.id === id ? { ...one, ...over } : one)));

const STRANGER = 'nobody signed in';
const AUDIT = 'the audit runs it';
const OTHERS = 'an agent asks for a message of another agent';

const passing = {
  given: { [`proof:${ID}`]: given.proof(ID, proven.result, proven.n) },
};

const INVOICES = given.access({
  data_classes: [
    { id: 'message', what: 'text of customers' },
    { id: 'invoice', what: 'amounts' },
  ],
});

const MAY_ALL = [{ permission: 'run', data_class: 'message' }];

const CLERK = {
  ...given.access({
    roles: [...given.access().value.roles, { id: 'clerk', who: 'the front desk', may: [] }],
  }),
  lines: { 'roles.0': 6, 'roles.1': 9, 'roles.2': 12 },
};

tellStories(accessControl, { severity: 'critical', blocksFrom: 'pilot' }, [
  {
    it: 'passes on a test that denies for each role, class of data and way in, and counts them',
    ...passing,
    outcome: 'pass',
    says: '3 of 3 attempts were turned away, 1 of them through the model; each of 2 roles on each of 1 classes',
  },
  {
    it: 'fails where one was let in',
    given: but(AUDIT, { denied: false }),
    outcome: 'fail',
    says: `1 of 3 were not turned away: ${AUDIT}`,
  },
  {
    it: 'fails where the test that denies failed',
    given: but(STRANGER, { status: 'failed' }),
    outcome: 'fail',
    says: `1 of 3 were not turned away: ${STRANGER}`,
  },
  {
    it: 'fails where what decides is replaced in a test',
    given: but(AUDIT, { authoriser_mocked: true }),
    outcome: 'fail',
    says: `1 of 3 tests replace what decides about access: ${AUDIT}`,
  },
  {
    it: 'fails where a role was never turned away from a class of data',
    given: tests(denyTests(), INVOICES),
    outcome: 'fail',
    says: '2 of 4 pairs of role and data have no test that denies: agent × invoice, auditor × invoice',
  },
  {
    it: 'passes once each of them is',
    given: tests(
      [
        ...denyTests(),
        denyTest('agent, invoice', { role: 'agent', data_class: 'invoice' }),
        denyTest('auditor, invoice', { data_class: 'invoice' }),
      ],
      INVOICES,
    ),
    outcome: 'pass',
    says: '5 of 5 attempts',
  },
  {
    it: 'fails where only a third role was never turned away',
    given: tests(denyTests(), CLERK),
    outcome: 'fail',
    says: '1 of 3 pairs of role and data have no test that denies: clerk × message',
  },
  {
    it: 'passes where one of two who ask for another user’s record ask through the model',
    given: tests([
      ...denyTests(),
      denyTest('an agent asks the API', { kind: 'other_users_record', role: 'agent', permission: null }),
    ]),
    outcome: 'pass',
    says: '4 of 4 attempts were turned away, 1 of them through the model',
  },
  {
    it: 'fails on a matrix that lets everybody do everything',
    given: tests(
      denyTests(),
      given.access({
        roles: [
          { id: 'agent', who: 'agents', may: MAY_ALL },
          { id: 'auditor', who: 'audit', may: MAY_ALL },
        ],
      }),
    ),
    outcome: 'fail',
    says: 'lets each of its 2 roles do everything with all 1 classes of data: there is nothing to deny',
  },
  {
    it: 'fails on a matrix with one role that may do everything',
    given: tests(denyTests(), given.access({ roles: [{ id: 'agent', who: 'agents', may: MAY_ALL }] })),
    outcome: 'fail',
    says: 'lets its only role do everything',
  },
  {
    it: 'fails where a test denies what the matrix allows',
    given: but(AUDIT, { role: 'agent' }),
    outcome: 'fail',
    says: 'lets agent run message, and the test the audit runs it has it turned away',
  },
  {
    it: 'fails on a role that the matrix does not know',
    given: but(AUDIT, { role: 'alien' }),
    outcome: 'fail',
    says: 'does not know: the role alien',
  },
  {
    it: 'fails on a class of data that the matrix does not know',
    given: but(AUDIT, { data_class: 'weather' }),
    outcome: 'fail',
    says: 'does not know: the data class weather',
  },
  {
    it: 'fails on a permission that nobody has, which is easily denied',
    given: but(AUDIT, { permission: 'fly' }),
    outcome: 'fail',
    says: 'does not know: the permission fly',
  },
  {
    it: 'is not proven where nobody asks for the record of another user',
    given: tests(
      [
        ...denyTests().filter(({ id }) => id !== OTHERS),
        denyTest('agent may not erase', { role: 'agent', permission: 'erase' }),
      ],
      given.access({
        roles: [
          { id: 'agent', who: 'agents', may: MAY_ALL },
          { id: 'auditor', who: 'audit', may: [{ permission: 'erase', data_class: 'message' }] },
        ],
      }),
    ),
    outcome: 'not-proven',
    says: 'No test tries other users record',
  },
  {
    it: 'is not proven where nobody asks without having signed in',
    given: tests(denyTests().filter(({ id }) => id !== STRANGER)),
    outcome: 'not-proven',
    says: 'No test tries unauthenticated',
  },
  {
    it: 'is not proven where another user’s record was asked for past the model',
    given: but(OTHERS, { through_model: false }),
    outcome: 'not-proven',
    says: '0 of 1 tests that ask for another user’s record ask through the model',
  },
  {
    it: 'is not proven by a test of a wrong role that does not say what was asked for',
    given: but(AUDIT, { permission: null }),
    outcome: 'not-proven',
    says: '1 of 3 tests do not say who asked for what',
  },
  {
    it: 'is not proven where nobody is signed in, as an agent',
    given: but(STRANGER, { role: 'agent' }),
    outcome: 'not-proven',
    says: 'do not say who asked for what',
  },
  {
    it: 'is not proven by a test without a kind that is no canary',
    given: but(AUDIT, { kind: null }),
    outcome: 'not-proven',
    says: 'do not say who asked for what',
  },
  {
    it: 'is not proven without a canary',
    given: tests(denyTests().filter((one) => one !== CANARY)),
    outcome: 'not-proven',
    says: 'has no test `canary`',
  },
  {
    it: 'fails where the canary passes',
    given: but('canary', { status: 'passed' }),
    outcome: 'fail',
    says: 'this harness cannot fail',
  },
  {
    it: 'fails on a test that was skipped',
    given: but(AUDIT, { status: 'skipped' }),
    outcome: 'fail',
    says: '1 of 3 tests did not run',
  },
  {
    it: 'fails on a test that took no time',
    given: but(AUDIT, { duration_ms: 0 }),
    outcome: 'fail',
    says: '1 of 3 tests did not run',
  },
  {
    it: 'is not proven by a matrix that has a role twice',
    given: tests(
      denyTests(),
      given.access({
        roles: [
          { id: 'agent', who: 'agents', may: MAY_ALL },
          { id: 'agent', who: 'agents', may: [] },
        ],
      }),
    ),
    outcome: 'not-proven',
    says: 'has agent more than once',
  },
  {
    it: 'is not proven by a matrix with a class of data that is not among its classes',
    given: tests(
      denyTests(),
      given.access({
        roles: [
          { id: 'agent', who: 'agents', may: [...MAY_ALL, { permission: 'run', data_class: 'weather' }] },
        ],
      }),
    ),
    outcome: 'not-proven',
    says: 'lets agent run weather, which is none of its data_classes',
  },
]);

tellProofStories(accessControl, passing, { measured: true });

it('points to the row of a role that was never turned away', () => {
  const evidence = given.evidence(tests(denyTests(), CLERK));
  const finding = accessControl.evaluate(evidence, given.circumstances());
  const there = { file: 'policy/access.yaml', line: 12 };
  expect(finding).toMatchObject({
    location: there,
    spots: [{ location: there, message: 'No test turns clerk away from message' }],
  });
});

describe('the matrix of a POC that is in order', () => {
  it('is the one that these stories are about', () => {
    const text = security(given.now).files['policy/access.yaml'];
    expect(access.parse(parse(text))).toEqual(given.access().value);
  });
});
