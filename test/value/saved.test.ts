import { describe, expect, it } from 'vitest';
import { binomialCdf } from '../../action/statistics/binomial.ts';
import { savedBy } from '../../action/value/saved.ts';
import { simulate } from '../../action/value/simulate.ts';
import { inputs, timed } from './a-case.ts';

/** 10 and 30 minutes in turn: two people who take turns each take always the same. */
const TURNS = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 10 : 30));
const study = { seed: 'a study', withPoc: timed([5, 5, 5]) };

describe('the minutes saved', () => {
  it('are the difference of means, and the same with and without money', () => {
    const { saved, savedP10 } = simulate(inputs());
    expect(savedBy(inputs())).toEqual({ ...saved, p10: savedP10 });
    expect(saved.difference).toBe(12);
    expect(saved.low).toBeLessThan(savedP10);
    expect(savedP10).toBeLessThan(12);
    expect(saved.high).toBeGreaterThan(12);
  });

  it('of one or two people follow the rows: a mean of 20 rows is 10 + Bin(20, ½), less 5', () => {
    for (const people of [1, 2]) {
      const { low, p10, high } = savedBy({ ...study, today: timed(TURNS, people) });
      // Bin is 7 at P10, 6 and 14 at the ends of 95 %, by the shares below.
      expect([low, p10, high]).toEqual([11, 12, 19]);
    }
    expect([binomialCdf(5, 20, 0.5), binomialCdf(6, 20, 0.5)]).toEqual([
      expect.closeTo(0.0207, 4),
      expect.closeTo(0.0577, 4),
    ]);
    expect(binomialCdf(7, 20, 0.5)).toBeCloseTo(0.1316, 4);
    expect([binomialCdf(13, 20, 0.5), binomialCdf(14, 20, 0.5)]).toEqual([
      expect.closeTo(0.9423, 4),
      expect.closeTo(0.9793, 4),
    ]);
  });

  it('of three people follow the people: three who each take always the same', () => {
    const minutes = [10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30];
    // Of 27 equally likely draws of three people 1 has the mean 10, 3 have 13⅓, 6 have 16⅔: P10 is 13⅓, less 5.
    const { low, p10, high } = savedBy({ ...study, today: timed(minutes, 3) });
    expect([low, p10, high]).toEqual([5, expect.closeTo(25 / 3, 9), 25]);
    // Taken for the rows of two people the same minutes look surer.
    expect(savedBy({ ...study, today: timed(minutes, 2) }).low).toBeGreaterThan(7);
  });

  it('draw the rows of a drawn person too', () => {
    const { low, high } = savedBy({ ...study, today: timed([...TURNS].sort(), 4) });
    expect(low).toBeGreaterThan(5);
    expect(high).toBeLessThan(25);
    expect(high).toBeGreaterThan(low);
  });

  it('weigh a person by their rows, as the mean does', () => {
    // (9 × 10 + 2 × 40) / 11 rows.
    const today = [
      ...Array.from({ length: 9 }, () => ({ person: 'a', minutes: 10 })),
      { person: 'b', minutes: 40 },
      { person: 'c', minutes: 40 },
    ];
    const { difference, low, p10 } = savedBy({ ...study, today });
    expect(difference).toBeCloseTo(170 / 11 - 5, 9);
    // Of 27 draws of people 1 is a three times, mean 10; 6 are a twice: (18 × 10 + 40) / 19 rows.
    expect([low, p10]).toEqual([5, expect.closeTo(220 / 19 - 5, 9)]);
  });

  it('of rows that are all the same are certain', () => {
    expect(savedBy({ ...study, today: timed([9, 9, 9, 9]) })).toEqual({
      difference: 4,
      low: 4,
      high: 4,
      p10: 4,
    });
  });

  it('of rows whose first and last are the same are not', () => {
    const { low, high } = savedBy({ ...study, today: timed([9, 30, 9]) });
    expect([low, high]).toEqual([4, 25]);
  });

  it('do not exist without rows', () => {
    expect(() => savedBy({ ...study, today: [] })).toThrow('today is empty; expected one timed case or more');
  });
});
