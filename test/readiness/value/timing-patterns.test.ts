import { describe, expect, it } from 'vitest';
import { overlapping, timingPatterns } from '../../../action/readiness/value/timing-patterns.ts';
import { normalDraw } from '../../../action/statistics/gamma-draw.ts';
import { randomFrom } from '../../../action/statistics/random.ts';
import { given } from '../../given.ts';

type Each = Parameters<typeof given.timings>[1];
const found = (count: number, each: Each) => timingPatterns(given.timings(count, each).rows);
const whats = (count: number, each: Each) => found(count, each).map((one) => one.what);
const heaped = (count: number) => (n: number) => (n < count ? { seconds: 300 * (n + 1) } : {});

describe('timings that people take', () => {
  it('show no pattern', () => {
    expect(whats(20, () => ({}))).toEqual([]);
    expect(whats(0, () => ({}))).toEqual([]);
  });
});

describe('heaps at five minutes', () => {
  it('are seen at exactly half of 20 rows', () => {
    expect(whats(20, heaped(10))).toEqual(['10 of 20 durations are exact multiples of five minutes']);
  });

  it('are not seen below half', () => {
    expect(whats(20, heaped(9))).toEqual([]);
  });

  it('are not seen in 19 rows', () => {
    expect(whats(19, heaped(19))).toEqual([]);
  });

  it('need half of an odd number: 11 of 21', () => {
    expect(whats(21, heaped(10))).toEqual([]);
    expect(whats(21, heaped(11))).toHaveLength(1);
  });

  it('name their rows', () => {
    expect(found(20, heaped(10))[0]?.rows.map((row) => row.line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('are seen in the time that was worked, without interruptions', () => {
    expect(whats(20, (n) => (n < 10 ? { seconds: 300 * (n + 1) + 17, interrupted_s: 17 } : {}))).toHaveLength(
      1,
    );
  });
});

describe('durations that are the same', () => {
  it('are seen in three to the second', () => {
    expect(whats(8, (n) => (n < 3 ? { seconds: 421 } : {}))).toEqual(['3 durations are 421 s to the second']);
  });

  it('are not seen in two', () => {
    expect(whats(8, (n) => (n < 2 ? { seconds: 421 } : {}))).toEqual([]);
  });

  it('are chance in whole minutes', () => {
    expect(whats(8, (n) => (n < 3 ? { seconds: 420 } : {}))).toEqual([]);
  });

  it('are no chance in whole minutes when no row differs', () => {
    expect(whats(5, () => ({ seconds: 420 }))).toEqual(['5 durations are 420 s to the second']);
    expect(whats(2, () => ({ seconds: 420 }))).toEqual([]);
  });

  it('are told for each duration', () => {
    expect(whats(8, (n) => ({ seconds: n < 4 ? 421 : 777 }))).toHaveLength(2);
  });
});

describe('durations that are the same among many', () => {
  /** Rows of `step` seconds apart, in which so many are 421 s. */
  const same = (count: number, step: number, copies: number) =>
    whats(count, (n) => ({ seconds: n < copies ? 421 : 302 + step * n })).filter((what) =>
      what.includes('to the second'),
    );

  it.each([
    // Up to 20 rows three are no chance.
    [20, 37, 2, 0],
    [20, 37, 3, 1],
    // however close to each other they are,
    [20, 3, 3, 1],
    // 21 rows with a deviation of 237 s: 0.035 of them a second at the top, so three in one of 1,000 s at 0.007.
    [21, 37, 2, 0],
    [21, 37, 3, 1],
    // 40 rows with a deviation of 37 s: 0.43 a second, so five in one of 150 s at 0.01 and more, six below.
    [40, 3, 5, 0],
    [40, 3, 6, 1],
    // 60 rows with a deviation of 900 s: 0.027 a second, in one of 3,600 three at 0.011 and four at 0.0001.
    [60, 51, 3, 0],
    [60, 51, 4, 1],
    // and two always are one.
    [21, 3_000, 2, 0],
  ])('in %d rows, %d s apart, of which %d are copies are told %d times', (count, step, copies, told) => {
    expect(same(count, step, copies)).toHaveLength(told);
  });

  it('are a chance of under 2 % among honest durations, few or many', () => {
    const random = randomFrom('honest stopwatches');
    const durations = (count: number, sigma: number) =>
      given.hand(count, () => ({ seconds: Math.round(500 * Math.exp(sigma * normalDraw(random))) })).rows;
    const suspected = (count: number, sigma: number) =>
      Array.from({ length: 400 }, () => timingPatterns(durations(count, sigma))).filter((found) =>
        found.some(({ what }) => what.includes('to the second')),
      ).length / 400;
    for (const [count, sigma] of [
      [21, 0.3],
      [50, 0.2],
      [120, 0.3],
      [200, 0.5],
    ] as const)
      expect(suspected(count, sigma), `${count} rows`).toBeLessThan(0.02);
  });
});

describe('durations that hardly differ', () => {
  /** Every other row at 600 s less `d`, the rest at 600 s plus `d`: of ten, the deviation is d · √(10/9). */
  const flat = (count: number, d: number) =>
    whats(count, (n) => ({ seconds: 600 + (n % 2 === 0 ? -d : d) })).filter((what) =>
      what.includes('variation'),
    );

  it('are seen at a coefficient of variation of 0.049', () => {
    expect(flat(10, 28)).toEqual(['the durations hardly differ (coefficient of variation 0.049)']);
  });

  it('are not seen at 0.051', () => {
    expect(flat(10, 29)).toEqual([]);
  });

  it('are not looked for in nine rows', () => {
    expect(flat(9, 0)).toEqual([]);
  });
});

describe('one person in two places', () => {
  const at = (...spans: [person: string, start: string, minutes: number][]) =>
    whats(spans.length, (n) => {
      const [performer, start, minutes] = spans[n] as [string, string, number];
      return { performer, started_at: `2026-11-16T${start}:00Z`, seconds: minutes * 60 + n };
    });

  it('is seen when a case starts before the last one stopped', () => {
    expect(at(['ann', '09:00', 10], ['ann', '09:09', 7])).toEqual(['ann was timed on two cases at once']);
  });

  it('is not seen when one follows the other at once', () => {
    expect(at(['ann', '09:00', 10], ['ann', '09:10', 7])).toEqual([]);
  });

  it('is not seen in two people', () => {
    expect(at(['ann', '09:00', 10], ['bob', '09:05', 7])).toEqual([]);
  });

  it('is seen when the name is spelt otherwise', () => {
    expect(at(['ann', '09:00', 10], ['Ann ', '09:05', 7])).toHaveLength(1);
  });

  it('is seen in whatever order the rows stand', () => {
    expect(at(['ann', '09:05', 7], ['ann', '09:00', 10])).toHaveLength(1);
  });

  it('is seen when two cases start together', () => {
    expect(at(['ann', '09:00', 10], ['ann', '09:00', 3])).toHaveLength(1);
  });

  it('is seen when a long case spans two others', () => {
    expect(at(['ann', '09:00', 60], ['ann', '09:10', 7], ['ann', '09:30', 9])).toHaveLength(2);
  });

  it('is told with the two rows, of whatever file', () => {
    const [first, second] = given.timings(2, () => ({
      performer: 'ann',
      started_at: '2026-11-16T09:00:00Z',
    })).rows;
    const elsewhere = { ...(second as NonNullable<typeof second>), file: 'x.csv' };
    expect(overlapping([elsewhere, first as NonNullable<typeof first>])).toEqual([
      { what: 'ann was timed on two cases at once', rows: [elsewhere, first] },
    ]);
  });
});
