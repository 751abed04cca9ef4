import { BUDGET_NAMES } from './budgets.ts';
import { BARS, type Bars } from './thresholds.ts';

/** A bar that two policies set differently; `null` where one of them has none. */
export type BarChange = {
  bar: string;
  from: number | null;
  to: number | null;
  loosened: boolean;
  /** Where it stands in the file, as a dotted path. */
  field: string;
};

type Named = { bar: string; field: string; tighter: 'higher' | 'lower'; value: number };

/** @returns the bars that differ between two policies, and whether each got looser. No bar is looser than any. */
export function barChanges(from: Bars, to: Bars): BarChange[] {
  const before = namedBars(from);
  const after = namedBars(to);
  return [...new Map([...before, ...after])].flatMap(([key, { bar, field, tighter }]) => {
    const [old, now] = [before.get(key)?.value ?? null, after.get(key)?.value ?? null];
    if (old === now) return [];
    return [{ bar, from: old, to: now, loosened: isLooser(old, now, tighter), field }];
  });
}

function isLooser(from: number | null, to: number | null, tighter: Named['tighter']): boolean {
  if (from === null || to === null) return to === null;
  return tighter === 'higher' ? to < from : to > from;
}

function namedBars(bars: Bars): Map<string, Named> {
  const ofChecks = Object.entries(BARS).flatMap(([check, own]) =>
    Object.entries(own).map(([name, { tighter }]) => ({
      bar: `${check} ${name}`,
      field: `bars.${check}.${name}`,
      tighter,
      value: (bars[check as keyof typeof BARS] as Record<string, number>)[name] as number,
    })),
  );
  const ofSlices = [...bars.slices].map(([name, value]) => ({
    bar: `slice ${name}`,
    field: `slices.${name}`,
    tighter: 'higher' as const,
    value,
  }));
  const ofBudgets = BUDGET_NAMES.flatMap((name) => {
    const value = bars.budgets[name];
    return value === undefined
      ? []
      : [{ bar: `budget ${name}`, field: `budgets.${name}`, tighter: 'lower' as const, value }];
  });
  return new Map([...ofChecks, ...ofSlices, ...ofBudgets].map((one) => [one.field, one]));
}
