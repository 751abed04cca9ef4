import { describe, expect, it } from 'vitest';
import { COMPUTE, type Entry, type Figures, table } from './reference.ts';

/** Drawn at random, so the table's 2 % hold; elsewhere the looser tolerances are those of printed figures. */
const RANDOM = 'bca_variance_spatialA';
const TIGHT = 1e-9;

const named = (value: Figures): [string, number][] =>
  typeof value === 'number' ? [['', value]] : Object.entries(value as Readonly<Record<string, number>>);

/** Half a unit of the last digit printed. JSON drops trailing zeros, so the longest of the figures counts. */
function halfUnit(printed: Figures): number {
  const decimals = named(printed).map(([, one]) => (String(one).split('.')[1] ?? '').length);
  return 0.5 * 10 ** -Math.max(...decimals);
}

/** Relative for figures over 1. */
function allowance(entry: Entry, name: string, expected: Figures, figure: number): number {
  if (name.startsWith('published') && entry.fn !== RANDOM) return halfUnit(expected);
  const exact = entry.fn !== RANDOM || name === 'theta' || name === 'acceleration';
  return (exact ? Math.min(entry.tol, TIGHT) : entry.tol) * Math.max(1, Math.abs(figure));
}

describe('the reference table', () => {
  it.each(table.entries.map((entry) => [entry.id, entry] as const))('holds for %s', (_, entry) => {
    const computed = COMPUTE[entry.fn]?.(entry.input, entry) ?? {};
    expect(Object.keys(entry.expected)).not.toEqual([]);
    for (const [name, expected] of Object.entries(entry.expected)) {
      const ours = new Map(named(computed[name] ?? []));
      for (const [key, figure] of named(expected)) {
        const actual = ours.get(key) ?? Number.NaN;
        const off = Math.abs(actual - figure);
        const limit = allowance(entry, name, expected, figure) + Number.EPSILON;
        expect(off, `${name} ${key} is ${actual}, not ${figure}`).toBeLessThanOrEqual(limit);
      }
    }
  });

  it('is used whole, but for the kinds that it names with a reason', () => {
    const left = table.notUsed.reduce((sum, one) => sum + one.entries, 0);
    expect(table.entries.length + left).toBe(172);
    expect(table.notUsed.filter((one) => one.why === '' || one.fn in COMPUTE)).toEqual([]);
    expect(new Set(table.entries.map((entry) => entry.fn))).toEqual(new Set(Object.keys(COMPUTE)));
  });
});
