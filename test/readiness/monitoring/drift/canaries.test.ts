import { describe, expect, it } from 'vitest';
import type { EvalRow } from '../../../../action/contract/eval-run.ts';
import { type EvalRecord, evalRecord } from '../../../../action/readiness/eval/eval-record.ts';
import {
  type Canaries,
  judgeCanaries,
  testCanaries,
} from '../../../../action/readiness/monitoring/drift/canaries.ts';
import type { RecordedResults } from '../../../../action/readiness/monitoring/drift/same-exam.ts';
import { given } from '../../../given.ts';

/** `r` right, `w` wrong, `c` crashed, `n` no verdict; a letter for each case. */
const VERDICTS = { r: 'pass', w: 'fail', c: 'system_error', n: 'no_verdict' } as const;
type Letter = keyof typeof VERDICTS;

const rowsOf = (letters: string, change: (n: number) => Partial<EvalRow> = () => ({})) =>
  [...letters].map((letter, n) =>
    given.evalRow(given.evalCase(`case-${n}`), { verdict: VERDICTS[letter as Letter], ...change(n) }),
  );
const recorded = (values: readonly (EvalRow | EvalRecord)[], produced_at: string): RecordedResults => {
  const { file, run, rows, missingShards } = given.results(values, { produced_at });
  if (run === null) throw new Error('given results have a record');
  return { file, run, rows, missingShards };
};

type Rows = readonly (EvalRow | EvalRecord)[];
const canaries = (before: Rows, now: Rows, change: Partial<Canaries> = {}): Canaries => ({
  cases: given.cases(before.length),
  fresh: recorded(now, '2026-11-20T06:00:00Z'),
  base: { ...recorded(before, '2026-09-01T06:00:00Z'), from: 'the last commit' },
  unattended: false,
  most: 0.25,
  ...change,
});
const judge = (one: Canaries, ...others: number[]) =>
  judgeCanaries(testCanaries(one), { enough: true, features: others.map((p) => ({ p })) });

/** So many cases that were right, of which so many broke, and so many that were wrong and came right. */
const flipped = (cases: number, broke: number, repaired = 0) =>
  canaries(
    rowsOf(`${'w'.repeat(repaired)}${'r'.repeat(cases - repaired)}`),
    rowsOf(`${'r'.repeat(repaired)}${'w'.repeat(broke)}${'r'.repeat(cases - broke - repaired)}`),
  );

