import { describe, expect, it } from 'vitest';
import { isVoidBy } from '../../../action/readiness/policy/void-proofs.ts';

describe('a proof that a change of the policy makes void', () => {
  it.each([
    ['policy/thresholds.yaml', 'data/clean-repo', true],
    ['policy/limits.yaml', 'scale/hard-limits', true],
    ['policy/signals.yaml', 'monitoring/quality-signal', true],
    ['policy/access.yaml', 'security/access-control', true],
    ['poc.yaml', 'security/least-privilege', true],
    ['policy/limits.yaml', 'monitoring/quality-signal', false],
    ['policy/limits.yaml', 'scale/load-at-volume', false],
    ['src/workflow.ts', 'scale/hard-limits', false],
  ])('%s, and the proof of %s: %s', (changed, id, isVoid) => {
    expect(isVoidBy([changed], `evidence/${id}.json`)).toBe(isVoid);
  });

  it('is no other file', () => {
    expect(isVoidBy(['policy/limits.yaml'], 'evidence/drills.yaml')).toBe(false);
  });
});
