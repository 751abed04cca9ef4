import { categoryOf } from '../answer.ts';
import type { TrainingRow } from './training.ts';

export const FOLDS = 10;

/** @returns the fold of each row, 0 to 9. Every category is dealt out in turn, so that each fold has its share of it. */
export function foldsOf(rows: readonly TrainingRow[]): number[] {
  const dealt = new Map<string | null, number>();
  return rows.map(({ answer }) => {
    const category = categoryOf(answer);
    const turn = dealt.get(category) ?? 0;
    dealt.set(category, turn + 1);
    return turn % FOLDS;
  });
}
