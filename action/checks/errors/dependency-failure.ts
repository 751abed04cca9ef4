import { FAULTS } from '../../contract/proofs/dependency-failure.ts';
import type { ProofResult } from '../../contract/proofs/index.ts';
import { defineCheck } from '../../readiness/check.ts';
import { droppedTests } from '../../readiness/errors/dropped-tests.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { located } from '../../readiness/located.ts';
import { named } from '../../readiness/named-ids.ts';
import { testsFault, withoutCanary } from '../../readiness/proof/named-tests.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';

type Test = ProofResult<'errors/dependency-failure'>['tests'][number];

export const dependencyFailure = defineCheck({
  id: 'errors/dependency-failure',
  title: 'A failing model or system of record loses no case and fools nobody',
  failureTitle: 'It is not shown what becomes of a case when a dependency fails',
  question: 'What happens when the model or the system of record is slow, limited or half-writes?',
  why: 'Without a time limit and a bounded number of retries, one slow dependency stops everything, or does it twice.',
  remedy: 'Wire the fault injector into the tests of the adapters, and run them.',
  severity: 'high',
  evidence:
    '`evidence/errors/dependency-failure.json`: tests that raise `model_429`, `model_5xx`, `model_timeout`, `sor_timeout`, `partial_write` and `duplicate_delivery`, each with how often the fault was raised, how many calls were made (at most `attempts`), how the case ended, and whether the person was told; and a canary that failed.',
  kinds: ['E1'],
  noticed:
    'A fault that was never raised, or more often than there were calls. A case that ends as completed although every call failed. A skipped test, one that took no time, a canary that passed, and a failing test that was taken out or renamed since the base.',
  since: 2,
  blocksFrom: 'production',
  needs: ['proof:errors/dependency-failure'],
  evaluate({ 'proof:errors/dependency-failure': proof }, { now, bars }) {
    const tests = withoutCanary(proof.envelope.result.tests);
    const most = bars['errors/dependency-failure'].attempts;
    const finding =
      proofFault(proof, { now, mostDays: null, measured: true }) ??
      testsFault({ file: proof.file, tests: proof.envelope.result.tests }) ??
      droppedTests(proof) ??
      notRaised(tests) ??
      mishandled(tests, most) ??
      handled(tests, most);
    return located(finding, { file: proof.file, line: null });
  },
});

/** Deliveries are repeated from outside; every other fault is raised in a call. */
const raisedInCalls = ({ fault }: Test): boolean => fault !== 'duplicate_delivery';

function notRaised(tests: readonly Test[]): Finding | null {
  const missing = FAULTS.filter((fault) => !tests.some((test) => test.fault === fault));
  if (missing.length > 0) return notProven(`No test of: ${missing.join(', ')}.`);
  const idle = tests.filter((test) => test.fault !== null && test.raised === 0);
  if (idle.length > 0)
    return notProven(
      `The fault was never raised in ${idle.length} of ${tests.length} tests: ${named(idle.map(({ id }) => id))}.`,
    );
  const odd = tests.find(
    (test) =>
      test.fault !== null && (test.attempts === 0 || (raisedInCalls(test) && test.raised > test.attempts)),
  );
  if (odd === undefined) return null;
  return notProven(
    `${named([odd.id])} raised ${odd.fault} ${times(odd.raised)} in ${odd.attempts} calls, which cannot be.`,
    {
      remedy:
        'Let the fault injector count what it raised, and the adapter its calls, and run the tests again.',
    },
  );
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

function mishandled(tests: readonly Test[], most: number): Finding | null {
  const bad = tests.filter((test) => wrongWith(test, most) !== null);
  const [first] = bad;
  if (first === undefined) return null;
  return fail(
    `${bad.length} of ${tests.length} faults were not handled: ${named([first.id])} (${first.fault ?? 'no fault'}) ${wrongWith(first, most)}.`,
  );
}

function wrongWith(test: Test, most: number): string | null {
  const { final_state: end, attempts, status } = test;
  if (end === 'lost' || end === 'duplicated') return `left the case ${end}`;
  if (attempts > most) return `made ${attempts} calls, and may make ${most}`;
  const unanswered =
    end === 'completed' && raisedInCalls(test) && test.fault !== null && test.raised >= attempts;
  if (unanswered && test.fault === 'partial_write') return 'called a half-written case completed';
  if (unanswered && !test.user_told)
    return `called the case completed although each of ${attempts} calls failed, and told nobody`;
  if (end !== 'completed' && !test.user_told) return `ended as ${end}, and told nobody`;
  return status === 'passed' ? null : 'failed';
}

function handled(tests: readonly Test[], most: number): Finding {
  const calls = Math.max(...tests.map(({ attempts }) => attempts));
  const ends = Object.entries(countEnds(tests)).map(([end, count]) => `${count} ${end}`);
  const told = tests.filter((test) => test.user_told).length;
  return pass(
    `All ${FAULTS.length} faults were raised in ${tests.length} tests: at most ${calls} calls for a case (≤ ${most}), none lost or doubled (${ends.join(', ')}); in ${told} somebody was told; the canary failed as it must.`,
  );
}

function countEnds(tests: readonly Test[]): Record<string, number> {
  const ends: Record<string, number> = {};
  for (const { final_state: end } of tests) ends[end] = (ends[end] ?? 0) + 1;
  return ends;
}
