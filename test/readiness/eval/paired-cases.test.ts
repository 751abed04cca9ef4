import { describe, expect, it } from 'vitest';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import { type EvalRecord, evalRecord } from '../../../action/readiness/eval/eval-record.ts';
import { pairCases, type Side } from '../../../action/readiness/eval/paired-cases.ts';
import { given } from '../../given.ts';

type Said = Pick<EvalRecord, 'id' | 'verdict'> & Partial<EvalRecord>;
const side = (cases: EvalCase[], said: Said[]): Side => ({
  cases: given.rows('eval/cases/all.jsonl', cases),
  rows: given.recordRows(said.map((one, i) => evalRecord({ row: i + 1, ...one }))),
});
const [a, b] = ['a', 'b'].map((id) => given.evalCase(id)) as [EvalCase, EvalCase];
const pass = (id: string, more: Partial<EvalRecord> = {}): Said => ({ id, verdict: 'pass', ...more });
const wrong = (id: string, more: Partial<EvalRecord> = {}): Said => ({ id, verdict: 'fail', ...more });

describe('cases of two trees', () => {
  it('are paired by id, whatever their order', () => {
    const found = pairCases(side([a, b], [pass('a'), wrong('b')]), side([b, a], [pass('b'), wrong('a')]));
    expect(found.pairs.map(({ id, before, now }) => [id, before, now])).toEqual([
      ['b', 0, 1],
      ['a', 1, 0],
    ]);
  });

  it.each([
    ['is synthetic here', { origin: 'synthetic' }],
    ['has left the suite', { suite: 'capability' }],
    ['lost its source', { source_ref: null }],
  ] as const)('are not, where a case %s', (_, more) => {
    const now = side([{ ...a, ...more }], [pass('a')]);
    expect(pairCases(side([a], [pass('a')]), now).pairs).toEqual([]);
    expect(pairCases(now, side([a], [pass('a')])).pairs).toEqual([]);
  });

  it.each([
    ['its input', { input: { text: 'another' } }],
    ['its expected answer', { expected: 'none' }],
  ])('are not, where a case changed %s', (_, more) => {
    const found = pairCases(side([a], [pass('a')]), side([{ ...a, ...more }], [pass('a')]));
    expect(found).toMatchObject({ pairs: [], changed: 1, withoutBase: 0, unjudged: 0 });
  });

  it('count what has no result at the base apart from what has no verdict', () => {
    const before = side([a, b], [{ id: 'a', verdict: 'grader_error' }]);
    const found = pairCases(before, side([a, b], [pass('a'), pass('b')]));
    expect(found).toMatchObject({ pairs: [], withoutBase: 1, unjudged: 1 });
  });

  it('count attempts that are missing here as wrong, and at the base as nothing', () => {
    const before = side([a, b], [pass('a'), pass('b'), pass('b')]);
    const now = side([a, b], [pass('a'), pass('a'), pass('b')]);
    expect(pairCases(before, now)).toMatchObject({
      pairs: [
        { id: 'a', before: 1, now: 1 },
        { id: 'b', before: 1, now: 0.5 },
      ],
      attempts: { before: 2, now: 2 },
    });
  });

  it('take a row that stands twice for one attempt, so that no other case lacks one', () => {
    const [before, twice] = [side([a, b], [pass('a', { repeat: 0 }), pass('b', { repeat: 0 })]), [0, 0]];
    const now = side([a, b], [...twice.map((repeat) => pass('a', { repeat })), pass('b', { repeat: 0 })]);
    expect(pairCases(before, now)).toMatchObject({
      pairs: [
        { id: 'a', before: 1, now: 1 },
        { id: 'b', before: 1, now: 1 },
      ],
      attempts: { before: 1, now: 1 },
    });
    expect(pairCases(now, before).attempts).toEqual({ before: 1, now: 1 });
  });

  it('are of the cluster that their results name, and else of their own', () => {
    const now = side([a, b], [pass('a', { cluster: 'document 1' }), pass('b')]);
    const { pairs } = pairCases(side([a, b], [pass('a'), pass('b')]), now);
    expect(pairs.map((one) => one.cluster)).toEqual(['document 1', 'case b']);
  });

  it.each([
    ['the mean of its attempts', [0.5, 0.7], 0.6],
    ['none where one attempt has none', [0.5, null], null],
    ['none where it is no score any more', [1e300, 0.5], null],
    ['none where there is none', [null, null], null],
  ])('have as their score %s', (_, scores, mean) => {
    const both = side(
      [a],
      scores.map((score) => pass('a', { score })),
    );
    expect(pairCases(both, both).pairs[0]?.scores ?? null).toEqual(
      mean === null ? null : { before: mean, now: mean },
    );
  });
});
