import { expectFinite } from '../statistics/range.ts';

/**
 * What later amounts are worth now. The first lies one period ahead, so it is discounted once, as a spreadsheet's NPV
 * does it: Σ flow_k / (1 + rate)^k for k from 1. What is paid at the start is added by the caller, undiscounted.
 *
 * @param rate a period, over −1
 * @param flows one at the end of each period
 * @throws RangeError for a rate that is not finite and over −1
 * @see Microsoft Excel, function NPV
 */
export function presentValue(rate: number, flows: readonly number[]): number {
  expectRate(rate);
  return flows.reduce((sum, flow, k) => sum + flow / (1 + rate) ** (k + 1), 0);
}

/**
 * What building and running come to now: nothing but the cost of building at the start, and a twelfth of the year's net
 * at the end of every month of the horizon, discounted by the month: (1 + yearly rate)^(1/12) − 1.
 *
 * @param yearlyRate over −1
 * @throws RangeError as `presentValue`
 */
export function netPresentValue(
  build: number,
  netOfYear: number,
  horizonMonths: number,
  yearlyRate: number,
): number {
  expectRate(yearlyRate);
  const months = Array.from({ length: horizonMonths }, () => netOfYear / 12);
  return presentValue((1 + yearlyRate) ** (1 / 12) - 1, months) - build;
}

/**
 * Periods until what was paid at the start has come back. Within the period in which it does, the flow is taken to come
 * in evenly. With a rate the flows are discounted as in `presentValue`.
 *
 * @param initial what the start is, so negative or 0
 * @param flows one for each period
 * @returns Infinity where these flows never bring it back
 * @throws RangeError for an amount that is not finite, an initial over 0, or a rate that is not finite and over −1
 */
export function paybackPeriods(initial: number, flows: readonly number[], rate = 0): number {
  expectRate(rate);
  expectFinite('initial', initial);
  if (initial > 0) throw new RangeError(`initial is ${initial}; expected 0 or less`);
  let missing = -initial;
  if (missing === 0) return 0;
  for (const [k, flow] of flows.entries()) {
    expectFinite('A flow', flow);
    const worth = flow / (1 + rate) ** (k + 1);
    if (worth >= missing) return k + missing / worth;
    missing -= worth;
  }
  return Number.POSITIVE_INFINITY;
}

function expectRate(rate: number): void {
  expectFinite('rate', rate);
  if (rate <= -1) throw new RangeError(`rate is ${rate}; expected a number over −1`);
}
