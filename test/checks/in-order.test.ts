import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../action/checks/index.ts';
import { barsInForce } from '../../action/contract/thresholds.ts';
import { given } from '../given.ts';

/** What this POC is not asked: each by a condition that the catalogue names. */
const NOT_ASKED = ['eval/grader-validated'];
const bars = barsInForce({ version: 1, bars: {}, budgets: { latency_p95_ms: 2000 } });

/** All that there is to measure is measured, and the README says what it is worth. */
const inOrder = given.worthSaid({ decisions: [given.decision({ decision: 'continue' })] });

describe('a POC that is in order', () => {
  it.each(
    CHECKS.flatMap((check) =>
      (['explore', 'pilot', 'production'] as const).map((stage) => [check.id, stage, check] as const),
    ),
  )('passes %s in %s', (id, stage, check) => {
    expect(check.evaluate(given.evidence(inOrder), given.circumstances({ stage, bars }))).toMatchObject({
      outcome: NOT_ASKED.includes(id) ? 'not-applicable' : 'pass',
    });
  });
});
