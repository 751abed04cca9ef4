import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowVerdict } from '../../../action/contract/eval-run.ts';
import {
  type Estimate,
  estimateRate,
  judgeRate,
  type RepeatRule,
  trialsOf,
  whatCouldTell,
} from '../../../action/readiness/eval/estimate.ts';
import { type EvalRecord, evalRecord } from '../../../action/readiness/eval/eval-record.ts';

const VERDICTS: Readonly<Record<string, RowVerdict>> = {
  p: 'pass',
  f: 'fail',
  s: 'system_error',
  g: 'grader_error',
  n: 'no_verdict',
};
/** The attempts at one case, one letter each. */
const attempts = (letters: string, more: Partial<EvalRecord> = {}): EvalRecord[] =>
  [...letters].map((letter, i) =>
    evalRecord({ id: 'x', verdict: VERDICTS[letter] as RowVerdict, row: i + 1, ...more }),
  );
const rateOf = (cases: EvalRecord[][], due: number, rule: RepeatRule) =>
  estimateRate(cases.map((one) => trialsOf(one, due, rule)).filter((one) => one !== null));
const estimate = (cases: string[], due = 1, rule: { unattended?: boolean; ofRepeats?: number } = {}) =>
  rateOf(
    cases.map((one) => attempts(one)),
    due,
    { unattended: false, ofRepeats: 0, ...rule },
  );

describe('a pass rate', () => {
  it.each([
    ['each attempt counts', ['pp', 'pf'], 2, {}, { passed: 3, rows: 4, cases: 2 }],
    ['what is missing counts as wrong', ['pp', 'p', ''], 2, {}, { passed: 3, rows: 6, cases: 3 }],
    ['system errors count as wrong', ['p', 's'], 1, {}, { passed: 1, rows: 2 }],
    ['what was not judged counts as nothing', ['p', 'g', 'n'], 1, {}, { passed: 1, rows: 1, cases: 1 }],
    [
      'a case needs all attempts where nobody looks',
      ['ppp', 'ppf'],
      3,
      { unattended: true },
      { passed: 1, rows: 2 },
    ],
    ['4 of 5 meet 0.8', ['ppppf'], 5, { ofRepeats: 0.8 }, { passed: 4, rows: 5 }],
    ['3 of 5 do not, and count as none', ['pppff'], 5, { ofRepeats: 0.8 }, { passed: 0, rows: 5 }],
    [
      '7 of 25 meet 0.28, whose product is a hair over 7',
      [`${'p'.repeat(7)}${'f'.repeat(18)}`],
      25,
      { ofRepeats: 0.28 },
      { passed: 7, rows: 25 },
    ],
    [
      '1 of 3 meets a third, whatever a division says',
      ['pff'],
      3,
      { ofRepeats: 1 / 3 },
      { passed: 1, rows: 3 },
    ],
    ['3 of 4 judged do not meet 0.8 of them', ['pppfg'], 5, { ofRepeats: 0.8 }, { passed: 0, rows: 4 }],
  ] as const)('counts so that %s', (_, cases, due, rule, counted) => {
    expect(estimate([...cases], due, rule)).toMatchObject(counted);
  });

  it('is none where nothing was judged', () => {
    expect([estimate([]), estimate(['g', 'n'])]).toEqual([null, null]);
  });

  it('rests on the clusters where cases are alike', () => {
    const cases = [...'ppppffffff'].map((letter, n) => attempts(letter, { cluster: n < 4 ? 'a' : 'b' }));
    const found = rateOf(cases, 1, { unattended: false, ofRepeats: 0 });
    expect(found).toMatchObject({ rows: 10, cases: 10, clusters: 2 });
    expect(found?.effectiveN).toBeLessThan(2.1);
  });

  it('never rises when a case has to pass more of its attempts', () => {
    const cases = fc.array(fc.string({ unit: fc.constantFrom('p', 'f'), minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 30,
    });
    const shares = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(cases, shares, (letters, [a, b]) => {
        const rate = (ofRepeats: number) => estimate(letters, 4, { ofRepeats })?.rate ?? 0;
        expect(rate(Math.max(a, b))).toBeLessThanOrEqual(rate(Math.min(a, b)));
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

describe('an interval against a bar', () => {
  const over = (low: number, high: number) => ({ interval: { low, high } }) as Estimate;

  it.each([
    [0.8, 0.9, 'meets'],
    [0.799, 0.9, 'cannot-tell'],
    [0.7, 0.8, 'cannot-tell'],
    [0.7, 0.799, 'misses'],
  ] as const)('from %d to %d against 0.8 %s', (low, high, verdict) => {
    expect(judgeRate(over(low, high), 0.8)).toBe(verdict);
  });

  it('cannot tell of nothing', () => {
    expect(judgeRate(null, 0)).toBe('cannot-tell');
  });

  it('counts what could tell in cases like these', () => {
    const alone = { rate: 0.9, cases: 50, effectiveN: 50 } as Estimate;
    expect(whatCouldTell(alone, 0.8)).toBe('at this rate 62 cases could tell');
    expect(whatCouldTell({ ...alone, effectiveN: 25 }, 0.8)).toBe('at this rate 124 cases could tell');
    expect(whatCouldTell({ ...alone, rate: 0.8 }, 0.8)).toBe('the rate itself has to rise');
  });
});