describe('the cases of the eval, asked again', () => {
  it.each([
    // 2 · ½⁷ is 0.0156 and 2 · ½⁸ is 0.0078.
    [40, 7, 0, 'fine'],
    [40, 8, 0, 'alert'],
    // 2 · (1 + 11) · ½¹¹ is 0.0117, and 2 · (1 + 12) · ½¹² is 0.0063.
    [40, 10, 1, 'fine'],
    [40, 11, 1, 'alert'],
    [40, 0, 0, 'fine'],
    [40, 0, 20, 'fine'],
    // Eight of 32 are the 25 points that may be waited for.
    [32, 7, 0, 'fine'],
    [31, 7, 0, 'unknown'],
    [31, 8, 0, 'alert'],
    [8, 7, 0, 'unknown'],
    [8, 8, 0, 'alert'],
    [7, 7, 0, 'unknown'],
  ] as const)('of %d cases %d broke and %d were repaired: %s', (cases, broke, repaired, state) => {
    expect(judge(flipped(cases, broke, repaired))).toMatchObject({ state, cases, broke, repaired });
  });

  it('say the drop with its interval, and which cases broke before which came right', () => {
    const { change, flipped: ids, p } = judge(flipped(40, 8, 1));
    expect(change?.difference).toBeCloseTo(-7 / 40, 12);
    expect(change?.low).toBeLessThan(-7 / 40);
    expect(change?.high).toBeLessThan(0);
    expect(p).toBeCloseTo((2 * (1 + 9)) / 2 ** 9, 12);
    expect(ids.map((one) => `${one.id} ${one.now}`)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `case-${n} wrong`),
      'case-0 right',
    ]);
  });

  it.each([
    [10, 0, 10],
    [11, 0, 10],
    [6, 8, 10],
    [6, 3, 9],
  ])('name at most ten: with %d that broke and %d that came right, %d', (broke, repaired, named) => {
    const found = judge(flipped(60, broke, repaired));
    expect(found).toMatchObject({ broke, repaired });
    expect(found.flipped).toHaveLength(named);
  });

  it.each([
    // Ten tests: 10 · 2 · ½¹⁰ is 0.0195, and 10 · 2 · ½¹¹ is 0.0098.
    [10, 'fine'],
    [11, 'alert'],
  ] as const)('are one of ten tests with nine features: %d flips are %s', (broke, state) => {
    const found = judge(flipped(60, broke), ...Array(9).fill(0.5));
    expect(found).toMatchObject({ state, smallest_drop: 11 / 60 });
    expect(found.p_adjusted).toBeCloseTo(10 * 2 ** (1 - broke), 12);
  });

  it('count after a feature that is surer, as Holm says', () => {
    expect(judge(flipped(40, 8), 0.001, 0.5).p_adjusted).toBeCloseTo(2 * 2 ** -7, 12);
  });

  it('stand alone where there were too few rows for any feature', () => {
    const test = testCanaries(flipped(40, 8));
    const untested = { enough: false, features: [{ p: null }, { p: null }] };
    expect(judgeCanaries(test, untested).p_adjusted).toBeCloseTo(2 ** -7, 12);
    expect(judgeCanaries(test, null).p_adjusted).toBeCloseTo(2 ** -7, 12);
  });

  it.each([
    [
      31,
      0,
      '31 cases, 31 of them right before, show no drop under 25.9 points; 32, with 8 right, would show one of 25 points',
    ],
    [
      7,
      0,
      '7 cases, 7 of them right before, show no drop at all; 32, with 8 right, would show one of 25 points',
    ],
  ])('say of %d cases what they could show', (cases, broke, why) => {
    expect(judge(flipped(cases, broke))).toMatchObject({ state: 'unknown', why_unknown: why });
  });

  it.each([
    [8, 'fine', 8 / 40],
    [7, 'unknown', null],
    [0, 'unknown', null],
  ] as const)('can break only where they were right, as %d of 40 were: %s', (right, state, smallest_drop) => {
    const same = rowsOf(`${'r'.repeat(right)}${'w'.repeat(40 - right)}`);
    expect(judge(canaries(same, same))).toMatchObject({ state, smallest_drop });
  });

  it.each([
    [false, 8 / 40],
    [true, null],
  ])(
    'can break only where they were right each time, where nobody looks (%s)',
    (unattended, smallest_drop) => {
      const twice = [0, 1, 2].flatMap((repeat) =>
        rowsOf((repeat === 0 ? 'w' : 'r').repeat(40)).map((row) => ({ ...row, repeat })),
      );
      const some = { ...canaries(twice, twice), cases: given.cases(40), unattended };
      expect(judge(some).smallest_drop).toBe(smallest_drop);
    },
  );

  it('are too few by the bar that the policy sets', () => {
    expect(judge({ ...flipped(80, 0), most: 0.1 }).state).toBe('fine');
    expect(judge({ ...flipped(79, 0), most: 0.1 }).state).toBe('unknown');
  });

  it.each([
    // Two of 40 are 5 %.
    ['c', 2, 'fine', 38],
    ['c', 3, 'unknown', 37],
    ['n', 3, 'unknown', 37],
    ['c', 20, 'unknown', 20],
    ['c', 40, 'unknown', 0],
  ] as const)('that got no answer (%s) say nothing, %d of 40: %s', (letter, n, state, cases) => {
    const now = `${letter.repeat(n)}${'r'.repeat(40 - n)}`;
    expect(judge(canaries(rowsOf('r'.repeat(40)), rowsOf(now)))).toMatchObject({ state, cases, broke: 0 });
  });

  it.each([
    [38, 'fine'],
    [37, 'unknown'],
  ] as const)('that the last commit never ran say nothing: %d of 40 it did: %s', (there, state) => {
    const some = { ...canaries(rowsOf('r'.repeat(there)), rowsOf('r'.repeat(40))), cases: given.cases(40) };
    expect(judge(some)).toMatchObject({ state, cases: there });
  });

  it.each([
    [false, 0],
    [true, 8],
  ])('have to be right each time where nobody looks (%s): %d broke', (unattended, broke) => {
    const tries = (wrong: number) =>
      [0, 1, 2].flatMap((repeat) =>
        rowsOf(repeat === 0 ? `${'w'.repeat(wrong)}${'r'.repeat(40 - wrong)}` : 'r'.repeat(40)).map(
          (row) => ({
            ...row,
            repeat,
          }),
        ),
      );
    const some = { ...canaries(tries(0), tries(8)), cases: given.cases(40), unattended };
    expect(judge(some)).toMatchObject({ state: 'alert', broke });
  });

  it('say what to look at where nobody could be asked', () => {
    const { why_unknown: why } = judge(canaries(rowsOf('r'.repeat(40)), rowsOf('c'.repeat(40))));
    expect(why).toMatch(/^none of 40 real cases has a verdict on both sides\. Look at `system_error`/);
  });

  it('say why where there is nothing to compare with', () => {
    expect(judge({ ...flipped(40, 8), base: { why: 'nobody committed any' } })).toMatchObject({
      state: 'unknown',
      why_unknown: 'nobody committed any',
      base: null,
      p: null,
      p_adjusted: null,
      change: null,
      smallest_drop: null,
    });
  });

  it('say nothing where none of them is real', () => {
    const invented = { ...flipped(40, 8), cases: given.cases(40, { origin: 'synthetic' }) };
    expect(judge(invented)).toMatchObject({ state: 'unknown', cases: 0, p: null });
    expect(judge(invented).why_unknown).toBe('no case of the eval is a real one. Import real cases');
  });

  it.each([
    // Seven clusters of four that all went one way, and eight.
    [7, 'fine'],
    [8, 'alert'],
  ] as const)('that are alike count by their clusters: %d of 40 broke: %s', (broke, state) => {
    const cluster = (n: number) => ({ cluster: `document-${Math.floor(n / 4)}` });
    const [wrong, right] = ['w'.repeat(broke * 4), 'r'.repeat(160 - broke * 4)];
    const before = rowsOf('r'.repeat(160), cluster);
    const found = judge(canaries(before, rowsOf(`${wrong}${right}`, cluster)));
    expect(found).toMatchObject({ state, broke: broke * 4, smallest_drop: 8 / 40 });
  });

  it('of one document alone tell nothing', () => {
    const cluster = () => ({ cluster: 'document' });
    const found = judge(canaries(rowsOf('r'.repeat(40), cluster), rowsOf('w'.repeat(40), cluster)));
    expect(found).toMatchObject({ state: 'unknown', p: 1, smallest_drop: null });
  });
});

