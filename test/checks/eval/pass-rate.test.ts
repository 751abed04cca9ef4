import { passRate } from '../../../action/checks/eval/pass-rate.ts';
import type { EvalRow } from '../../../action/contract/eval-run.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const { capabilities } = given.manifest().value;
const unattended = { manifest: given.manifest({ capabilities: { ...capabilities, unattended: true } }) };

/** Real cases, where `each` says how an attempt at the n-th differs from a pass; `null` leaves its row out. */
function scored(count: number, each: (n: number, repeat: number) => Partial<EvalRow> | null, repeats = 1) {
  const values = given.caseValues(count);
  const rows = values.flatMap((one, n) =>
    Array.from({ length: repeats }, (_, repeat) => ({ repeat, how: each(n, repeat) })).flatMap(
      ({ repeat, how }) => (how === null ? [] : [given.evalRow(one, { repeat, ...how })]),
    ),
  );
  return { cases: given.rows('eval/cases/all.jsonl', values), results: given.results(rows) };
}
/** `passed` of `count` cases pass. */
const rate = (passed: number, count: number, otherwise: Partial<EvalRow> = { verdict: 'fail' }) =>
  scored(count, (n) => (n < passed ? {} : otherwise));

const twoRowsOf = (id: string, second: Partial<EvalRow>) => {
  const { cases, results } = rate(70, 70);
  const again = given.evalRow(given.evalCase(id), second);
  return { cases, results: given.results([...results.rows.map(({ value }) => value), again]) };
};

const FAIL = { verdict: 'fail' } as const;

