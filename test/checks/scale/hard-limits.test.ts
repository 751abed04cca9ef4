import { describe, expect, it } from 'vitest';
import { hardLimits } from '../../../action/checks/scale/hard-limits.ts';
import { testsBesideCanary } from '../../../action/contract/proofs/named-test.ts';
import type { UsageEvent } from '../../../action/contract/usage.ts';
import type { Evidence } from '../../../action/readiness/evidence.ts';
import {
  INPUT_TOKENS,
  OPERATION,
  OUTPUT_TOKENS,
  REQUEST_MODEL,
  type Span,
} from '../../../action/readiness/traces/span.ts';
import { runSpans } from '../../given/proven/run-logging.ts';
import { CANARY, type Trip, trips } from '../../given/proven/scale.ts';
import { given } from '../../given.ts';
import { tellProofStories, tellStories } from '../story.ts';

const PROOF = 'proof:scale/hard-limits';

const by = (tests: readonly Trip[], more: Partial<Evidence> = {}): Partial<Evidence> => ({
  [PROOF]: given.proof('scale/hard-limits', { tests: [...tests] }, testsBesideCanary(tests)),
  ...more,
});

/** A hundred runs, in each of which a call answers with so many tokens. */
function traced(
  over: (run: [Span, Span], n: number) => Span[] = (run) => run,
  count = 100,
): Pick<Evidence, 'traces'> {
  const file = 'evidence/traces/sample.jsonl';
  const spans = Array.from({ length: count }, (_, n) =>
    over(runSpans({ case_ref: `used-${n}`, ts: '2026-11-18T10:00:00Z' }), n),
  );
  return { traces: { file, rows: given.rows(file, spans.flat()) } };
}

const answering = (tokens: (n: number) => number) =>
  traced(([root, call], n) => [
    root,
    { ...call, attributes: { ...call.attributes, [OUTPUT_TOKENS]: tokens(n) } },
  ]);

/** Steps beside the one call that each run has. */
const stepping = (tools: number) =>
  traced(([root, call]) => [
    root,
    call,
    ...Array.from({ length: tools }, (_, n) => ({
      ...call,
      spanId: `${call.spanId.slice(2)}${10 + n}`,
      attributes: { [OPERATION]: 'execute_tool' },
    })),
  ]);

const taking = (seconds: number) => traced(([root, call]) => [{ ...root, durationMs: seconds * 1000 }, call]);

/** One person who started so many cases on one day. */
const started = (count: number): Pick<Evidence, 'usage'> => ({
  usage: given.rows(
    'usage/export.jsonl',
    Array.from(
      { length: count },
      (_, n): UsageEvent => given.usageEvent(n, { user: 'user-1', ts: '2026-11-18T10:00:00Z' }),
    ),
  ),
});

const set = (over: Parameters<typeof given.limits>[0]): Pick<Evidence, 'limits'> => ({
  limits: given.limits(over),
});

/** A month of 1,200 cases of a million tokens each costs 1,200, and 100 for what runs whatever is done. */
const dear = traced(([root, call]) => [
  root,
  { ...call, attributes: { ...call.attributes, [INPUT_TOKENS]: 1_000_000, [OUTPUT_TOKENS]: 1 } },
]);

const PASSING = { given: by(trips()), at: { stage: 'pilot' } as const };
const without = (limit: Trip['limit']) => trips().filter((one) => one.limit !== limit);

