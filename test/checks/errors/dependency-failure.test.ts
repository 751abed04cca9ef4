import { dependencyFailure } from '../../../action/checks/errors/dependency-failure.ts';
import { FAULTS } from '../../../action/contract/proofs/dependency-failure.ts';
import type { ProofResult } from '../../../action/contract/proofs/index.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import { provenErrors } from '../../given/proven/errors.ts';
import { given } from '../../given.ts';
import { type Story, tellProofStories, tellStories } from '../story.ts';

const ID = 'errors/dependency-failure';
type Test = ProofResult<typeof ID>['tests'][number];
type Fault = (typeof FAULTS)[number] | 'canary';
const { result, n } = provenErrors(given.now).results[ID];
const TESTS: readonly Test[] = result.tests;

const proofOf = (tests: readonly Test[]) =>
  given.proof(ID, { tests: [...tests] }, tests.filter(({ id }) => id !== 'canary').length);
/** The proof in which the test of one fault ended otherwise; `null` leaves it out. */
const ended = (fault: Fault, over: Partial<Test> | null) => ({
  [`proof:${ID}` as const]: proofOf(
    TESTS.flatMap((test) =>
      (test.fault ?? 'canary') !== fault ? [test] : over === null ? [] : [{ ...test, ...over }],
    ),
  ),
});
const story = (
  it: string,
  fault: Fault,
  over: Partial<Test> | null,
  outcome: Story['outcome'],
  says = '',
): Story => ({ it, given: ended(fault, over), outcome, says });
const passing = { given: { [`proof:${ID}`]: given.proof(ID, result, n) } };
const telling = { raised: 3, attempts: 3, final_state: 'completed' } as const;

