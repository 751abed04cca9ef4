import { describe, expect, it } from 'vitest';
import { taskDigest } from '../../action/evidence/task-digest.ts';
import { given } from '../given.ts';

const digest = (change: Parameters<typeof given.baseline>[0] = {}) =>
  taskDigest(given.baseline(change).value);

describe('the digest of a task', () => {
  it('is the SHA-256 of unit, start and stop as a JSON list, cut to twelve digits', () => {
    // printf '["a","b","c"]' | sha256sum
    expect(digest({ unit: 'a', start_event: 'b', stop_event: 'c' })).toBe('fa1844c2988a');
  });

  it.each(['unit', 'start_event', 'stop_event'] as const)('is another when %s is', (field) => {
    expect(digest({ [field]: 'another' })).not.toBe(digest());
    expect(digest({ [field]: null })).not.toBe(digest());
  });

  it('is another when a word moves from one field to the next', () => {
    expect(digest({ unit: 'a b', start_event: 'c' })).not.toBe(digest({ unit: 'a', start_event: 'b c' }));
  });

  it('is the same whatever else changes', () => {
    expect(digest({ eligible_per_month: 1, value: given.money(), exclusions: ['x'] })).toBe(digest());
  });
});
