import { describe, expect, it } from 'vitest';
import type { EvalRow } from '../../../action/contract/eval-run.ts';
import { scoreEval } from '../../../action/readiness/eval/eval-score.ts';
import { given } from '../../given.ts';

type Attempt = [id: string, repeat?: number, change?: Partial<EvalRow>];
const four = ['a', 'b', 'c', 'd'].map((id) => given.evalCase(id));
const score = (attempts: Attempt[], unattended = false, cases = four, ofRepeats = 0) =>
  scoreEval(
    given.rows('eval/cases/all.jsonl', cases),
    given.recordRows(
      attempts.map(([id, repeat = 0, change = {}]) =>
        given.evalRow(given.evalCase(id), { repeat, ...change }),
      ),
    ),
    { unattended, ofRepeats },
  );
const FAIL = { verdict: 'fail' } as const;
const all: Attempt[] = [['a'], ['b'], ['c'], ['d']];

describe('the score of an eval', () => {
  it('is the share of the cases that passed, with the interval of as many', () => {
    const { estimate } = score([['a'], ['b'], ['c'], ['d', 0, FAIL]]);
    expect(estimate).toMatchObject({ rate: 0.75, passed: 3, rows: 4, cases: 4, effectiveN: 4 });
    // Wilson's interval of 3 of 4.
    expect(estimate?.interval.low).toBeCloseTo(0.301, 3);
    expect(estimate?.interval.high).toBeCloseTo(0.954, 3);
  });

  it('is nothing without a real case', () => {
    expect(score(all, false, []).estimate).toBeNull();
  });

  it('does not see rows of synthetic cases, of cases without their source, or of other suites', () => {
    const others = [
      given.evalCase('b', { origin: 'synthetic' }),
      given.evalCase('c', { source_ref: null }),
      given.evalCase('d', { suite: 'capability' }),
    ];
    const found = score(all, false, [given.evalCase('a'), ...others]);
    expect(found).toMatchObject({ estimate: { rows: 1 }, missing: [], unknown: [] });
  });

  it('counts system errors and missing cases as failures', () => {
    expect(score([['a'], ['b'], ['c', 0, { verdict: 'system_error' }]])).toMatchObject({
      estimate: { rate: 0.5, passed: 2, rows: 4 },
      missing: ['d'],
      systemErrors: 1,
    });
  });

  it('counts nothing at all as nothing right', () => {
    expect(score([])).toMatchObject({
      estimate: { rate: 0, rows: 4 },
      missing: ['a', 'b', 'c', 'd'],
      attempts: 0,
    });
  });

  it.each([
    ['grader_error', { graderErrors: 1, noVerdicts: 0 }],
    ['no_verdict', { graderErrors: 0, noVerdicts: 1 }],
  ] as const)('leaves out a %s, counts it, and does not call its case missing', (verdict, counts) => {
    expect(score([['a'], ['b'], ['c'], ['d', 0, { verdict }]])).toMatchObject({
      estimate: { rate: 1, rows: 3, cases: 3 },
      missing: [],
      attempts: 4,
      ...counts,
    });
  });

  it.each(['needs_person', 'refused'] as const)('does not count a pass that %s', (outcome) => {
    expect(score([['a'], ['b'], ['c'], ['d', 0, { outcome }]])).toMatchObject({ estimate: { passed: 3 } });
  });

  it('counts those who went to a person', () => {
    expect(score([['a'], ['b', 0, { outcome: 'needs_person', verdict: 'fail' }]]).toPerson).toBe(1);
  });

  it('counts a pass whose outcome is not named', () => {
    expect(score([['a', 0, { outcome: null }]])).toMatchObject({ estimate: { passed: 1 } });
  });

  it('names rows of cases that are not there, and does not score them', () => {
    const found = score([...all, ['z']]);
    expect(found.unknown.map((row) => row.value.id)).toEqual(['z']);
    expect(found.estimate).toMatchObject({ rows: 4 });
  });

  it('takes the first of two rows for one attempt, and names the other', () => {
    const found = score([['a', 0, FAIL], ['b'], ['c'], ['d'], ['a']]);
    expect(found.duplicates.map((row) => row.line)).toEqual([5]);
    expect(found.estimate).toMatchObject({ passed: 3, rows: 4 });
  });
});

describe('the score of copies', () => {
  const again = (id: string, like: string) =>
    given.evalCase(id, { input: { text: `The text of “${like}”.` } });
  const copies = [...four, again('b2', 'b'), again('b3', 'b')];

  it('is that of one case, with the mean of what they came to', () => {
    const found = score([['a', 0, FAIL], ['b'], ['c'], ['d'], ['b2'], ['b3', 0, FAIL]], false, copies);
    expect(found).toMatchObject({ copies: 2, estimate: { rows: 4, cases: 4 } });
    expect(found.estimate?.rate).toBeCloseTo((2 + 2 / 3) / 4, 12);
  });

  it('counts a copy that was not run as a failure', () => {
    const found = score([...all, ['b2']], false, copies);
    expect(found).toMatchObject({ missing: ['b3'], estimate: { rows: 4 } });
    expect(found.estimate?.rate).toBeCloseTo((3 + 2 / 3) / 4, 12);
  });

  it('leaves out one that nobody judged', () => {
    const found = score([...all, ['b2', 0, { verdict: 'no_verdict' }], ['b3']], false, copies);
    expect(found).toMatchObject({ noVerdicts: 1, estimate: { rate: 1, rows: 4 } });
  });
});

describe('the score of repeats', () => {
  const twice = (...failing: string[]): Attempt[] =>
    all.flatMap(([id]): Attempt[] => [[id], [id, 1, failing.includes(id) ? FAIL : {}]]);

  it('counts each attempt when a person looks first', () => {
    expect(score(twice('a', 'b'))).toMatchObject({ estimate: { rate: 0.75, passed: 6, rows: 8, cases: 4 } });
  });

  it('counts a case only with all of its attempts when nobody does', () => {
    expect(score(twice('a', 'b'), true)).toMatchObject({
      estimate: { rate: 0.5, passed: 2, rows: 4, cases: 4 },
    });
  });

  it('is due for every case as often as for the one with the most', () => {
    expect(score([...all, ['a', 1], ['a', 2]])).toMatchObject({
      estimate: { rate: 0.5, passed: 6, rows: 12 },
      missing: ['b', 'c', 'd'],
    });
  });

  it('fails a case unattended of which an attempt is missing', () => {
    expect(score(twice().slice(0, -1), true)).toMatchObject({
      estimate: { passed: 3, rows: 4 },
      missing: ['d'],
    });
  });

  it('does not hold a grader error against its case', () => {
    const attempts = twice().map(
      (one): Attempt => (one[0] === 'a' && one[1] === 1 ? ['a', 1, { verdict: 'grader_error' }] : one),
    );
    expect(score(attempts)).toMatchObject({ estimate: { rate: 1, rows: 7 }, missing: [] });
    expect(score(attempts, true)).toMatchObject({ estimate: { rate: 1, rows: 4 } });
  });
});
