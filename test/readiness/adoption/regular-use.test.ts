import { describe, expect, it } from 'vitest';
import { regularUse } from '../../../action/readiness/adoption/regular-use.ts';
import { usePatterns } from '../../../action/readiness/adoption/use-patterns.ts';
import { cpuTime } from '../../cpu-time.ts';
import { given } from '../../given.ts';

/** Cases begun on one day after gaps of so many seconds. */
const day = (gaps: readonly number[], date = '2026-11-18') => {
  let at = Date.parse(`${date}T09:00:07Z`);
  return given.rows(
    'usage/x.jsonl',
    [0, ...gaps].map((gap, n) => {
      at += gap * 1000;
      return given.usageEvent(n, { case_ref: `${date}-${n}`, ts: new Date(at).toISOString() });
    }),
  );
};
/** Ten gaps around 600 s, five under and five over it, none of them alike. */
const around = (apart: number): number[] =>
  Array.from({ length: 10 }, (_, n) => 600 + (n % 2 === 0 ? -1 : 1) * (apart + n));
const patterns = (rows: ReturnType<typeof day>) => regularUse(rows, rows).map(({ what }) => what);

describe('use as regular as a machine’s', () => {
  it('has gaps with a coefficient of variation under 0.1', () => {
    expect(patterns(day(around(51)))).toEqual([expect.stringContaining('(coefficient of variation 0.09')]);
  });

  it('is not that of gaps that spread by more', () => {
    expect(patterns(day(around(53)))).toEqual([]);
  });

  it('is told from a pause over night', () => {
    const two = [...day(around(51).slice(0, 5), '2026-11-17'), ...day(around(51).slice(5), '2026-11-18')];
    expect(patterns(two)).toHaveLength(1);
  });

  it('is not shown by several events of one case', () => {
    const once = day(around(200));
    const often = once.flatMap((row) =>
      [0, 1, 2].map((n) => ({
        ...row,
        value: { ...row.value, ts: new Date(Date.parse(row.value.ts) + n * 1000).toISOString() },
      })),
    );
    expect(patterns(often)).toEqual([]);
  });

  it('is shown by events at one second, which nothing spreads', () => {
    expect(patterns(day(Array.from({ length: 10 }, () => 0)))).toEqual([
      expect.stringContaining('are 0 s to the second'),
    ]);
  });

  it('takes no time for long exports', async () => {
    const gaps = Array.from({ length: 20_000 }, (_, n) => 1 + ((n * n * 37) % 7));
    expect(await cpuTime(() => patterns(day(gaps)))).toBeLessThan(2000);
  });

  it('takes no time either for ever the same case in a minute', async () => {
    const rows = given.rows(
      'usage/x.jsonl',
      Array.from({ length: 20_000 }, (_, n) =>
        given.usageEvent(0, {
          user: 'user-1',
          ts: new Date(Date.parse('2026-11-18T09:00:00Z') + n).toISOString(),
        }),
      ),
    );
    expect(await cpuTime(() => expect(usePatterns(rows, rows, [])).toEqual([]))).toBeLessThan(2000);
  });
});
