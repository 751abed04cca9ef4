import { offSwitch } from '../../../action/checks/monitoring/off-switch.ts';
import type { ProofResult } from '../../../action/contract/proofs/index.ts';
import { provenOffSwitch } from '../../given/proven/monitoring-off-switch.ts';
import { given } from '../../given.ts';
import { drilled, drillStories } from '../drill-stories.ts';
import { type Story, tellProofStories, tellStories } from '../story.ts';

type Result = ProofResult<'monitoring/off-switch'>;
const ID = 'monitoring/off-switch';
const proven = provenOffSwitch(given.now);
const { result, n } = proven.results[ID];
const [offItem, offLookup, onItem, canary] = result.tests as [Test, Test, Test, Test];
type Test = Result['tests'][number];

const sources = [{ file: 'src/off-switch.ts', text: proven.files['src/off-switch.ts'] }];
/** The proof with these tests, told truly. */
const tested = (tests: readonly Test[], over: Partial<Result> = {}) => ({
  [`proof:${ID}` as const]: given.proof(
    ID,
    { ...result, tests: [...tests], ...over },
    tests.filter(({ id }) => id !== 'canary').length,
  ),
});
const drill = { ...drilled({}), sources };
const passing = {
  given: { ...drill, [`proof:${ID}`]: given.proof(ID, result, n, { signature: given.signed }) },
  at: { stage: 'production' },
} satisfies Pick<Story, 'given' | 'at'>;
const story = (it: string, tests: readonly Test[], outcome: Story['outcome'], says: string): Story => ({
  it,
  given: { ...drill, ...tested(tests) },
  outcome,
  says,
});
const onDrill = (
  it: string,
  over: Parameters<typeof drilled>[0],
  outcome: Story['outcome'],
  says: string,
): Story => ({
  it,
  given: { ...passing.given, ...drilled(over) },
  outcome,
  says,
});

tellStories(offSwitch, { severity: 'critical', blocksFrom: 'production' }, [
  {
    it: 'passes, and prints the calls of both halves, the minutes, and who is on call',
    ...passing,
    outcome: 'pass',
    says: 'With `POC_SWITCH` off 2 tests called no model or tool, with it on they made 3 calls. On 2026-11-12, 8 days ago (≤ 90), it was off in 2.4 minutes (≤ 5), as Ona Operations saw; Ona Operations is on call, by docs/switch-off.md, when one of 2 criteria is met.',
  },
  story(
    'fails when one call of a model is made with the flag off',
    [{ ...offItem, model_calls: 1 }, offLookup, onItem, canary],
    'fail',
    'With the flag off, 1 of 2 tests still made calls: off: an item goes to a person made 1 of a model and 0 of tools.',
  ),
  story(
    'fails when one call of a tool is made with the flag off',
    [offItem, { ...offLookup, tool_calls: 1 }, onItem, canary],
    'fail',
    'made 0 of a model and 1 of tools',
  ),
  story(
    'is not proven when nothing is called with the flag on: it may be read nowhere',
    [offItem, { ...onItem, model_calls: 0, tool_calls: 0 }, canary],
    'not-proven',
    'No test called a model or tool with the flag on',
  ),
  story(
    'is not proven without a test with the flag on',
    [offItem, canary],
    'not-proven',
    'No test called a model or tool with the flag on',
  ),
  story(
    'passes when only a tool is called with the flag on',
    [offItem, { ...onItem, model_calls: 0, tool_calls: 1 }, canary],
    'pass',
    'they made 1 calls',
  ),
  story(
    'is not proven without a test with the flag off',
    [onItem, canary],
    'not-proven',
    'No test ran with the flag off',
  ),
  story(
    'does not take the canary for the half with the flag on',
    [offItem, { ...canary, model_calls: 9 }],
    'not-proven',
    'No test called a model or tool with the flag on',
  ),
  story(
    'fails when a test failed',
    [{ ...offItem, status: 'failed' }, onItem, canary],
    'fail',
    '1 of 2 tests failed: off: an item goes to a person.',
  ),
  story(
    'fails when a test was skipped',
    [{ ...offItem, status: 'skipped' }, onItem, canary],
    'fail',
    '1 of 2 tests did not run',
  ),
  story(
    'fails when a test took no time',
    [{ ...offItem, duration_ms: 0 }, onItem, canary],
    'fail',
    '1 of 2 tests did not run',
  ),
  story(
    'fails when the canary passed',
    [offItem, onItem, { ...canary, status: 'passed' }],
    'fail',
    'this harness cannot fail',
  ),
  story('is not proven without the canary', [offItem, onItem], 'not-proven', 'has no test `canary`'),
  story('is not proven without a test', [canary], 'not-proven', 'No test ran with the flag off'),
  {
    it: 'is not proven when the flag stands nowhere in the source',
    given: { ...drill, ...tested(result.tests, { flag: 'POC_OTHER' }) },
    outcome: 'not-proven',
    says: 'The flag `POC_OTHER` stands nowhere in the source',
  },
  {
    it: 'fails when a failing test was renamed since the base',
    given: {
      ...drill,
      [`proof:${ID}`]: given.proof(ID, result, n, {
        before: given.proof(
          ID,
          { ...result, tests: [...result.tests, { ...offItem, id: 'off: a retry', status: 'failed' }] },
          4,
        ).envelope,
      }),
    },
    outcome: 'fail',
    says: '1 tests that did not pass at the base are gone or renamed: off: a retry.',
  },
  onDrill('passes at exactly five minutes', { minutes_to_off: 5 }, 'pass', 'off in 5 minutes (≤ 5)'),
  onDrill(
    'fails just over five',
    { minutes_to_off: 5.1 },
    'fail',
    'It took 5.1 minutes to switch it off on 2026-11-12; the bar is 5.',
  ),
  onDrill(
    'is not proven when who is on call owns nothing',
    { on_call: 'Nobody Known' },
    'not-proven',
    'Nobody Known, who is on call, is not an owner of operations',
  ),
  onDrill(
    'is not proven when a criterion only holds the place of one',
    { criteria: ['TBD'] },
    'not-proven',
    'The criteria for switching off are not written yet',
  ),
  ...drillStories('off_switch', passing.given),
]);

tellProofStories(offSwitch, passing, { measured: true });
