import { describe, expect, it } from 'vitest';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import type { EvalRow } from '../../../action/contract/eval-run.ts';
import { riskCoverage } from '../../../action/readiness/eval/risk-coverage.ts';
import { given } from '../../given.ts';

type Attempt = Partial<EvalRow> & { case?: Partial<EvalCase> };

const answer = (confidence: number | null, verdict: EvalRow['verdict'] = 'pass'): Attempt => ({
  confidence,
  verdict,
  outcome: 'answered',
});
const withheld = (confidence: number | null = 0.5): Attempt => ({
  confidence,
  verdict: 'fail',
  outcome: 'needs_person',
});

/** Each attempt is at a case of its own, unless it names one. */
function curve(attempts: readonly Attempt[]) {
  const cases = attempts.map((attempt, i) => given.evalCase(attempt.id ?? `case-${i}`, attempt.case));
  const rows = attempts.map(({ case: _, ...row }, i) => given.evalRow(cases[i] as EvalCase, row));
  const distinct = [...new Map(cases.map((one) => [one.id, one])).values()];
  return riskCoverage(given.rows('eval/cases/all.jsonl', distinct), given.recordRows(rows));
}

/** Ten answers, three of them wrong: the fifth surest, one of two that are equally sure, and the least sure. */
const TEN: Attempt[] = [
  answer(0.9, 'fail'),
  answer(0.99),
  answer(0.7, 'fail'),
  answer(0.98),
  answer(0.95, 'fail'),
  answer(0.97),
  answer(0.9),
  answer(0.96),
  answer(0.8),
  answer(0.94),
];
const SURE = Array.from({ length: 10 }, (_, i) => answer(0.99 - i / 100));

describe('risk against coverage', () => {
  it('goes from the surest answers to all, and ends where nothing more was answered', () => {
    const found = curve([...TEN, withheld(), withheld(null), { verdict: 'system_error', outcome: null }]);
    const step = (answered: number, wrong: number) => ({
      coverage: answered / 13,
      risk: wrong / answered,
      answered,
      wrong,
    });
    expect(found?.points).toEqual([
      step(1, 0),
      step(2, 0),
      step(3, 0),
      step(4, 0),
      step(5, 1),
      step(6, 1),
      // The two of 0.9 come in together.
      step(8, 2),
      step(9, 2),
      step(10, 3),
    ]);
    expect(found).toMatchObject({ attempts: 13, chosen: step(10, 3), leastSure: 0.7 });
  });

  it('has an area: the mean of the risks at which the answers come in', () => {
    // 0, 0, 0, 0, 1/5, 1/6, 2/8, 2/8, 2/9, 3/10
    expect(curve(TEN)?.aurc).toBeCloseTo(0.138889, 6);
    expect(curve(SURE)?.aurc).toBe(0);
  });

  it('has Wilson’s interval of as many answers around what was chosen', () => {
    // 3 of 10.
    expect(curve(TEN)?.chosen.interval.low).toBeCloseTo(0.1078, 4);
    expect(curve(TEN)?.chosen.interval.high).toBeCloseTo(0.6032, 4);
  });

  it('has a wider one where the same few cases were tried again and again', () => {
    const again = TEN.flatMap((one, i) => [0, 1].map((repeat) => ({ ...one, id: `case-${i}`, repeat })));
    const found = curve(again);
    expect(found?.chosen).toMatchObject({ answered: 20, wrong: 6, risk: 0.3 });
    // Wilson's of 0.3 with 9, which twenty answers to ten cases are worth; of 20 it would be 0.1455.
    expect(found?.chosen.interval.low).toBeCloseTo(0.1021, 4);
  });

  it.each([
    ['10 answers', SURE, 10],
    ['9 answers', SURE.slice(1), undefined],
    ['9 answers and one that was withheld', [...SURE.slice(1), withheld()], undefined],
    ['9 answers and one without a confidence', [...SURE.slice(1), answer(null)], undefined],
    ['9 answers and one that nobody could grade', [...SURE.slice(1), answer(0.9, 'grader_error')], undefined],
    ['10 answers and one without a confidence', [...SURE, answer(null)], 10],
    [
      '10 answers and one of a synthetic case',
      [...SURE, { ...answer(0.9), case: { origin: 'synthetic' } }],
      10,
    ],
    ['10 answers and one of another suite', [...SURE, { ...answer(0.9), case: { suite: 'regression' } }], 10],
    [
      '10 answers and one that stands twice',
      [...SURE.map((one, i) => ({ ...one, id: `case-${i}` })), { ...answer(0.9), id: 'case-0' }],
      10,
    ],
    ['10 answers of a tool that names no outcome', SURE.map((one) => ({ ...one, outcome: null })), 10],
    ['10 answers and one that was withheld', [...SURE, withheld()], 11],
    ['10 answers and one that was refused', [...SURE, { ...withheld(), outcome: 'refused' }], 11],
  ] as [string, Attempt[], number | undefined][])('counts %s', (_, attempts, expected) => {
    expect(curve(attempts)?.attempts).toBe(expected);
  });
});
