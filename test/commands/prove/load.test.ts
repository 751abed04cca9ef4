import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadToRun } from '../../../action/commands/prove/load.ts';
import { given } from '../../given.ts';
import { aTree } from '../../repository-builder.ts';

const manifest = given.manifest().value;
const baseline = (eligible_per_month: number | null) =>
  stringify({ ...given.baseline().value, eligible_per_month });
const told = (files: Record<string, string>, id: Parameters<typeof loadToRun>[2] = 'scale/load-at-volume') =>
  loadToRun(aTree(files), manifest, id);

/** So many cases that were closed in one clock hour. */
const busyHour = (cases: number) =>
  [
    'case_ref,closed_at,closed_by',
    ...Array.from({ length: cases }, (_, i) => `c-${i},2026-11-20T09:30:00Z,user-1`),
  ].join('\n');

describe('the load that a test is told to run', () => {
  it.each([
    // 2,100 a month are 100 a day; its busiest hour has 20, and 1.5 times that are 30.
    [2100, '30'],
    [2101, '31'],
    [2099, '30'],
    [1, '1'],
    // 5, and a hair of floating point.
    [350, '5'],
  ])('of %i cases a month is %s an hour', async (perMonth, load) => {
    expect(await told({ 'baseline.yaml': baseline(perMonth) })).toEqual({ POC_LOAD_PER_HOUR: load });
  });

  it.each([
    [20, '30'],
    [21, '32'],
  ])('is that of an hour which brought %i cases, where that is more', async (cases, load) => {
    const files = { 'baseline.yaml': baseline(2100), 'usage/eligible.csv': busyHour(cases) };
    expect(await told(files)).toEqual({ POC_LOAD_PER_HOUR: load });
  });

  it('follows a bar that was raised', async () => {
    const thresholds = stringify({ version: 1, bars: { 'scale/load-at-volume': { peak: 2 } } });
    const files = { 'baseline.yaml': baseline(2100), 'policy/thresholds.yaml': thresholds };
    expect(await told(files)).toEqual({ POC_LOAD_PER_HOUR: '40' });
  });

  it.each([
    ['baseline.yaml does not say the volume', { 'baseline.yaml': baseline(null) }],
    ['there is no baseline.yaml', {}],
    ['it cannot be read', { 'baseline.yaml': 'eligible_per_month: many' }],
    ['the extract cannot be read', { 'baseline.yaml': baseline(2100), 'usage/eligible.csv': 'x\ny' }],
  ])('is left out where %s', async (_, files) => {
    expect(await told(files as Record<string, string>)).toEqual({});
  });

  it('is told to no other check', async () => {
    expect(await told({ 'baseline.yaml': baseline(2100) }, 'scale/hard-limits')).toEqual({});
  });
});
