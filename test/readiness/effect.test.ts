import { describe, expect, it } from 'vitest';
import { CATALOGUE_RELEASED } from '../../action/contract/catalogue.ts';
import type { GatedStage } from '../../action/contract/stage.ts';
import type { Area, Check } from '../../action/readiness/check.ts';
import { daysAfter } from '../../action/readiness/clock.ts';
import { canBlock, dayOfStage, effectOf, onlyDecides, type Timing } from '../../action/readiness/effect.ts';
import { given } from '../given.ts';

const BLOCKS = { kind: 'blocks' };
const WARNS = { kind: 'warns', graceDays: null };
const LATER = { kind: 'later' };
const GRACED = { blocksFrom: 'explore', since: 1, grace: { explore: 5 } } as const;

const at = (stage: GatedStage, day: number | null, more: Partial<Timing> = {}): Timing => ({
  stage,
  day,
  now: given.now,
  accepted: 1,
  ...more,
});

describe('the effect of a miss', () => {
  it.each([
    ['explore', 'explore', BLOCKS],
    ['explore', 'pilot', WARNS],
    ['explore', 'production', LATER],
    ['pilot', 'explore', BLOCKS],
    ['pilot', 'pilot', BLOCKS],
    ['pilot', 'production', WARNS],
    ['production', 'explore', BLOCKS],
    ['production', 'production', BLOCKS],
  ] as const)('in %s of a check that blocks from %s is %o', (stage, blocksFrom, effect) => {
    expect(effectOf({ blocksFrom, since: 1 }, at(stage, 30))).toEqual(effect);
  });

  it.each([
    [0, { kind: 'warns', graceDays: 5 }],
    [4, { kind: 'warns', graceDays: 1 }],
    [5, BLOCKS],
    [6, BLOCKS],
    [-1, BLOCKS],
    [Number.NaN, BLOCKS],
    [null, BLOCKS],
  ])('with five days of grace on day %s is %o', (day, effect) => {
    expect(effectOf(GRACED, at('explore', day))).toEqual(effect);
  });

  it('blocks in a stage that its grace is not about', () => {
    expect(effectOf(GRACED, at('pilot', 1))).toEqual(BLOCKS);
  });
});

describe('a check of a newer catalogue', () => {
  const fresh = { blocksFrom: 'explore', since: 2 } as const;
  const released = CATALOGUE_RELEASED[2];
  const later = (days: number) => new Date(`${daysAfter(released, days)}T12:00:00Z`);

  it.each([
    [0, { kind: 'warns', graceDays: 30 }],
    [29, { kind: 'warns', graceDays: 1 }],
    [30, BLOCKS],
  ])('%i days after it came out is %o', (days, effect) => {
    expect(effectOf(fresh, at('explore', 90, { now: later(days) }))).toEqual(effect);
  });

  it('blocks at once where the base has accepted that catalogue, and in what the next stage asks for', () => {
    expect(effectOf(fresh, at('explore', 90, { now: later(0), accepted: 2 }))).toEqual(BLOCKS);
    expect(effectOf(fresh, at('explore', null, { now: later(0) }))).toEqual(BLOCKS);
  });
});

describe('the day of the stage', () => {
  const day = (now: string) => dayOfStage({ stage_started_on: '2026-11-16' }, new Date(now));
  it.each([
    ['2026-11-15T23:59:59Z', -1],
    ['2026-11-16T00:00:00Z', 0],
    ['2026-11-16T23:59:59Z', 0],
    ['2026-11-20T12:00:00Z', 4],
    ['2026-11-21T00:00:00Z', 5],
  ])('at %s is %i', (now, expected) => {
    expect(day(now)).toBe(expected);
  });
});

describe('a change that only decides', () => {
  it('needs a base: the first commit of a repository decides nothing', () => {
    const change = given.change({ base: null, files: ['decisions/0001-it.md'] });
    expect(onlyDecides(change)).toBe(false);
    expect(onlyDecides({ ...change, base: given.base() })).toBe(true);
    expect(onlyDecides(undefined)).toBe(false);
  });
});

describe('what can block a pull request', () => {
  const of = (files: string[], base = given.base()) => given.change({ files, base });
  const result = (id: Check['id'], file: string | null = null) => ({
    id,
    area: id.split('/')[0] as Area,
    location: file === null ? null : { file, line: 3 },
  });

  it.each([
    ['code', ['src/a.ts'], true],
    ['code beside the policy', ['policy/owners.yaml', 'src/a.ts'], true],
    ['the policy alone', ['policy/owners.yaml'], false],
    ['the policy and who answers for it', ['policy/owners.yaml', '.github/CODEOWNERS'], false],
    ['the workflow', ['policy/owners.yaml', '.github/workflows/poc.yml'], true],
    ['decisions alone', ['decisions/0001-ship.md'], false],
    ['nothing', [], true],
  ])('of %s is a check of something else: %o', (_, files, expected) => {
    expect(canBlock(of(files), result('data/permission', 'policy/data.yaml'))).toBe(expected);
  });

  it('of the policy alone is what the policy says, and what judges it', () => {
    const change = of(['policy/waivers.yaml']);
    expect(canBlock(change, result('data/permission', 'policy/waivers.yaml'))).toBe(true);
    expect(canBlock(change, result('eval/threshold-fixed-first'))).toBe(true);
    expect(canBlock(change, result('decision/waivers'))).toBe(true);
    expect(canBlock(change, result('eval/results-fresh'))).toBe(false);
  });

  it('of the policy of a POC that comes in is everything', () => {
    const change = of(['policy/owners.yaml'], given.base({ manifest: undefined }));
    expect(canBlock(change, result('data/permission'))).toBe(true);
    expect(canBlock({ ...change, base: null }, result('data/permission'))).toBe(true);
    expect(canBlock(undefined, result('data/permission'))).toBe(true);
  });
});