tellStories(dependencyFailure, { severity: 'high', blocksFrom: 'production' }, [
  {
    it: 'passes, and prints the calls, the ends, and who was told',
    ...passing,
    outcome: 'pass',
    says: 'All 6 faults were raised in 6 tests: at most 3 calls for a case (≤ 3), none lost or doubled (2 completed, 2 needs_person, 1 dead_letter, 1 rolled_back); in 4 somebody was told; the canary failed as it must.',
  },
  ...FAULTS.map((fault) =>
    story(`is not proven without a test of ${fault}`, fault, null, 'not-proven', `No test of: ${fault}.`),
  ),
  ...FAULTS.map((fault) =>
    story(
      `is not proven when ${fault} was never raised`,
      fault,
      { raised: 0 },
      'not-proven',
      `The fault was never raised in 1 of 6 tests: fault ${fault}.`,
    ),
  ),
  story(
    'is not proven without a call',
    'sor_timeout',
    { attempts: 0 },
    'not-proven',
    'fault sor_timeout raised sor_timeout 3 times in 0 calls, which cannot be',
  ),
  story(
    'is not proven when a delivery came twice and nothing was called',
    'duplicate_delivery',
    { attempts: 0 },
    'not-proven',
    'raised duplicate_delivery 2 times in 0 calls',
  ),
  story(
    'is not proven when a fault is raised more often than there were calls',
    'model_429',
    { raised: 4, attempts: 3 },
    'not-proven',
    'raised model_429 4 times in 3 calls',
  ),
  story(
    'takes a delivery that came twice in one call',
    'duplicate_delivery',
    { raised: 3, attempts: 1 },
    'pass',
  ),
  story(
    'passes at exactly three calls',
    'model_429',
    { attempts: 3 },
    'pass',
    'at most 3 calls for a case (≤ 3)',
  ),
  story(
    'fails at a fourth',
    'model_429',
    { attempts: 4 },
    'fail',
    '1 of 6 faults were not handled: fault model_429 (model_429) made 4 calls, and may make 3.',
  ),
  {
    it: 'takes the calls from the bar',
    ...passing,
    at: { bars: barsInForce({ version: 1, bars: { [ID]: { attempts: 2 } } }) },
    outcome: 'fail',
    says: '3 of 6 faults were not handled: fault model_429 (model_429) made 3 calls, and may make 2.',
  },
  story('fails when a case was lost', 'sor_timeout', { final_state: 'lost' }, 'fail', 'left the case lost'),
  story(
    'fails when a case was lost, told or not',
    'sor_timeout',
    { final_state: 'lost', user_told: true },
    'fail',
    'left the case lost',
  ),
  story(
    'fails when a case was done twice',
    'duplicate_delivery',
    { final_state: 'duplicated' },
    'fail',
    'left the case duplicated',
  ),
  story(
    'fails when nobody was told of a case that waits',
    'model_5xx',
    { user_told: false },
    'fail',
    'ended as needs_person, and told nobody',
  ),
  story(
    'fails when nobody was told of a case that was put back',
    'partial_write',
    { user_told: false },
    'fail',
    'ended as rolled_back, and told nobody',
  ),
  story(
    'fails when a case is completed although every call failed',
    'model_5xx',
    { ...telling, user_told: false },
    'fail',
    'called the case completed although each of 3 calls failed, and told nobody',
  ),
  story(
    'passes when somebody was told that the answer is a lesser one',
    'model_5xx',
    { ...telling, user_told: true },
    'pass',
  ),
  story(
    'passes when the last call went through',
    'model_5xx',
    { ...telling, raised: 2, user_told: false },
    'pass',
  ),
  story(
    'fails when a half-written case is called completed, told or not',
    'partial_write',
    { ...telling, user_told: true },
    'fail',
    'called a half-written case completed',
  ),
  story(
    'passes when the write was done again',
    'partial_write',
    { raised: 1, attempts: 2, final_state: 'completed', user_told: false },
    'pass',
  ),
  story(
    'fails when a test failed',
    'model_timeout',
    { status: 'failed' },
    'fail',
    'fault model_timeout (model_timeout) failed',
  ),
  story('fails when a test broke', 'model_timeout', { status: 'error' }, 'fail', 'did not run'),
  story(
    'fails when a test was skipped',
    'model_timeout',
    { status: 'skipped' },
    'fail',
    '1 of 6 tests did not run: fault model_timeout.',
  ),
  story(
    'fails when a test took no time',
    'model_timeout',
    { duration_ms: 0 },
    'fail',
    '1 of 6 tests did not run',
  ),
  story('fails when the canary passed', 'canary', { status: 'passed' }, 'fail', 'this harness cannot fail'),
  story('is not proven without the canary', 'canary', null, 'not-proven', 'has no test `canary`'),
  story(
    'does not take the canary for the test of a fault',
    'sor_timeout',
    { id: 'canary', status: 'failed' },
    'not-proven',
  ),
  {
    it: 'is not proven when one test stands twice',
    given: { [`proof:${ID}`]: proofOf([...TESTS, TESTS[0] as Test]) },
    outcome: 'not-proven',
    says: 'more than once',
  },
  {
    it: 'passes with a second test of a fault',
    given: { [`proof:${ID}`]: proofOf([...TESTS, { ...(TESTS[0] as Test), id: 'another' }]) },
    outcome: 'pass',
    says: 'in 7 tests',
  },
  {
    it: 'fails when a failing test was taken out since the base',
    given: {
      [`proof:${ID}`]: given.proof(ID, result, n, {
        before: proofOf([...TESTS, { ...(TESTS[0] as Test), id: 'during a write', status: 'failed' }])
          .envelope,
      }),
    },
    outcome: 'fail',
    says: '1 tests that did not pass at the base are gone or renamed: during a write.',
  },
  {
    it: 'passes when the failing test of the base passes under its name',
    given: {
      [`proof:${ID}`]: given.proof(ID, result, n, {
        before: proofOf(TESTS.map((test) => ({ ...test, status: 'failed' }))).envelope,
      }),
    },
    outcome: 'pass',
  },
  {
    it: 'does not mind a passing test that was renamed',
    given: {
      [`proof:${ID}`]: given.proof(ID, result, n, {
        before: proofOf([...TESTS, { ...(TESTS[0] as Test), id: 'an old name' }]).envelope,
      }),
    },
    outcome: 'pass',
  },
]);

tellProofStories(dependencyFailure, passing, { measured: true });
