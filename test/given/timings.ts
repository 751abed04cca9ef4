import type { Timing } from '../../action/contract/timings.ts';
import { rows } from './rows.ts';

const minutes = (moment: string, more: number): string =>
  new Date(Date.parse(moment) + more * 60_000).toISOString();

/** The n-th timing: 3 people, 4 days, 301 s and up, no two alike, nobody in two places. */
export function timing(n: number, change: Partial<Timing> & { seconds?: number } = {}): Timing {
  const { seconds = 301 + 37 * n, ...rest } = change;
  const hour = String(8 + Math.floor(n / 4)).padStart(2, '0');
  const started_at = rest.started_at ?? `2026-11-${16 + (n % 4)}T${hour}:00:00Z`;
  return {
    case_ref: `ref-${n}`,
    performer: `person-${n % 3}`,
    stopped_at: minutes(started_at, seconds / 60),
    interrupted_s: 0,
    method: 'stopwatch',
    observer: '',
    task: '',
    ...rest,
    started_at,
  };
}

export const timings = (count: number, each: (n: number) => Parameters<typeof timing>[1] = () => ({})) => ({
  file: 'baseline/timings.csv',
  rows: rows(
    'baseline/timings.csv',
    Array.from({ length: count }, (_, n) => timing(n, each(n))),
  ),
});
