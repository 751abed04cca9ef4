import type { EligibleCase } from '../../../action/contract/eligible.ts';
import type { UsageEvent } from '../../../action/contract/usage.ts';
import { asFound } from '../../given/proven/users.ts';
import { given } from '../../given.ts';

/** How the n-th eligible case went: who closed it, and with what end of a use of the POC; `null` for no use. */
export type Went = { user: string; end: Partial<UsageEvent> | null };

const DAYS = 28;
const DAY = 86_400_000;

/** Six of ten are tried by three users in turn, of twenty one is edited; a fourth person closes the rest. */
export const usual = (n: number): Went =>
  n % 10 < 6
    ? { user: `user-${(n % 3) + 1}`, end: { event: n % 20 === 0 ? 'edited' : 'accepted' } }
    : { user: 'person-9', end: null };

/** The day, from 0, of the n-th of a thousand cases in four weeks. */
export const dayOfCase = (n: number): number => Math.floor((n * DAYS) / 1000);

/**
 * Four weeks of a thousand eligible cases.
 *
 * @param went how each case went
 * @param to the last day
 */
export function weeksOfUse(went: (n: number) => Went = usual, to = '2026-11-19', count = 1000) {
  const from = Date.parse(to) - (DAYS - 1) * DAY;
  const usage: UsageEvent[] = [];
  const eligible: EligibleCase[] = [];
  for (let n = 0; n < count; n += 1) {
    const { user, end } = went(n);
    const at = (ms: number) =>
      new Date(from + dayOfCase(n) * DAY + 7 * 3_600_000 + (n % 36) * 600_000 + ms).toISOString();
    if (end !== null)
      usage.push(given.usageEvent(n, { user, case_ref: `case-${n}`, ts: at(0), event: 'started' }));
    if (end !== null && end.event !== 'started')
      usage.push(given.usageEvent(n, { user, case_ref: `case-${n}`, ts: at(60_000), ...end }));
    eligible.push({ case_ref: `case-${n}`, closed_at: at(120_000), closed_by: user });
  }
  return asFound({ usage, eligible, seeds: [] });
}
