import { createHash } from 'node:crypto';
import { ARMS, type Arm } from '../../contract/study.ts';
import { caseKey } from '../../readiness/names.ts';
import { checkedByOthers } from '../../readiness/value/error-rates.ts';
import type { Finished, Records } from './records.ts';

/** Cases to be looked at again, and how many of each way are still missing after them. */
export type Drawn = { cases: Finished[]; missing: Record<Arm, number> };

/** A case keeps its place whatever else there is, so nobody gets others by drawing again. */
const placeOf = (key: string): string => createHash('sha256').update(`poc errors\n${key}`).digest('hex');

/** Draws what is missing of each way, mixed: whoever looks is not to know which is which. */
export function draw({ finished, checked }: Records, wanted: number): Drawn {
  const seen = new Set(checked.map(({ value }) => caseKey(value.case_ref)));
  const inOrder = [...finished]
    .filter(([key]) => !seen.has(key))
    .map(([key, one]) => ({ place: placeOf(key), one }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const left = Object.fromEntries(
    ARMS.map((arm) => [arm, Math.max(0, wanted - checkedByOthers(checked, arm).length)]),
  ) as Record<Arm, number>;
  const cases = inOrder.flatMap(({ one }) => {
    if (one.arm === null || left[one.arm] === 0) return [];
    left[one.arm]--;
    return [one];
  });
  return { cases, missing: left };
}
