import { describe, expect, it } from 'vitest';
import type { GatedStage } from '../../action/contract/stage.ts';
import type { Result } from '../../action/readiness/result.ts';
import { rule } from '../../action/readiness/verdict.ts';
import { given } from '../given.ts';

const result = (id: string, outcome: Result['outcome'] = 'pass', over: Partial<Result> = {}): Result => ({
  id,
  area: 'eval',
  severity: 'high',
  blocksFrom: 'explore',
  title: '',
  outcome,
  effect: { kind: 'blocks' },
  blocks: false,
  message: '',
  location: null,
  remedy: null,
  spots: [],
  cause: null,
  unsigned: false,
  waiver: null,
  ...over,
});
const VALUE = ['baseline/task-defined', 'baseline/measured-timings', 'eval/pass-rate', 'users/real-usage'];
const proven = VALUE.map((id) => result(id));
const open = result('security/access-control', 'fail', { blocksFrom: 'pilot' });
const roi = result('baseline/roi-recomputed', 'pass', { blocksFrom: 'production' });
const stop = { id: 'value', sentence: 'criterion value is met' };
const manifest = given.manifest().value;

type Row = [sentence: string, results: Result[], stage: GatedStage, verdict: string];

describe('the verdict', () => {
  it('cannot be given without poc.yaml, whatever else is known', () => {
    expect(rule(proven, undefined, 'explore', [stop])).toEqual({
      verdict: 'cannot-judge',
      reason: 'poc.yaml could not be read',
    });
  });

  it('is stop when a criterion is met, although everything passes', () => {
    expect(rule(proven, manifest, 'explore', [stop])).toEqual({
      verdict: 'stop',
      reason: 'criterion value is met',
    });
  });

  it('is stop once it was stopped, although no criterion is met any more', () => {
    const stopped = given.manifest({ stage: 'stopped' }).value;
    expect(rule(proven, stopped, 'explore', [])).toEqual({
      verdict: 'stop',
      reason: 'people decided to stop it',
    });
    expect(rule(proven, manifest, 'explore', []).verdict).toBe('ship');
  });

  it('is ship before what the next stage only asks for after some days', () => {
    const usage = result('users/real-usage', 'not-proven', { blocksFrom: 'pilot' });
    const results = [...proven.filter(({ id }) => id !== usage.id), usage];
    expect(rule(results, manifest, 'explore', [], new Set([usage.id])).verdict).toBe('ship');
    expect(rule(results, manifest, 'explore', []).verdict).toBe('continue');
  });

  it('is harden where the value is proven and nobody has signed for it yet, and not ship', () => {
    const unsigned = proven.map((one) =>
      one.id === 'eval/pass-rate' ? { ...one, outcome: 'not-proven' as const, unsigned: true } : one,
    );
    expect(rule([...unsigned, roi], manifest, 'pilot', []).verdict).toBe('harden');
  });

  it('gives the first of two reasons to stop', () => {
    const late = { id: 'overdue', sentence: 'the decision was due' };
    expect(rule(proven, manifest, 'explore', [stop, late]).reason).toBe('criterion value is met');
  });

  it.each<Row>([
    ['is ship when every check that guards the next stage passes', proven, 'explore', 'ship'],
    [
      'is ship when a check does not apply',
      [...proven, result('scope/x', 'not-applicable')],
      'explore',
      'ship',
    ],
    [
      'is ship when a check of high severity is waived',
      [...proven, result('scope/x', 'waived')],
      'explore',
      'ship',
    ],
    [
      'is not ship when a critical check is waived',
      [...proven, result('scope/x', 'waived', { severity: 'critical' })],
      'explore',
      'harden',
    ],
    [
      'is harden when the value is proven and a check of the next stage fails',
      [...proven, open],
      'explore',
      'harden',
    ],
    [
      'is harden when the value is proven and a check of the next stage is not proven',
      [...proven, { ...open, outcome: 'not-proven' }],
      'explore',
      'harden',
    ],
    [
      'is ship in explore although a check of production fails',
      [...proven, { ...open, blocksFrom: 'production' }],
      'explore',
      'ship',
    ],
    ['is not ship in pilot without a return on investment', proven, 'pilot', 'harden'],
    ['is ship in pilot with one', [...proven, roi], 'pilot', 'ship'],
    [
      'is not ship in pilot when the return on investment is waived',
      [...proven, { ...roi, outcome: 'waived' }],
      'pilot',
      'harden',
    ],
    ['is ship in production with one', [...proven, roi], 'production', 'ship'],
    [
      'is harden in production when a check of production fails',
      [...proven, roi, { ...open, blocksFrom: 'production' }],
      'production',
      'harden',
    ],
    ...VALUE.map(
      (id): Row => [
        `is continue while ${id} is open`,
        [...proven.filter((one) => one.id !== id), result(id, 'not-proven')],
        'explore',
        'continue',
      ],
    ),
    ...VALUE.map(
      (id): Row => [
        `is continue, and not harden, without a result for ${id}`,
        [...proven.filter((one) => one.id !== id), open],
        'explore',
        'continue',
      ],
    ),
    [
      'is continue, and not harden, when a value check is waived',
      [...proven.slice(1), result(VALUE[0] as string, 'waived'), open],
      'explore',
      'continue',
    ],
    ['is continue, and not ship, without any result', [], 'explore', 'continue'],
    ...(['fail', 'not-proven'] as const).map(
      (outcome): Row => [
        `is ship while the record that it leads to is ${outcome}`,
        [...proven, result('decision/record', outcome, { area: 'decision', blocksFrom: 'pilot' })],
        'explore',
        'ship',
      ],
    ),
    [
      'is not ship while another check of a decision fails',
      [...proven, result('decision/timebox', 'fail', { area: 'decision' })],
      'explore',
      'harden',
    ],
    [
      'is continue, and not ship, on a record alone',
      [result('decision/record', 'pass', { area: 'decision', blocksFrom: 'pilot' })],
      'explore',
      'continue',
    ],
  ])('%s', (_, results, stage, verdict) => {
    expect(rule(results, manifest, stage, []).verdict).toBe(verdict);
  });

  it.each([
    ['explore', 'every check that guards pilot is proven'],
    ['production', 'every check that guards production is proven'],
  ] as const)('names what %s leads to', (stage, reason) => {
    expect(rule([...proven, roi], manifest, stage, []).reason).toBe(reason);
  });
});
