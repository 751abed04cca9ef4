import { type AmountRange, asRange, type Value } from '../../contract/value.ts';
import { percent } from '../percent.ts';
import { isPlaceholder } from '../placeholder.ts';

/**
 * Wages and salaries in what an hour of work costs a private employer in the United States, June 2025.
 *
 * @see Bureau of Labor Statistics, "Employer Costs for Employee Compensation – June 2025", USDL-25-1358
 */
const WAGE_SHARE = 0.702;

/** @returns what an hour costs. Where only the wage is known, it is divided by its usual share of the cost. */
export const hourlyCost = ({ hourly_cost: { amount, basis } }: Value): number =>
  basis === 'wage' ? amount / WAGE_SHARE : amount;

/** The share of the freed hours that counts, and why it is not the one that was written. */
export type Capture = { share: AmountRange; note: string | null };

/**
 * Hours that become nothing named are worth nothing, and without somebody who owns the budget and accepted it no share
 * over the bar counts.
 *
 * @param most the bar `capture_without_owner`
 * @param today `YYYY-MM-DD`: what is accepted tomorrow is not accepted
 */
export function captureOf({ capture }: Value, most: number, today: string): Capture {
  const written = asRange(capture.share);
  if (capture.hours_become === 'none')
    return {
      share: asRange(0),
      note: 'Freed hours become nothing that is named, so they count as no money.',
    };
  if (isAccepted(capture, today) || written.high <= most) return { share: written, note: null };
  const cut = (share: number) => Math.min(share, most);
  return {
    share: { low: cut(written.low), likely: cut(written.likely), high: cut(written.high) },
    note: `Nobody who owns the budget has accepted the share of hours that counts as money, so at most ${percent(most)} of them do.`,
  };
}

/** @returns whether somebody who owns the budget put a name and a day to the share. */
export const isAccepted = ({ owner, accepted_on: day }: Value['capture'], today: string): boolean =>
  owner !== null && !isPlaceholder(owner) && day !== null && day <= today;

type Build = Value['build'][number];

/** @returns what one line of building costs. */
export const costOf = ({ amount, days, per_day: perDay }: Build): number =>
  amount ?? (days as number) * (perDay as number);

/** @returns what building costs in all, spent and planned. */
export const buildCost = ({ build }: Value): number => build.reduce((sum, one) => sum + costOf(one), 0);

/** @returns what running costs a month whatever is done, and what it costs a case. */
export function runCosts({ run }: Value): { perMonth: number; perCase: AmountRange } {
  const perCase = run.flatMap((one) => (one.per_case === undefined ? [] : [asRange(one.per_case)]));
  const sum = (key: keyof AmountRange) => perCase.reduce((total, one) => total + one[key], 0);
  return {
    perMonth: run.reduce((total, one) => total + (one.per_month ?? 0), 0),
    perCase: { low: sum('low'), likely: sum('likely'), high: sum('high') },
  };
}
