import { caseKey, nameKey } from '../names.ts';
import { casesIn, type Use } from './events.ts';
import { type Share, shareOf } from './share.ts';

/** The share of the cases that one user had: of whoever had most. */
export function topShareIn(rows: readonly Use[]): Share | null {
  const byUser = new Map<string, Set<string>>();
  for (const { value } of rows) {
    const key = nameKey(value.user);
    byUser.set(key, (byUser.get(key) ?? new Set()).add(caseKey(value.case_ref)));
  }
  const most = [...byUser.values()].reduce((top, cases) => Math.max(top, cases.size), 0);
  return shareOf(most, casesIn(rows));
}
