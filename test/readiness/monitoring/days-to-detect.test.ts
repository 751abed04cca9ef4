import { describe, expect, it } from 'vitest';
import { daysToDetect, type Watching } from '../../../action/readiness/monitoring/days-to-detect.ts';
import { newcombeUnpaired } from '../../../action/statistics/newcombe.ts';
import { normalQuantile } from '../../../action/statistics/normal.ts';
import { randomFrom } from '../../../action/statistics/random.ts';

const weekly = (over: Partial<Watching> = {}): Watching => ({
  reference: { n: 80, value: 0.9 },
  worse: 0.7,
  perPeriod: 20,
  periodDays: 7,
  ...over,
});

describe('days to detect', () => {
  it.each([
    ['20 outputs a week, 90 % to 70 %', {}, 14],
    ['10 outputs a week', { perPeriod: 10 }, 28],
    ['100 outputs a week', { perPeriod: 100 }, 7],
    ['20 outputs a day', { periodDays: 1 }, 2],
    ['a rise is a drop the other way round', { reference: { n: 80, value: 0.1 }, worse: 0.3 }, 14],
    ['a perfect reference', { reference: { n: 80, value: 1 }, worse: 0.8 }, 7],
    ['all to nothing', { reference: { n: 80, value: 1 }, worse: 0 }, 7],
    ['a drop of nothing', { worse: 0.9 }, null],
    ['a drop of nothing, without any variance', { reference: { n: 80, value: 1 }, worse: 1 }, null],
    ['a reference too small to tell', { reference: { n: 5, value: 0.9 } }, null],
    ['a period longer than a year', { periodDays: 367, perPeriod: 10_000 }, null],
    ['a period of a leap year', { periodDays: 366, perPeriod: 10_000 }, 366],
  ] as const)('of %s', (_, over, days) => {
    expect(daysToDetect(weekly(over))).toBe(days);
  });

  it.each([
    ['n', { reference: { n: 0, value: 0.9 } }],
    ['perPeriod', { perPeriod: 0 }],
    ['worse', { worse: -0.1 }],
    ['reference', { reference: { n: 80, value: Number.NaN } }],
  ] as const)('refuses an impossible %s by its name', (name, over) => {
    expect(() => daysToDetect(weekly(over))).toThrow(new RegExp(`^${name} is`));
  });

  /** How often 4,000 made-up weeks of outputs show the drop, by another test than the one it is computed from. */
  const foundIn = ({ reference, worse, perPeriod }: Watching, periods: number): number => {
    const random = randomFrom(`drop ${reference.n} ${worse} ${perPeriod} ${periods}`);
    const drawn = (n: number, p: number) => Array.from({ length: n }, random).filter((x) => x < p).length;
    const n = perPeriod * periods;
    const looks = Array.from({ length: 4000 }, () => {
      const [before, after] = [drawn(reference.n, reference.value), drawn(n, worse)];
      const { low, high } = newcombeUnpaired(after, n, before, reference.n, normalQuantile(0.95));
      return worse < reference.value ? high < 0 : low > 0;
    });
    return looks.filter((told) => told).length / looks.length;
  };

  it.each([
    [weekly(), 2],
    [weekly({ reference: { n: 200, value: 0.8 }, worse: 0.65 }), 4],
    [weekly({ reference: { n: 400, value: 0.1 }, worse: 0.2, perPeriod: 30 }), 3],
  ])(
    'agree with made-up outputs: four of five drops are found then, and fewer a period sooner',
    (watching, periods) => {
      expect(daysToDetect(watching)).toBe(periods * 7);
      expect(foundIn(watching, periods)).toBeGreaterThan(0.77);
      expect(foundIn(watching, periods - 1)).toBeLessThan(0.8);
    },
  );
});
