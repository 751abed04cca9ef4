import { describe, expect, it } from 'vitest';
import type { GatedStage } from '../../action/contract/stage.ts';
import type { Check } from '../../action/readiness/check.ts';
import { fail, pass } from '../../action/readiness/finding.ts';
import { judge } from '../../action/readiness/judge.ts';
import { given } from '../given.ts';

/** Misses, and says under which stage and bar. */
const missing = (over: Partial<Check>): Check => ({
  id: 'users/named-users',
  title: 'Users are named',
  failureTitle: 'Users are not named',
  question: 'Who?',
  why: 'Because.',
  remedy: 'Name them.',
  severity: 'high',
  evidence: '`poc.yaml`',
  kinds: ['E3'],
  noticed: 'Nothing.',
  since: 1,
  blocksFrom: 'pilot',
  needs: [],
  evaluate: (_, { stage, bars }) => fail(`${stage}, ${bars['eval/pass-rate'].reviewed}`),
  ...over,
});
/** The bars of the base, which decide. */
const under = (thresholds: ReturnType<typeof given.thresholds>) => ({
  change: given.change({ base: given.base({ thresholds }) }),
});
const readings = (over = {}) =>
  given.readings({ ...under(given.thresholds({ 'eval/pass-rate': { reviewed: 0.9 } })), ...over });
const judged = (asIf: GatedStage | null, check: Partial<Check> = {}, over = {}) =>
  judge([missing(check)], readings(over), given.now, asIf);

describe('a POC in explore that is judged as if in another stage', () => {
  it.each<[GatedStage | null, boolean, string]>([
    [null, false, 'explore, 0.9'],
    ['explore', false, 'explore, 0.9'],
    ['pilot', true, 'pilot, 0.9'],
    ['production', true, 'production, 0.9'],
  ])('(%s) blocks: %s, by the demands of that stage and its own bars', (asIf, blocked, message) => {
    const found = judged(asIf);
    expect([found.blocked, found.results[0]?.message, found.stage, found.asIf]).toEqual([
      blocked,
      message,
      'explore',
      asIf,
    ]);
  });

  it('has no grace: neither that of the stage nor that of a check that is new', () => {
    const graced: Partial<Check> = { blocksFrom: 'explore', grace: { explore: 30 } };
    const fresh: Partial<Check> = { blocksFrom: 'explore', since: 2 };
    const { value, ...file } = given.thresholds();
    const old = under({ ...file, value: { ...value, catalogue: 1 } });
    expect([judged(null, graced).blocked, judged('explore', graced).blocked]).toEqual([false, true]);
    expect([judged(null, fresh, old).blocked, judged('explore', fresh, old).blocked]).toEqual([false, true]);
  });

  it('is asked for all of it also where the pull request only decides, and where the POC is stopped', () => {
    const deciding = { change: given.change({ base: given.base(), files: ['decisions/0001-ship.md'] }) };
    const stopped = { manifest: given.manifest({ stage: 'stopped' }) };
    const check: Partial<Check> = { blocksFrom: 'explore' };
    for (const over of [deciding, stopped]) {
      expect(judged(null, check, over).blocked).toBe(false);
      expect(judged('explore', check, over).blocked).toBe(true);
    }
  });

  it('may be asked for less than its own stage, which changes nothing for a pull request', () => {
    const pilot = { manifest: given.manifest({ stage: 'pilot' }) };
    expect([judged(null, {}, pilot).blocked, judged('explore', {}, pilot).blocked]).toEqual([true, false]);
  });

  it('still holds by a waiver of the base, and by what passes', () => {
    const base = given.base({ waivers: [given.waiver({ check: 'users/named-users' })] });
    expect(judged('pilot', {}, { change: given.change({ base }) }).results).toMatchObject([
      { outcome: 'waived', blocks: false },
    ]);
    expect(judged('pilot', { evaluate: () => pass('Seen.') }).blocked).toBe(false);
  });
});
