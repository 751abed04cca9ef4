import { describe, expect, it } from 'vitest';
import { type ArmSize, type Grade, gradeOf, type Study } from '../../action/value/grade.ts';

const arm = (n: number, people: number): ArmSize => ({ n, people });

describe('the grade of a study', () => {
  it.each<[Grade, string, Study['comparison'], ArmSize, ArmSize]>([
    ['A', 'a coin and 30 in both of two people', 'coin_flip', arm(30, 2), arm(30, 2)],
    ['C', 'a coin and 30 in both, today of one person', 'coin_flip', arm(30, 1), arm(30, 2)],
    ['C', 'a coin and 30 in both, with the POC of one person', 'coin_flip', arm(30, 2), arm(30, 1)],
    ['B', 'a coin and 29 today', 'coin_flip', arm(29, 3), arm(30, 3)],
    ['B', 'a coin and 29 with the POC', 'coin_flip', arm(30, 3), arm(29, 3)],
    ['C', 'a coin, 29 and two people', 'coin_flip', arm(29, 2), arm(30, 3)],
    ['B', 'before and after, however many', 'before_after', arm(300, 9), arm(300, 9)],
    ['B', 'before and after, 20 and three people', 'before_after', arm(20, 3), arm(20, 3)],
    ['C', '19 today', 'before_after', arm(19, 3), arm(20, 3)],
    ['C', '19 with the POC', 'before_after', arm(20, 3), arm(19, 3)],
    ['C', 'two people today', 'before_after', arm(20, 2), arm(20, 3)],
    ['C', 'two people with the POC', 'before_after', arm(20, 3), arm(20, 2)],
    ['C', 'one case each', 'before_after', arm(1, 1), arm(1, 1)],
    ['D', 'nothing today', 'before_after', arm(0, 0), arm(48, 4)],
    ['D', 'nothing with the POC', 'coin_flip', arm(48, 4), arm(0, 0)],
    ['D', 'nothing at all', null, arm(0, 0), arm(0, 0)],
  ])('is %s for %s', (expected, _, comparison, today, withPoc) => {
    expect(gradeOf({ comparison, today, withPoc })).toBe(expected);
  });
});
