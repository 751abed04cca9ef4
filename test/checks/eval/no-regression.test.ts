import { describe, expect, it } from 'vitest';
import { noRegression } from '../../../action/checks/eval/no-regression.ts';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import type { EvalRow, RowVerdict } from '../../../action/contract/eval-run.ts';
import { type EvalRecord, evalRecord } from '../../../action/readiness/eval/eval-record.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const FILE = 'eval/cases/all.jsonl';

/** How the n-th case ends: the verdicts of its attempts, one letter each. `-` is a case without a result. */
const LETTERS: Readonly<Record<string, RowVerdict>> = {
  p: 'pass',
  f: 'fail',
  s: 'system_error',
  g: 'grader_error',
  n: 'no_verdict',
};
type Ends = (n: number) => string;
type Change = (n: number) => Partial<EvalRecord>;

const recordsOf = (cases: readonly EvalCase[], ends: Ends, change: Change = () => ({})): EvalRecord[] =>
  cases.flatMap(({ id }, n) =>
    [...ends(n)]
      .filter((letter) => letter !== '-')
      .map((letter, repeat) =>
        evalRecord({ id, verdict: LETTERS[letter] as RowVerdict, row: n + 1, repeat, ...change(n) }),
      ),
  );

type Scene = {
  before: Ends;
  now: Ends;
  /** The cases at the base, and now where they differ. */
  cases?: EvalCase[];
  casesNow?: EvalCase[];
  change?: Change;
  unattended?: boolean;
};
const { capabilities } = given.manifest().value;

/** A pull request on a base with results, case by case. */
function pr({ before, now, cases = given.caseValues(140), casesNow = cases, change, unattended }: Scene) {
  const base = given.base({
    cases: given.rows(FILE, cases),
    rows: given.recordRows(recordsOf(cases, before, change)),
  });
  return {
    cases: given.rows(FILE, casesNow),
    results: given.results(recordsOf(casesNow, now, change)),
    change: given.change({ base }),
    manifest: given.manifest({ capabilities: { ...capabilities, unattended: unattended ?? false } }),
  };
}

/** The first `broke` cases break, the next `repaired` are repaired, all others stay right. */
const flips = (broke: number, repaired: number, more: Partial<Scene> = {}) =>
  pr({
    before: (n) => (n >= broke && n < broke + repaired ? 'f' : 'p'),
    now: (n) => (n < broke ? 'f' : 'p'),
    ...more,
  });

const regression = given.caseValues(5, { suite: 'regression' }, 'old-bug');
const suite = (before: Ends, now: Ends) => pr({ cases: regression, before, now });
const always = () => 'p';
const leaving = (casesNow: EvalCase[], approved: string[] = [], approver = 'Olga Owner') => ({
  ...pr({ cases: regression, casesNow, before: always, now: always }),
  caseChanges: given.rows(
    'eval/CHANGES.jsonl',
    approved.map((id) => given.caseChange(id, approver)),
  ),
});
const demoted = regression.map((one, n): EvalCase => (n === 3 ? { ...one, suite: 'capability' } : one));
const inSlices = given
  .caseValues(140)
  .map((one, n) => ({ ...one, slices: [n < 20 ? 'refunds' : 'others', n % 2 === 0 ? 'even' : 'odd'] }));

