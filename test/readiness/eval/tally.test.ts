import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdict } from '../../../action/contract/eval-run.ts';
import { type EvalRecord, evalRecord } from '../../../action/readiness/eval/eval-record.ts';
import { createTally } from '../../../action/readiness/eval/tally.ts';

type Said = Pick<EvalRecord, 'id' | 'verdict'> & Partial<EvalRecord>;

function tallyOf(said: readonly Said[]) {
  const tally = createTally();
  said.forEach((one, i) => {
    tally.add(evalRecord({ row: i + 1, ...one }));
  });
  return tally.finish();
}

describe('a tally', () => {
  it('of nothing is nothing', () => {
    expect(tallyOf([])).toMatchObject({ rows: 0, cases: 0, clusters: 0, attempts: { fewest: 0, most: 0 } });
  });

  it('keeps rows, cases, attempts and clusters apart', () => {
    const tally = tallyOf([
      { id: 'a', verdict: 'pass', cluster: 'k' },
      { id: 'a', verdict: 'fail', cluster: 'k' },
      { id: 'b', verdict: 'pass', cluster: 'k' },
      { id: 'c', verdict: 'system_error' },
    ]);
    expect(tally).toMatchObject({ rows: 4, cases: 3, clusters: 2, attempts: { fewest: 1, most: 2 } });
    expect(tally.verdicts).toEqual({ pass: 2, fail: 1, system_error: 1, grader_error: 0, no_verdict: 0 });
  });

  it('judges by cluster: errors of the system count, those of the grader and rows without a verdict do not', () => {
    const tally = tallyOf([
      { id: 'a', verdict: 'pass' },
      { id: 'a', verdict: 'grader_error' },
      { id: 'b', verdict: 'system_error' },
      { id: 'c', verdict: 'no_verdict' },
    ]);
    const clusters = Array.from(tally.judged(), (one) => ({ ...one })).sort(
      (one, other) => other.passes - one.passes,
    );
    expect(clusters).toEqual([
      { passes: 1, trials: 1 },
      { passes: 0, trials: 1 },
    ]);
  });

  it('counts what rows say, and those that came from a cache', () => {
    const tally = tallyOf([
      { id: 'a', verdict: 'pass', score: 0, latencyMs: 0, tokensOut: 3, costUsd: 0, slices: ['x'] },
      { id: 'b', verdict: 'pass', cached: true, fingerprinted: true },
      {
        id: 'c',
        verdict: 'pass',
        evaluators: [{ name: 'm', score: null, threshold: null, verdict: 'pass' }],
      },
    ]);
    expect(tally.said).toEqual({ score: 2, latency: 1, tokens: 1, cost: 1, slices: 1 });
    expect(tally).toMatchObject({ cached: 1, fingerprinted: 1 });
  });

  it('lists at most 20 variants with their passes', () => {
    const tally = tallyOf(
      Array.from({ length: 60 }, (_, i) => ({ id: `${i}`, verdict: 'pass' as const, variant: `v${i % 30}` })),
    );
    expect(tally.variants.size).toBe(20);
    expect(tally.variants.get('v0')).toEqual({ rows: 2, passes: 2 });
  });

  it('agrees with counting by name, whatever the ids', () => {
    const records = fc.array(
      fc.record({
        id: fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'ä', ''), fc.string({ unit: 'binary' })),
        verdict: fc.constantFrom(...verdict.options),
      }),
    );
    fc.assert(
      fc.property(records, (said) => {
        const byId = new Map<string, number>();
        for (const { id } of said) byId.set(id, (byId.get(id) ?? 0) + 1);
        const tally = tallyOf(said);
        expect(tally.cases).toBe(byId.size);
        expect(tally.attempts.most).toBe(Math.max(0, ...byId.values()));
        const judged = Array.from(tally.judged(), (one) => ({ ...one }));
        expect(judged.reduce((sum, one) => sum + one.passes, 0)).toBe(tally.verdicts.pass);
      }),
    );
  });
});
