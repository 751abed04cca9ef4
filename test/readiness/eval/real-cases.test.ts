import { describe, expect, it } from 'vitest';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import { sortRealCases } from '../../../action/readiness/eval/real-cases.ts';
import { given } from '../../given.ts';

const sorted = (...changes: Partial<EvalCase>[]) => {
  const cases = changes.map((change, n) => given.evalCase(`case-${n}`, change));
  const { counted, synthetic, unsupported } = sortRealCases(given.rows('eval/cases/all.jsonl', cases));
  return { counted: counted.length, synthetic: synthetic.length, why: unsupported.map((one) => one.why) };
};

describe('cases that count as real', () => {
  it.each([
    ['is one with its source', {}, { counted: 1, synthetic: 0, why: [] }],
    ['is not a synthetic one', { origin: 'synthetic' }, { counted: 0, synthetic: 1, why: [] }],
    ['is not one by a red team', { origin: 'red_team' }, { counted: 0, synthetic: 1, why: [] }],
    ['is not one of another suite', { suite: 'regression' }, { counted: 0, synthetic: 0, why: [] }],
    [
      'is not one without its system',
      { source_system: null },
      { counted: 0, synthetic: 0, why: ['source_system is empty'] },
    ],
    [
      'is not one without its reference',
      { source_ref: null },
      { counted: 0, synthetic: 0, why: ['source_ref is empty'] },
    ],
    [
      'is not one of no date',
      { sampled_at: null },
      { counted: 0, synthetic: 0, why: ['sampled_at or sampling is empty'] },
    ],
    [
      'is not one of no sampling',
      { sampling: null },
      { counted: 0, synthetic: 0, why: ['sampled_at or sampling is empty'] },
    ],
  ] as const)('%s', (_, change, expected) => {
    expect(sorted(change)).toEqual(expected);
  });

  it('counts the first of two with one reference', () => {
    expect(sorted({ source_ref: 'x' }, { source_ref: 'x' }, { source_ref: 'x' })).toEqual({
      counted: 1,
      synthetic: 0,
      why: ['source_ref x appears twice', 'source_ref x appears twice'],
    });
  });
});
