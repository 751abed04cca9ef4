import { describe, expect, it } from 'vitest';
import { limitsLoosened } from '../../action/contract/limits.ts';
import { given } from '../given.ts';

const { value: LIMITS } = given.limits();

describe('limits against those of the base', () => {
  it('are loosened where one is higher, and names it with both of its values', () => {
    expect(limitsLoosened(LIMITS, { ...LIMITS, max_steps: 5, monthly_spend: 501 })).toEqual([
      { bar: 'limit max_steps', from: 4, to: 5, loosened: true, field: 'max_steps' },
      { bar: 'limit monthly_spend', from: 500, to: 501, loosened: true, field: 'monthly_spend' },
    ]);
  });

  it.each([
    ['as they are', LIMITS],
    ['lower', { ...LIMITS, max_steps: 3 }],
  ])('are not loosened where they stay %s', (_, now) => {
    expect(limitsLoosened(LIMITS, now)).toEqual([]);
  });
});
