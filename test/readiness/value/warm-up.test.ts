import { describe, expect, it } from 'vitest';
import type { Timing } from '../../../action/contract/timings.ts';
import { peopleIn, separateWarmUp } from '../../../action/readiness/value/warm-up.ts';
import { given } from '../../given.ts';

/** Cases of one person unless told otherwise, each a minute after the other, as `counted | warm-up`. */
function separated(count: number, most: number, each: (n: number) => Partial<Timing> = () => ({})): string {
  const { rows } = given.hand(count, (n) => ({
    performer: 'ann',
    started_at: `2026-09-21T09:${String(n).padStart(2, '0')}:00Z`,
    ...each(n),
  }));
  const { counted, warmUp } = separateWarmUp(rows, most);
  const lines = (some: typeof rows) => some.map((row) => row.line).join(' ');
  return `${lines(counted)} | ${lines(warmUp)}`;
}

describe('warm-up', () => {
  it.each([
    [0, ' | '],
    [1, '1 | '],
    [2, '1 2 | '],
    [3, '2 3 | 1'],
    [5, '2 3 4 5 | 1'],
    [6, '3 4 5 6 | 1 2'],
    [7, '3 4 5 6 7 | 1 2'],
  ])('of %d cases of one person is at most two, and at most a third', (count, is) => {
    expect(separated(count, 2)).toBe(is);
  });

  it.each([
    [1, '2 3 4 5 6 7 8 9 | 1'],
    [3, '4 5 6 7 8 9 | 1 2 3'],
    [4, '4 5 6 7 8 9 | 1 2 3'],
  ])('is as long as the bar of %d says, and at most a third of nine', (most, is) => {
    expect(separated(9, most)).toBe(is);
  });

  it('is what came first, in whatever order the rows stand', () => {
    expect(separated(6, 2, (n) => ({ started_at: `2026-09-21T09:0${5 - n}:00Z` }))).toBe('1 2 3 4 | 5 6');
  });

  it('is told by the moment, not by how its zone is written', () => {
    const starts = ['10:00:00+02:00', '09:00:00Z', '08:30:00Z'];
    expect(separated(3, 1, (n) => ({ started_at: `2026-09-21T${starts[n]}` }))).toBe('2 3 | 1');
  });

  it('is that of each person, whatever the spelling', () => {
    expect(separated(6, 2, (n) => ({ performer: n % 2 === 0 ? 'ann' : 'bob' }))).toBe('3 4 5 6 | 1 2');
    expect(separated(3, 2, (n) => ({ performer: n % 2 === 0 ? 'ann' : ' Ann' }))).toBe('2 3 | 1');
    expect(separated(4, 2, (n) => ({ performer: n % 2 === 0 ? 'ann' : 'bob' }))).toBe('1 2 3 4 | ');
  });

  it('is none where a system noted the times: nobody was watched', () => {
    expect(separated(9, 2, () => ({ method: 'system_timestamps' }))).toBe('1 2 3 4 5 6 7 8 9 | ');
  });

  it('is a third of what was observed, not of what a system noted too', () => {
    expect(separated(6, 2, (n) => (n < 3 ? { method: 'system_timestamps' } : {}))).toBe('1 2 3 5 6 | 4');
  });

  it('is of recorded screens as of stopwatches', () => {
    expect(separated(6, 2, () => ({ method: 'screen_recording' }))).toBe('3 4 5 6 | 1 2');
  });

  it('has no estimates, and neither has what counts', () => {
    expect(separated(7, 2, (n) => (n === 0 ? { method: 'estimate' } : {}))).toBe('4 5 6 7 | 2 3');
  });
});

describe('people', () => {
  it('are counted once, whatever the spelling', () => {
    const names = ['ann', ' ANN', 'bob', '@bob'];
    const { rows } = given.hand(4, (n) => ({ performer: names[n] as string }));
    expect([peopleIn(rows), peopleIn([])]).toEqual([2, 0]);
  });
});