tellStories(hardLimits, { severity: 'high', blocksFrom: 'pilot' }, [
  {
    it: 'passes where each limit stopped its test, and says that nothing was observed yet',
    ...PASSING,
    outcome: 'pass',
    says: 'Each of 5 limits stopped its test, and the canary failed. Nothing to compare was observed yet for max_output_tokens 500, max_steps 4, wall_timeout_s 30, cases_per_user_per_day 200, monthly_spend 500.',
  },
  {
    it: 'says what the limits stand beside',
    given: by(trips(), { ...answering(() => 60), ...set({ cases_per_user_per_day: 100 }), ...started(30) }),
    outcome: 'pass',
    says: 'Beside the 99 % quantile of what was used: max_output_tokens 500 (observed 60, n=100), max_steps 4 (observed 1, n=100), wall_timeout_s 30',
  },
  ...(
    ['max_output_tokens', 'max_steps', 'wall_timeout_s', 'cases_per_user_per_day', 'monthly_spend'] as const
  ).map((limit) => ({
    it: `is not proven without a test for ${limit}`,
    given: by(without(limit)),
    outcome: 'not-proven' as const,
    says: `No test trips ${limit}.`,
  })),
  {
    it: 'fails where a limit did not stop its test',
    given: by(trips({ max_steps: { status: 'failed', stopped_at: 6 } })),
    outcome: 'fail',
    says: '1 of 5 trip tests failed: stops at max_steps.',
  },
  {
    it: 'fails where the test was skipped',
    given: by(trips({ max_steps: { status: 'skipped' } })),
    outcome: 'fail',
    says: '1 of 5 tests did not run: stops at max_steps.',
  },
  {
    it: 'fails where the canary passed, so that the harness cannot fail',
    given: by([...trips().slice(0, -1), { ...CANARY, status: 'passed' }]),
    outcome: 'fail',
    says: 'The canary, which must fail, came out as passed',
  },
  {
    it: 'is not proven without the canary',
    given: by(trips().slice(0, -1)),
    outcome: 'not-proven',
    says: 'has no test `canary`',
  },
  {
    it: 'is not proven where a test asked for no more than the limit',
    given: by(trips({ max_steps: { asked_for: 3 } })),
    outcome: 'not-proven',
    says: 'stops at max_steps set max_steps to 3, asked for 3 and was stopped at 3: it asked for no more than was allowed.',
  },
  {
    it: 'passes where it asked for one more',
    given: by(trips({ max_steps: { asked_for: 4 } })),
    outcome: 'pass',
  },
  {
    it: 'fails where a test passed and was stopped beyond the limit',
    given: by(trips({ max_steps: { stopped_at: 4 } })),
    outcome: 'fail',
    says: 'was stopped at 4: that is beyond the limit.',
  },
  {
    it: 'passes where a clock was a tenth late',
    given: by(trips({ wall_timeout_s: { stopped_at: 1.1 } })),
    outcome: 'pass',
  },
  {
    it: 'fails where it was later',
    given: by(trips({ wall_timeout_s: { stopped_at: 1.11 } })),
    outcome: 'fail',
    says: 'beyond the limit',
  },
  {
    it: 'is not proven where nothing was let through at all',
    given: by(trips({ monthly_spend: { stopped_at: 0 } })),
    outcome: 'not-proven',
    says: 'nothing was done at all, so nothing was stopped',
  },
  // Caps that cap nothing, with both sides of ten times the 99 % quantile.
  {
    it: 'passes with ten times the tokens that answers have',
    given: by(
      trips(),
      answering(() => 50),
    ),
    outcome: 'pass',
  },
  {
    it: 'fails with more',
    given: by(
      trips(),
      answering(() => 49),
    ),
    outcome: 'fail',
    says: '`max_output_tokens` is 500, and 99 % of what was observed is 49 or less (n=100): over 10 times that limits nothing.',
  },
  {
    it: 'takes the 99 % quantile: one long answer in a hundred does not excuse it',
    given: by(
      trips(),
      answering((n) => (n === 0 ? 5000 : 20)),
    ),
    outcome: 'fail',
    says: 'is 20 or less',
  },
  {
    it: 'leaves 256 tokens alone, however short answers are',
    given: by(trips(), { ...set({ max_output_tokens: 256 }), ...answering(() => 1) }),
    outcome: 'pass',
  },
  {
    it: 'fails with 257',
    given: by(trips(), { ...set({ max_output_tokens: 257 }), ...answering(() => 1) }),
    outcome: 'fail',
    says: '`max_output_tokens` is 257',
  },
  {
    it: 'compares no tokens with an embedded model, which has none',
    given: by(trips(), {
      ...traced(([root, call]) => [
        root,
        {
          ...call,
          attributes: {
            [OPERATION]: 'chat',
            [REQUEST_MODEL]: 'embedded/bayes',
            [INPUT_TOKENS]: 0,
            [OUTPUT_TOKENS]: 0,
          },
        },
      ]),
      prices: given.prices({ infrastructure_per_month: 0 }),
    }),
    outcome: 'pass',
    says: 'Nothing to compare was observed yet for max_output_tokens 500, cases_per_user_per_day 200, monthly_spend 500.',
  },
  {
    it: 'passes with ten times the steps',
    given: by(trips(), { ...set({ max_steps: 30, max_output_tokens: 256 }), ...stepping(2) }),
    outcome: 'pass',
  },
  {
    it: 'fails with more',
    given: by(trips(), { ...set({ max_steps: 31, max_output_tokens: 256 }), ...stepping(2) }),
    outcome: 'fail',
    says: '`max_steps` is 31, and 99 % of what was observed is 3 or less',
  },
  {
    it: 'passes with ten times the seconds',
    given: by(trips(), { ...set({ wall_timeout_s: 80, max_output_tokens: 256 }), ...taking(8) }),
    outcome: 'pass',
  },
  {
    it: 'fails with more',
    given: by(trips(), { ...set({ wall_timeout_s: 81, max_output_tokens: 256 }), ...taking(8) }),
    outcome: 'fail',
    says: '`wall_timeout_s` is 81, and 99 % of what was observed is 8 or less',
  },
  { it: 'passes with ten times the cases of a day', given: by(trips(), started(20)), outcome: 'pass' },
  {
    it: 'fails with more',
    given: by(trips(), started(19)),
    outcome: 'fail',
    says: '`cases_per_user_per_day` is 200, and 99 % of what was observed is 19 or less (n=1)',
  },
  {
    it: 'passes with ten times what a month would cost',
    given: by(trips(), { ...set({ monthly_spend: 13_000, max_output_tokens: 256 }), ...dear }),
    outcome: 'pass',
  },
  {
    it: 'fails with more',
    given: by(trips(), { ...set({ monthly_spend: 13_001, max_output_tokens: 256 }), ...dear }),
    outcome: 'fail',
    says: '`monthly_spend` is 13001, and a month at full volume would cost 1300 (n=100)',
  },
  {
    it: 'compares no money where a model has no price, and says so',
    given: by(trips(), {
      ...set({ max_output_tokens: 256, monthly_spend: 9e9 }),
      ...traced(),
      prices: given.prices({ models: {} }),
    }),
    outcome: 'pass',
    says: 'Nothing to compare was observed yet for cases_per_user_per_day 200, monthly_spend 9000000000.',
  },
]);

tellProofStories(hardLimits, PASSING, { measured: true });

describe('scale/hard-limits in the file', () => {
  it('points at the line of the limit, and says what to set it to', () => {
    const limits = { ...given.limits(), lines: { max_output_tokens: 2 } };
    const found = hardLimits.evaluate(
      given.evidence(by(trips(), { limits, ...answering(() => 30) })),
      given.circumstances(),
    );
    expect(found).toMatchObject({
      location: { file: 'policy/limits.yaml', line: 2 },
      remedy: expect.stringContaining('Set `max_output_tokens: 300` or less'),
    });
  });
});