tellStories(noRegression, { severity: 'medium', blocksFrom: 'pilot' }, [
  {
    it: 'passes when nothing changed, and says what these cases could show',
    given: flips(0, 0),
    outcome: 'pass',
    says: 'Nothing broke and nothing was repaired; 0.0 points (−2.7…+2.7) over 140 cases, mid-p 1.000 (exact 1.000); these cases could show a drop of 4.3 points or more; base: the tree of the base.',
  },
  {
    it: 'names what broke and what was repaired, and cannot tell from four',
    given: flips(3, 1),
    outcome: 'pass',
    says: '3 broke: case-0, case-1, case-2; 1 repaired: case-3; −1.4 points (−5.4…+2.1) over 140 cases, mid-p 0.375 (exact 0.625); too few cases differ to tell',
  },
  {
    it: 'cannot tell from five that all broke, whatever the mid-p',
    given: flips(5, 0),
    outcome: 'pass',
    says: 'mid-p 0.031 (exact 0.062); too few cases differ to tell',
  },
  {
    it: 'fails when six broke and none was repaired',
    given: flips(6, 0),
    outcome: 'fail',
    says: '6 broke: case-0, case-1, case-2 and 3 more; nothing was repaired; −4.3 points',
  },
  {
    it: 'passes when one of seven was repaired: six to one is no proof',
    given: flips(6, 1),
    outcome: 'pass',
    says: 'mid-p 0.070 (exact 0.125)',
  },
  { it: 'fails at ten to two, by the mid-p', given: flips(10, 2), outcome: 'fail', says: 'mid-p 0.022' },
  {
    it: 'passes when six were repaired',
    given: flips(0, 6),
    outcome: 'pass',
    says: 'Nothing broke; 6 repaired',
  },
  {
    it: 'says that five cases could show nothing',
    given: flips(0, 0, { cases: given.caseValues(5) }),
    outcome: 'pass',
    says: 'so few cases could show no drop at all',
  },
  {
    it: 'takes a case that lost its result for one that broke',
    given: pr({ before: always, now: (n) => (n < 6 ? '-' : 'p') }),
    outcome: 'fail',
    says: '6 broke',
  },
  {
    it: 'takes a system error for a failure',
    given: pr({ before: always, now: (n) => (n < 6 ? 's' : 'p') }),
    outcome: 'fail',
    says: '6 broke',
  },
  {
    it: 'leaves out what has no verdict on one of the sides, and says how much, up to 5 %',
    given: pr({ before: (n) => (n < 3 ? 'n' : 'p'), now: (n) => (n >= 3 && n < 7 ? 'g' : 'p') }),
    outcome: 'pass',
    says: 'over 133 cases, mid-p 1.000 (exact 1.000); these cases could show a drop of 4.6 points or more; 7 have no verdict on one of the sides',
  },
  {
    it: 'is not proven with one more',
    given: pr({ before: (n) => (n < 3 ? 'n' : 'p'), now: (n) => (n >= 3 && n < 8 ? 'g' : 'p') }),
    outcome: 'not-proven',
    says: '8 of 140 cases have no verdict on one of the sides',
  },
  {
    it: 'compares where half of the cases have a result at the base',
    given: pr({ before: (n) => (n < 70 ? 'p' : '-'), now: always }),
    outcome: 'pass',
    says: 'over 70 cases, mid-p 1.000 (exact 1.000); these cases could show a drop of 8.6 points or more; 70 have no result at the base',
  },
  {
    it: 'is not proven where fewer have',
    given: pr({ before: (n) => (n < 69 ? 'p' : '-'), now: always }),
    outcome: 'not-proven',
    says: '71 of 140 cases have no result at the base (the tree of the base)',
  },
  {
    it: 'does not compare a case that asks something else now',
    given: flips(6, 0, {
      casesNow: given.caseValues(140).map((one, n) => (n === 0 ? { ...one, expected: 'none' } : one)),
    }),
    outcome: 'pass',
    says: '5 broke: case-1, case-2, case-3 and 2 more; nothing was repaired; −3.6 points (−8.1…−0.2) over 139 cases, mid-p 0.031 (exact 0.062); too few cases differ to tell; these cases could show a drop of 4.4 points or more; 1 ask something else than at the base',
  },
  {
    it: 'does not see cases that came in with the pull request',
    given: pr({
      cases: given.caseValues(60),
      casesNow: given.caseValues(70),
      before: always,
      now: (n) => (n < 60 ? 'p' : 'f'),
    }),
    outcome: 'pass',
    says: 'Nothing broke and nothing was repaired; 0.0 points (−6.0…+6.0) over 60 cases',
  },
  {
    it: 'says when cases are tried more often than at the base',
    given: pr({ before: always, now: () => 'ppp' }),
    outcome: 'pass',
    says: 'tried 3 times each, at the base 1',
  },
  {
    it: 'counts a case as broken when half of its attempts are wrong',
    given: pr({ before: () => 'pp', now: (n) => (n < 3 ? 'pf' : 'pp') }),
    outcome: 'pass',
    says: '3 broke: case-0, case-1, case-2; nothing was repaired; −1.1 points (−2.3…+0.1) over 140 cases',
  },
  {
    it: 'decides by the interval of the cases where they were repeated',
    given: pr({ before: () => 'ppp', now: (n) => (n < 12 ? 'ppf' : 'ppp') }),
    outcome: 'fail',
    says: 'Nothing broke and nothing was repaired; −2.9 points (−4.4…−1.3) over 140 cases, mid-p 1.000 (exact 1.000); the interval is that of 140 clusters; this is a drop',
  },
  {
    it: 'asks for all attempts where nobody looks',
    given: pr({ before: () => 'ppp', now: (n) => (n < 6 ? 'ppf' : 'ppp'), unattended: true }),
    outcome: 'fail',
    says: '6 broke',
  },
  {
    it: 'does not take the cases of one document for many',
    given: flips(6, 0, { change: (n) => ({ cluster: `document ${Math.floor(n / 6)}` }) }),
    outcome: 'pass',
    says: 'the interval is that of 24 clusters; too few cases differ to tell; these cases could show a drop of 25 points or more',
  },
  {
    it: 'tells nothing where all cases are of one document',
    given: flips(6, 0, { change: () => ({ cluster: 'the only document' }) }),
    outcome: 'pass',
    says: 'too few cases differ to tell',
  },
  {
    it: 'fails for a slice that got worse while the whole did not',
    given: pr({
      cases: inSlices,
      before: (n) => (n >= 100 && n < 108 ? 'f' : 'p'),
      now: (n) => (n < 8 ? 'f' : 'p'),
    }),
    outcome: 'fail',
    says: 'slice refunds got worse: 8 broke, 0 repaired, p 0.016 by Holm',
  },
  {
    it: 'passes for a slice whose p is small only before Holm',
    given: pr({
      cases: inSlices,
      before: (n) => (n === 7 || (n >= 100 && n < 108) ? 'f' : 'p'),
      now: (n) => (n < 7 ? 'f' : 'p'),
    }),
    outcome: 'pass',
    // Refunds: 7 broke and 1 was repaired, a mid-p of 0.039; three slices are asked.
    says: '7 broke: case-0, case-1, case-2 and 4 more; 9 repaired: case-7',
  },
  {
    it: 'shows how scores moved where both sides have them',
    given: (() => {
      const scene = flips(0, 0);
      const scored = scene.results.rows.map(({ value }, n) => ({ ...value, score: n % 2 === 0 ? 0.5 : 0.7 }));
      const base = given.base({
        cases: scene.cases,
        rows: given.recordRows(scored.map((one) => ({ ...one, score: 0.7 }))),
      });
      return { ...scene, results: given.results(scored), change: given.change({ base }) };
    })(),
    outcome: 'pass',
    says: 'mean score −0.100 (−0.117…−0.083)',
  },
  {
    it: 'fails when a regression case broke, alone and among many that were repaired',
    given: suite(
      (n) => (n === 2 ? 'p' : 'f'),
      (n) => (n === 2 ? 'f' : 'p'),
    ),
    outcome: 'fail',
    says: 'Of the suite regression, old-bug-2 broke.',
  },
  {
    it: 'fails when one attempt of several at a regression case is wrong',
    given: suite(
      () => 'pp',
      (n) => (n === 1 ? 'pf' : 'pp'),
    ),
    outcome: 'fail',
    says: 'old-bug-1 broke',
  },
  {
    it: 'fails when a regression case has no result any more',
    given: suite(always, (n) => (n === 1 ? '-' : 'p')),
    outcome: 'fail',
    says: 'old-bug-1 broke',
  },
  {
    it: 'is not proven when a regression case was not judged',
    given: suite(always, (n) => (n === 4 ? 'g' : 'p')),
    outcome: 'not-proven',
    says: 'Of the suite regression, old-bug-4 was not judged.',
  },
  {
    it: 'passes when a regression case fails that failed at the base',
    given: suite(
      (n) => (n === 0 ? 'f' : 'p'),
      (n) => (n === 0 ? 'f' : 'p'),
    ),
    outcome: 'pass',
    says: 'No case of the suite regression broke (5 cases).',
  },
  {
    it: 'fails when a case left the suite',
    given: leaving(demoted),
    outcome: 'fail',
    says: 'old-bug-3 left the suite regression without an entry in eval/CHANGES.jsonl.',
  },
  {
    it: 'fails when a case of the suite was removed',
    given: leaving(regression.slice(1)),
    outcome: 'fail',
    says: 'old-bug-0 left the suite',
  },
  { it: 'passes when somebody else agreed', given: leaving(demoted, ['old-bug-3']), outcome: 'pass' },
  {
    it: 'fails when the author agreed',
    given: leaving(demoted, ['old-bug-3'], 'bea-builder'),
    outcome: 'fail',
  },
  {
    it: 'fails when whoever agreed has a commit in it',
    given: (() => {
      const agreed = leaving(demoted, ['old-bug-3']);
      return { ...agreed, change: { ...agreed.change, proposers: ['Olga Owner'] } };
    })(),
    outcome: 'fail',
    says: 'old-bug-3 left the suite regression',
  },
  {
    it: 'is not applicable without a base, and says why there is none',
    given: { change: given.change({ base: null, reason: 'the first commit' }) },
    outcome: 'not-applicable',
    says: 'There is nothing to compare with: the first commit.',
  },
  {
    it: 'is not applicable on a base with samples only',
    given: { change: given.change({ base: given.base({ cases: given.cases(4, { origin: 'synthetic' }) }) }) },
    outcome: 'not-applicable',
    says: 'The base has no real case and no regression case',
  },
  {
    it: 'is not proven when the base has cases and its results were taken away',
    given: {
      change: given.change({
        base: given.base({
          cases: given.cases(70),
          rows: [],
          resultsFrom: 'nothing at eval/results/run.json',
        }),
      }),
    },
    outcome: 'not-proven',
    says: 'The base has 70 cases to compare with and no results: nothing at eval/results/run.json.',
  },
  {
    it: 'is not proven when the results of the base are about none of its cases',
    given: pr({ before: () => '-', now: always, cases: given.caseValues(70) }),
    outcome: 'not-proven',
    says: 'no results',
  },
  {
    it: 'is not proven when no case has a verdict on both sides',
    given: pr({ before: () => 'n', now: always, cases: given.caseValues(70) }),
    outcome: 'not-proven',
    says: 'None of the 70 real cases of the base has a verdict both there (the tree of the base) and here.',
  },
  {
    it: 'is not proven by results for other code',
    given: { results: given.results([], {}, { source: given.digest('9') }) },
    outcome: 'not-proven',
    says: 'about other source than',
  },
]);

describe('eval/no-regression in the file', () => {
  it('points at the regression case that broke', () => {
    const found = noRegression.evaluate(
      given.evidence(suite(always, (n) => (n === 2 ? 'f' : 'p'))),
      given.circumstances(),
    );
    expect(found).toMatchObject({ location: { file: FILE, line: 3 }, spots: [{ location: { line: 3 } }] });
  });

  it('finds the same in rows of our own', () => {
    const rows = (change: Partial<EvalRow>) =>
      given.recordRows(given.caseValues(8).map((one) => given.evalRow(one, change)));
    const base = given.base({ cases: given.cases(8), rows: rows({}) });
    const found = noRegression.evaluate(
      given.evidence({
        cases: given.cases(8),
        results: { ...given.results([]), rows: rows({ verdict: 'fail' }) },
        change: given.change({ base }),
      }),
      given.circumstances(),
    );
    expect(found).toMatchObject({ outcome: 'fail', message: expect.stringContaining('8 broke') });
  });
});