tellStories(passRate, { severity: 'critical', blocksFrom: 'pilot' }, [
  {
    it: 'passes at 63 of 70 against 0.80, by the lower bound',
    given: rate(63, 70),
    outcome: 'pass',
    says: '90 % (80–96), 63 of 70; the bar is 80 % on the lower bound.',
  },
  {
    it: 'cannot tell at 62 of 70, and says how many cases could',
    given: rate(62, 70),
    outcome: 'not-proven',
    says: '88.6 % (79–95), 62 of 70; the bar is 80 % on the lower bound: cannot tell yet, at this rate 84 cases could tell.',
  },
  {
    it: 'cannot tell at 45 of 50, which reads 90 %',
    given: rate(45, 50),
    outcome: 'not-proven',
    says: '90 % (78–96), 45 of 50',
  },
  {
    it: 'cannot tell at 10 of 10',
    given: rate(10, 10),
    outcome: 'not-proven',
    says: '100 % (72–100), 10 of 10',
  },
  {
    it: 'says that the rate has to rise where no number of cases would do',
    given: rate(56, 70),
    outcome: 'not-proven',
    says: 'cannot tell yet, the rate itself has to rise',
  },
  {
    it: 'fails when even the upper bound is under the bar',
    given: rate(40, 70),
    outcome: 'fail',
    says: 'missed',
  },
  {
    it: 'passes unattended at 245 of 250',
    given: { ...unattended, ...rate(245, 250) },
    outcome: 'pass',
    says: 'the bar is 95 %',
  },
  {
    it: 'cannot tell unattended at 244 of 250',
    given: { ...unattended, ...rate(244, 250) },
    outcome: 'not-proven',
  },
  {
    it: 'compares with the bar of the policy',
    given: rate(63, 70),
    at: { bars: barsInForce({ version: 1, bars: { 'eval/pass-rate': { reviewed: 0.81 } } }) },
    outcome: 'not-proven',
    says: 'the bar is 81 %',
  },
  {
    it: 'counts a system error as a failure',
    given: rate(62, 70, { verdict: 'system_error', outcome: null }),
    outcome: 'not-proven',
    says: '62 of 70; 8 system errors counted as failures',
  },
  {
    it: 'counts a case without a result as a failure, and names it',
    given: scored(70, (n) => (n < 62 ? {} : null)),
    outcome: 'not-proven',
    says: '62 of 70; 8 cases lack results, which count as failures, such as case-62',
  },
  {
    it: 'fails when there is no result at all',
    given: scored(70, () => null),
    outcome: 'fail',
    says: '0 % (0–6), 0 of 70',
  },
  {
    it: 'does not count an item that went to a person as right, whatever the grader says',
    given: rate(62, 70, { verdict: 'pass', outcome: 'needs_person' }),
    outcome: 'not-proven',
    says: '62 of 70; 8 went to a person',
  },
  {
    it: 'does not count a refusal as right, whatever the grader says',
    given: rate(62, 70, { verdict: 'pass', outcome: 'refused' }),
    outcome: 'not-proven',
    says: '62 of 70',
  },
  {
    it: 'leaves out grader errors of exactly 5 %',
    given: rate(95, 100, { verdict: 'grader_error' }),
    outcome: 'pass',
    says: '100 % (96–100), 95 of 95; 5 grader errors left out',
  },
  {
    it: 'is not proven with one grader error more',
    given: rate(94, 100, { verdict: 'grader_error' }),
    outcome: 'not-proven',
    says: '6 of 100 rows have no verdict (the grader crashed on 6); at most 5 %',
  },
  {
    it: 'leaves out rows without a verdict of exactly 5 %',
    given: rate(95, 100, { verdict: 'no_verdict' }),
    outcome: 'pass',
    says: '5 without a verdict left out',
  },
  {
    it: 'is not proven when failures are hidden as rows without a verdict',
    given: rate(70, 100, { verdict: 'no_verdict' }),
    outcome: 'not-proven',
    says: '30 of 100 rows have no verdict',
  },
  {
    it: 'adds up grader errors and rows without a verdict',
    given: scored(100, (n) => ({ verdict: n < 3 ? 'grader_error' : n < 6 ? 'no_verdict' : 'pass' })),
    outcome: 'not-proven',
    says: '6 of 100 rows',
  },
  {
    it: 'is not proven when the grader crashed on everything',
    given: rate(0, 70, { verdict: 'grader_error' }),
    outcome: 'not-proven',
    says: '70 of 70 rows have no verdict',
  },
  {
    it: 'counts repeats of a case as fewer than as many cases',
    given: scored(20, (n) => (n < 19 ? {} : FAIL), 5),
    outcome: 'not-proven',
    // 19 of 20 cases, each the same five times: worth 20 less one.
    says: '95 % (75–100), 95 of 100 rows from 20 cases, worth 19; the bar',
  },
  {
    it: 'counts repeats that are left out as failures',
    given: scored(100, (n, repeat) => (n < 20 && repeat > 0 ? null : {}), 5),
    outcome: 'not-proven',
    // Squares 80 · 0.8² + 20 · 3.2² = 256, so 500 rows are worth 500 · (0.1344 / 500) / (100/99 · 256 / 500²) = 130.
    says: '84 % (76–90), 420 of 500 rows from 100 cases, worth 130; 20 cases lack results, which count as failures, such as case-0',
  },
  {
    it: 'gains nothing from trying one easy case a hundred times',
    given: scored(70, (n, repeat) => (repeat > 0 && n > 0 ? null : n < 56 ? {} : FAIL), 100),
    outcome: 'fail',
    says: '69 cases lack results',
  },
  {
    it: 'passes, when a person looks first, although half of the cases fail once in five',
    given: scored(100, (n, repeat) => (repeat === n % 10 ? FAIL : {}), 5),
    outcome: 'pass',
    says: '90 % (87–93), 450 of 500 rows from 100 cases',
  },
  {
    it: 'asks for all repeats of a case when it runs unattended',
    given: { ...unattended, ...scored(100, (_, repeat) => (repeat === 4 ? FAIL : {}), 5) },
    outcome: 'fail',
    says: '0 % (0–4), 0 of 100',
  },
  {
    it: 'passes unattended when all repeats of a case pass',
    given: { ...unattended, ...scored(250, () => ({}), 2) },
    outcome: 'pass',
    says: '250 of 250',
  },
  {
    it: 'is not proven by synthetic cases',
    given: (() => {
      const values = given.caseValues(100, { origin: 'synthetic', source_system: null, source_ref: null });
      return { cases: given.rows('eval/cases/all.jsonl', values) };
    })(),
    outcome: 'not-proven',
    says: 'No real case has been scored; synthetic ones do not count.',
  },
  { it: 'is not proven without cases', given: { cases: [] }, outcome: 'not-proven', says: 'No real case' },
  {
    it: 'is not proven when rows are about cases that are not there',
    given: twoRowsOf('case-of-old', {}),
    outcome: 'not-proven',
    says: '1 of 71 result rows are about cases that eval/cases does not have, such as case-of-old',
  },
  {
    it: 'is not proven when a row stands twice',
    given: twoRowsOf('case-3', { verdict: 'pass' }),
    outcome: 'not-proven',
    says: '1 result rows stand twice, such as case-3, repeat 0',
  },
  ...(['cases', 'source', 'prompts', 'grader'] as const).map((kind) => ({
    it: `is not proven by results for another ${kind}`,
    given: { results: given.results([], {}, { [kind]: given.digest('9') }) },
    outcome: 'not-proven' as const,
    says: `about other ${kind} than`,
  })),
]);
