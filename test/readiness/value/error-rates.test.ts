import { describe, expect, it } from 'vitest';
import type { CheckedCase } from '../../../action/contract/study.ts';
import { checkedByOthers, errorRate } from '../../../action/readiness/value/error-rates.ts';
import { given } from '../../given.ts';

const looked = (...rows: Partial<CheckedCase>[]) =>
  given.rows(
    'baseline/errors.csv',
    rows.map((row, n) => given.checkedRow(n, row)),
  );

describe('how often the work is wrong', () => {
  it('is the share of what others looked at, with its interval', () => {
    const rows = looked({ wrong: 'yes' }, {}, {}, { checked_by: 'PERSON-0', wrong: 'yes' });
    expect(errorRate(rows, 'by_hand')).toMatchObject({ wrong: 1, checked: 3, rate: 1 / 3 });
    // Wilson's interval of 1 of 3.
    expect(errorRate(rows, 'by_hand')?.interval).toMatchObject({
      low: expect.closeTo(0.0615, 4),
      high: expect.closeTo(0.7923, 4),
    });
  });

  it('is not known where nobody else looked', () => {
    expect(errorRate(looked({ checked_by: 'person-0' }), 'by_hand')).toBeNull();
    expect(errorRate(looked({}), 'with_poc')).toBeNull();
  });

  it('is that of one way of doing it', () => {
    const rows = looked({ wrong: 'yes' }, { arm: 'with_poc' });
    expect([errorRate(rows, 'by_hand')?.rate, errorRate(rows, 'with_poc')?.rate]).toEqual([1, 0]);
  });

  it('takes a case once, by its first row: a second look does not mend it', () => {
    const rows = looked({ case_ref: 'a', wrong: 'yes' }, { case_ref: 'b' }, { case_ref: 'a', wrong: 'no' });
    expect(errorRate(rows, 'by_hand')).toMatchObject({ wrong: 1, checked: 2 });
    expect(new Set(checkedByOthers(rows, 'by_hand').map((row) => row.line))).toEqual(new Set([1, 2]));
  });

  it('takes the first look of somebody else where the first was one’s own', () => {
    const rows = looked({ case_ref: 'a', checked_by: 'person-0' }, { case_ref: 'a', wrong: 'yes' });
    expect(errorRate(rows, 'by_hand')).toMatchObject({ wrong: 1, checked: 1 });
  });
});
