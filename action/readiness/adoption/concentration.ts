import { caseKey, nameKey } from '../names.ts';
import { casesIn, isDone, type Use } from './events.ts';
import { type Share, shareOf } from './share.ts';

/** The share of the cases done that one user did: of whoever did most. */
export function topShareIn(usage: readonly Use[]): Share | null {
  const rows = usage.filter(isDone);
  const byUser = new Map<string, Set<string>>();
  for (const { value } of rows) {
    const key = nameKey(value.user);
    byUser.set(key, (byUser.get(key) ?? new Set()).add(caseKey(value.case_ref)));
  }
  const most = [...byUser.values()].reduce((top, cases) => Math.max(top, cases.size), 0);
  return shareOf(most, casesIn(rows));
}
