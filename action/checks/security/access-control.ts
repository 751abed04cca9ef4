import { ACCESS_FILE, type Access } from '../../contract/access.ts';
import type { DenyTest } from '../../contract/proofs/access-control.ts';
import { defineCheck } from '../../readiness/check.ts';
import { type Finding, fail, pass } from '../../readiness/finding.ts';
import { named } from '../../readiness/named-ids.ts';
import { testsFault, withoutCanary } from '../../readiness/proof/named-tests.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';
import { type Document, locate } from '../../readiness/reading.ts';
import { matrixFault, openWay, pairsOf, strayTest, untestedPairs } from '../../readiness/security/denials.ts';

export const accessControl = defineCheck({
  id: 'security/access-control',
  title: 'Who may not see something is turned away',
  failureTitle: 'Who may not see something is not shown to be turned away',
  question: 'Who can run it, and what can each of them see?',
  why: 'Tests of what is allowed always pass; tests of what is denied are the control.',
  remedy: `Add one test that denies for each role and class of data in \`${ACCESS_FILE}\`, then run the tests.`,
  evidence:
    '`policy/access.yaml` (roles, permissions, classes of data) and `evidence/security/access-control.json`: tests in which nobody is signed in, the role is wrong, or user A asks the model for a record of user B; at least one for each role and class of data, each turned away by the real authoriser, and a canary that fails.',
  kinds: ['E1'],
  noticed:
    'Roles without a test are named; so is a test of a role, class or permission that the matrix does not have, and one that denies what it allows. A replaced authoriser, a skipped test, a canary that passes and a matrix in which everybody may do everything fail.',
  severity: 'critical',
  since: 2,
  blocksFrom: 'pilot',
  needs: ['proof:security/access-control', 'access'],
  evaluate({ 'proof:security/access-control': proof, access }, { now }) {
    const { file, envelope } = proof;
    const tests = withoutCanary(envelope.result.tests);
    return (
      matrixFault(access) ??
      proofFault(proof, { now, mostDays: null, measured: true }) ??
      testsFault({ file, tests: envelope.result.tests }) ??
      mocked(file, tests) ??
      letIn(file, tests) ??
      strayTest({ file, tests }, access.value) ??
      openWay({ file, tests }) ??
      untested(tests, access) ??
      pass(turnedAway(tests, access.value))
    );
  },
});

function mocked(file: string, tests: readonly DenyTest[]): Finding | null {
  const replaced = tests.filter((test) => test.authoriser_mocked);
  if (replaced.length === 0) return null;
  return fail(
    `${replaced.length} of ${tests.length} tests replace what decides about access: ${named(replaced.map(({ id }) => id))}.`,
    {
      location: { file, line: null },
      remedy: 'Run these tests against the authoriser that is in use, with users made for the test.',
    },
  );
}

/** A test that passed and let somebody in expects the wrong thing, one that failed let somebody in. */
function letIn(file: string, tests: readonly DenyTest[]): Finding | null {
  const open = tests.filter((test) => !test.denied || test.status !== 'passed');
  if (open.length === 0) return null;
  return fail(`${open.length} of ${tests.length} were not turned away: ${named(open.map(({ id }) => id))}.`, {
    location: { file, line: null },
    remedy: 'Deny them in the code that answers, not in the prompt, and run the tests again.',
  });
}

function untested(tests: readonly DenyTest[], access: Document<Access>): Finding | null {
  const missing = untestedPairs(tests, access.value);
  const [first] = missing;
  if (first === undefined) return null;
  const row = (role: string) =>
    locate(access, `roles.${access.value.roles.findIndex(({ id }) => id === role)}`);
  return fail(
    `${missing.length} of ${pairsOf(access.value).length} pairs of role and data have no test that denies: ${named(missing.map(({ role, dataClass }) => `${role} × ${dataClass}`))}.`,
    {
      location: row(first.role),
      remedy: `Add a test that turns ${first.role} away from ${first.dataClass}: what it may not do, or a record that is not its own.`,
      spots: missing.map(({ role, dataClass }) => ({
        location: row(role),
        message: `No test turns ${role} away from ${dataClass}`,
      })),
    },
  );
}

function turnedAway(tests: readonly DenyTest[], matrix: Access): string {
  const through = tests.filter((test) => test.through_model).length;
  return `${tests.length} of ${tests.length} attempts were turned away, ${through} of them through the model; each of ${matrix.roles.length} roles on each of ${matrix.data_classes.length} classes of data was tried.`;
}