describe('the scores that a judge gave them', () => {
  const scored = (scores: readonly number[]) =>
    scores.map((score, n) => evalRecord({ id: `case-${n}`, verdict: 'pass', score, row: n + 1 }));
  /** Of 40 cases so many lose so much, give or take a hundredth. */
  const sunk = (n: number, by: number) =>
    canaries(
      scored(Array(40).fill(0.9)),
      scored(Array.from({ length: 40 }, (_, i) => (i < n ? 0.9 - by + (i % 3) / 100 : 0.9))),
    );

  it.each([
    [8, 0.3, 'alert'],
    // Too few of them differ.
    [7, 0.3, 'fine'],
    [8, -0.09, 'fine'],
    [0, 0, 'fine'],
  ] as const)('%d of 40 sink by %d while every case passes: %s', (n, by, state) => {
    expect(judge(sunk(n, by))).toMatchObject({ state, broke: 0, change: { difference: 0 } });
  });

  it('tell nothing where so few of them moved that all moving alike is chance', () => {
    const pOf = (n: number) => testCanaries(sunk(n, 0.3)).score?.p;
    expect(pOf(7)).toBe(1);
    expect(pOf(8)).toBeLessThan(0.01);
  });

  it('are a test beside that of the cases', () => {
    const { score, p, smallest_drop } = judge(sunk(8, 0.3));
    // Of two tests: 2 · ½⁹ is 0.0039, under 0.005.
    expect(smallest_drop).toBe(9 / 40);
    expect(p).toBe(1);
    expect(score?.p_adjusted).toBeCloseTo(2 * (score?.p ?? 0), 12);
    expect(score?.difference).toBeCloseTo(-0.0584, 2);
  });

  it('have the p of Student’s t', () => {
    // Differences −0.2 and −0.4 twenty times each: mean −0.3, s = 0.1013, t = −18.73 on 39 degrees of freedom.
    const now = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 0.7 : 0.5));
    const sure = testCanaries(canaries(scored(Array(40).fill(0.9)), scored(now))).score;
    expect(sure?.p).toBeLessThan(1e-15);
    // +0.1 in 6 and −0.1 in 4: mean 0.02, s = √(10 · 0.0096 / 9) = 0.1033, t = 0.6124 on 9 degrees of freedom.
    const even = Array.from({ length: 10 }, (_, i) => (i < 6 ? 1 : 0.8));
    const few = testCanaries(canaries(scored(Array(10).fill(0.9)), scored(even))).score;
    expect(few?.p).toBeCloseTo(0.5554, 4);
  });

  it('are none where one side has none', () => {
    const none = scored(Array(40).fill(0.9)).map((one) => ({ ...one, score: null }));
    expect(judge(canaries(none, scored(Array(40).fill(0.1)))).score).toBeNull();
  });
});
