import { describe, expect, it } from 'vitest';
import { errorCost } from '../../../action/checks/baseline/error-cost.ts';
import type { CheckedCase } from '../../../action/contract/study.ts';
import { given } from '../../given.ts';
import { type Story, tellStories } from '../story.ts';

const baseline = given.baseline({ value: given.money() });
/** So many checked cases, with the priced error; each is given what is particular about it. */
const checked = (count: number, each: (n: number) => Partial<CheckedCase> = () => ({})) => ({
  baseline,
  checkedCases: {
    file: 'baseline/errors.csv',
    rows: given.rows(
      'baseline/errors.csv',
      Array.from({ length: count }, (_, n) => given.checkedRow(n, each(n))),
    ),
  },
});
const at = (n: number, change: Partial<CheckedCase>) => (i: number) => (i === n ? change : {});

const counts: Story[] = (
  [
    [49, 'not-proven', '49 of 50 finished cases were looked at again by somebody else.'],
    [50, 'pass', 'of 50) of today’s work is wrong'],
    [51, 'pass', 'of 51) of today’s work is wrong'],
    [0, 'not-proven', '0 of 50 finished cases'],
  ] as const
).map(([count, outcome, says]) => ({
  it: `is ${outcome} at ${count} cases`,
  given: checked(count),
  outcome,
  says,
}));

tellStories(errorCost, { severity: 'high', blocksFrom: 'pilot' }, [
  ...counts,
  {
    it: 'prints the rate with its interval and count, the kinds of mistake, and what one costs',
    given: checked(50),
    outcome: 'pass',
    // Wilson's interval of 5 of 50 is 4.35 to 21.36 %.
    says: '10 % (4–22, 5 of 50) of today’s work is wrong, most often wrong queue (5); one costs €20 to €60, likely €35 (credit notes of 2025).',
  },
  {
    it: 'says what none wrong in 50 leaves possible, and never 0 %',
    given: checked(50, () => ({ wrong: 'no', class: '' })),
    outcome: 'pass',
    says: 'At most 6 % (0 of 50) of today’s work is wrong; one costs',
  },
  {
    it: 'names the three most frequent kinds, and mistakes of no kind',
    given: checked(60, (n) => ({
      wrong: n < 10 ? 'yes' : 'no',
      class: ['a', 'a', 'a', 'a', '', '', '', 'b', 'b', 'c'][n] ?? '',
    })),
    outcome: 'pass',
    says: 'most often a (4), no class (3), b (2); one',
  },
  {
    it: 'does not count what was done with the POC as today’s work',
    given: checked(50, at(49, { arm: 'with_poc' })),
    outcome: 'not-proven',
    says: '49 of 50',
  },
  {
    it: 'is not proven when one row was checked by whoever did it, however that is spelt',
    given: checked(51, at(3, { checked_by: ' Person-0' })),
    outcome: 'not-proven',
    says: '1 of 51 rows were checked by whoever did them.',
  },
  {
    it: 'is not proven when the checker is the one who was timed on the case by hand',
    given: {
      ...checked(51, at(3, { case_ref: 'hand-2', performer: 'somebody', checked_by: 'Person-2' })),
      timings: given.hand(),
    },
    outcome: 'not-proven',
    says: '1 of 51 rows were checked by whoever was timed on them.',
  },
  {
    it: 'is not proven when the checker is the one who was timed on the case with the POC',
    given: {
      ...checked(51, at(3, { case_ref: 'poc-2', performer: 'x', checked_by: 'person-2', arm: 'with_poc' })),
      assisted: given.assisted(),
    },
    outcome: 'not-proven',
    says: 'were checked by whoever was timed on them',
  },
  {
    it: 'lets somebody check a case on which another was timed',
    given: { ...checked(51, at(3, { case_ref: 'hand-2' })), timings: given.hand() },
    outcome: 'pass',
  },
  {
    it: 'is not proven when a case is there twice',
    given: checked(52, at(51, { case_ref: 'checked-0' })),
    outcome: 'not-proven',
    says: '1 of 52 rows are of a case that another row is of too.',
  },
  {
    it: 'lets one case be checked once each way',
    given: checked(52, at(51, { case_ref: 'checked-0', arm: 'with_poc' })),
    outcome: 'pass',
  },
  {
    it: 'is not proven when a case that was done with the POC counts as done by hand',
    given: { ...checked(51, at(3, { case_ref: 'poc-0' })), assisted: given.assisted(1) },
    outcome: 'not-proven',
    says: '1 of 51 rows count as done by hand, and were done with the POC.',
  },
  {
    it: 'lets a case that was done with the POC count as that',
    given: { ...checked(51, at(50, { case_ref: 'poc-0', arm: 'with_poc' })), assisted: given.assisted(1) },
    outcome: 'pass',
  },
  {
    it: 'lets a case of the study that was done by hand count as done by hand',
    given: {
      ...checked(51, at(3, { case_ref: 'poc-0' })),
      assisted: given.assisted(1, () => ({ arm: 'by_hand' })),
    },
    outcome: 'pass',
  },
  {
    it: 'is not proven while nobody has priced an error',
    given: { ...checked(50), baseline: given.baseline({ value: given.money({ cost_per_error: null }) }) },
    outcome: 'not-proven',
    says: '10 % (4–22, 5 of 50) of today’s work is wrong, and nobody has priced an error.',
  },
  {
    it: 'is not proven without any money',
    given: { ...checked(50), baseline: given.baseline() },
    outcome: 'not-proven',
    says: 'nobody has priced an error',
  },
]);

describe('baseline/error-cost in the file', () => {
  it('points at each row that is wrong', () => {
    const rows = checked(51, (n) => (n < 2 ? { checked_by: `person-${n}` } : {}));
    expect(errorCost.evaluate(given.evidence(rows), given.circumstances())).toMatchObject({
      location: { file: 'baseline/errors.csv', line: 1 },
      spots: [1, 2].map((line) => ({ location: { line } })),
      remedy: 'Have somebody else look at them.',
    });
  });

  it('points at the price that is missing', () => {
    const value = given.money({ cost_per_error: null });
    const document = { ...given.baseline({ value }), lines: { value: 9, 'value.cost_per_error': 12 } };
    const finding = errorCost.evaluate(
      given.evidence({ ...checked(50), baseline: document }),
      given.circumstances(),
    );
    expect(finding).toMatchObject({ location: { file: 'baseline.yaml', line: 12 } });
  });
});
