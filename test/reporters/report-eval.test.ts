import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../action/readiness/eval/comparison.ts';
import { estimateRate } from '../../action/readiness/eval/estimate.ts';
import type { EvalScore } from '../../action/readiness/eval/eval-score.ts';
import { toEval } from '../../action/reporters/report-eval.ts';
import { given } from '../given.ts';

/** A slice in which `passed` of `all` cases pass. */
const slice = (name: string, passed: number, all: number) => ({
  name,
  estimate: estimateRate(
    Array.from({ length: all }, (_, n) => ({ group: null, passes: n < passed ? 1 : 0, trials: 1 })),
  ),
});
const measures = given.evidence().measures;
const slicesOf = (slices: EvalScore['slices'], bars: Record<string, number> = {}) =>
  toEval({ score: { ...(measures.score as EvalScore), slices }, comparison: null }, [], {
    slices: new Map(Object.entries(bars)),
  });

describe('the slices of a report', () => {
  it('have what misses its bar first, then what cannot tell, then the lowest rate, then the most rows', () => {
    const found = slicesOf(
      [
        slice('many at 90', 18, 20),
        slice('meets', 30, 30),
        slice('few at 90', 9, 10),
        slice('misses', 5, 12),
        slice('worst without a bar', 1, 12),
        slice('cannot tell', 9, 12),
      ],
      { meets: 0.8, misses: 0.7, 'cannot tell': 0.75 },
    );
    expect(found.slices.map((one) => [one.name, one.verdict])).toEqual([
      ['misses', 'misses'],
      ['cannot tell', 'cannot-tell'],
      ['worst without a bar', null],
      ['many at 90', null],
      ['few at 90', null],
      ['meets', 'meets'],
    ]);
  });

  it('are cut to a hundred, the worst of them, beside the count of all', () => {
    const found = slicesOf(Array.from({ length: 150 }, (_, n) => slice(`s${n}`, n, 200)));
    expect(found.slices).toHaveLength(100);
    expect([found.slices[0]?.name, found.slices[99]?.name, found.slices_in_all]).toEqual(['s0', 's99', 150]);
  });

  it('have names of at most 200 characters', () => {
    expect(slicesOf([slice('x'.repeat(1_000_000), 1, 2)]).slices[0]?.name).toBe(`${'x'.repeat(200)}…`);
  });

  it('are those that were judged', () => {
    expect(slicesOf([{ name: 'crashed', estimate: null }])).toMatchObject({ slices: [], slices_in_all: 0 });
  });
});

describe('the change in a report', () => {
  it('has a hundred ids of a kind at most, of 200 characters, beside the count of all', () => {
    const ids = Array.from({ length: 150 }, (_, n) => `${n} ${'x'.repeat(999)}`);
    const comparison = { ...(measures.comparison as Comparison), broke: ids, repaired: ['a'] };
    const { change } = toEval({ score: null, comparison }, [], { slices: new Map() });
    expect(change).toMatchObject({ broke_in_all: 150, repaired: ['a'], repaired_in_all: 1, pairs: 70 });
    expect(change?.broke).toHaveLength(100);
    expect(change?.broke[99]).toBe(`99 ${'x'.repeat(197)}…`);
  });
});

describe('the files of a report', () => {
  it('are told with their notes, a hundred of each at most', () => {
    const notes = Array.from({ length: 101 }, (_, n) => `note ${n}`);
    const files = Array.from({ length: 101 }, (_, n) => ({
      file: `out/${n}.json`,
      format: 'promptfoo JSON',
      records: n,
      notes,
      producedAt: '2026-11-20T09:00:00Z',
    }));
    const found = toEval({ score: null, comparison: null }, files, { slices: new Map() });
    expect(found.files).toHaveLength(100);
    expect(found.files[1]).toEqual({
      file: 'out/1.json',
      format: 'promptfoo JSON',
      records: 1,
      notes: notes.slice(0, 100),
    });
    expect(found.files_in_all).toBe(101);
  });
});
