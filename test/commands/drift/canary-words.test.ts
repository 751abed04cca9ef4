import { describe, expect, it } from 'vitest';
import { canaryDetails, canarySentence } from '../../../action/commands/drift/canary-words.ts';
import type { CanaryFinding } from '../../../action/contract/drift-report.ts';

const NOW = '2026-11-20T12:00:00Z';
const found = (change: Partial<CanaryFinding> = {}): CanaryFinding => ({
  state: 'fine',
  why_unknown: null,
  fresh: { file: 'eval/results/run.json', produced_at: NOW, models: ['vendor/model'] },
  base: { from: 'the last commit (1a2b3c4)', produced_at: '2025-09-01T06:00:00Z' },
  cases: 40,
  broke: 0,
  repaired: 0,
  flipped: [],
  change: { difference: 0, low: -0.088, high: 0.088 },
  score: null,
  p: 1,
  p_adjusted: 1,
  smallest_drop: 0.2,
  ...change,
});
const details = (change: Partial<CanaryFinding>) => canaryDetails(found(change), NOW);

describe('what is said of canary cases', () => {
  it.each([
    [
      {},
      'The same cases came out no worse: of 40 cases, 0 broke and 0 came right; 0.0 points (−8.8…+8.8), p 1.00 (Holm).',
    ],
    [
      { state: 'unknown', why_unknown: 'nobody committed any', change: null, p: null, p_adjusted: null },
      'Canary cases: not enough data, since nobody committed any.',
    ],
    [
      { state: 'unknown', why_unknown: 'they are few', cases: 1, broke: 1 },
      'Canary cases: not enough data, since they are few. Found: of 1 case, 1 broke and 0 came right; 0.0 points (−8.8…+8.8), p 1.00 (Holm).',
    ],
  ] as const)('%j', (change, sentence) => {
    expect(canarySentence(found(change))).toBe(sentence);
  });

  it('is what was compared, of which days, and what it could show', () => {
    expect(details({})).toEqual([
      'eval/results/run.json of vendor/model, made on 20 Nov against the last commit (1a2b3c4), made on 1 Sep 2025.',
      'They could show a drop of 20 points or more.',
    ]);
    expect(details({ smallest_drop: null })).toContain('They could show no drop.');
    expect(details({ base: null, p: null })).toEqual([
      'eval/results/run.json of vendor/model, made on 20 Nov.',
    ]);
  });

  it('is the mean score where a judge gave one', () => {
    const score = { difference: -0.0584, low: -0.1, high: 0.012, p: 0.02, p_adjusted: 0.04 };
    expect(details({ score })).toContain('Mean score −0.058 (−0.100…+0.012), p 0.040 (Holm).');
  });

  it('is which broke and which came right, and how many more', () => {
    const flipped = [
      { id: 'a', now: 'wrong' },
      { id: 'b', now: 'right' },
    ] as const;
    expect(details({ flipped: [...flipped], broke: 1, repaired: 3 }).slice(0, 2)).toEqual([
      'Broke: a.',
      'Came right: b and 2 more.',
    ]);
  });
});
