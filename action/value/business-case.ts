import type { Difference } from '../statistics/newcombe.ts';
import type { Outcome, Parameters } from './model.ts';

/** A timed case that counts. */
export type Timed = { person: string; minutes: number };

/** So many of so many. */
export type Counted = { count: number; of: number };

/** What was not measured, as somebody said it. */
export type Range = { low: number; likely: number; high: number };

/** All that the number is made of. */
export type ValueInputs = {
  /** Text that says what the number is of; the same text gives the same draws. */
  seed: string;
  today: readonly Timed[];
  withPoc: readonly Timed[];
  /** Minutes that the tool itself took, mean over cases; for the figure that nobody should show. */
  toolMinutes: number;
  casesPerMonth: number;
  adoption: Counted;
  errorsToday: Counted | null;
  /** `null` where nobody looked: then the bound of "none seen in as many cases as were timed" is used. */
  errorsWithPoc: Counted | null;
  costPerError: Range;
  hourly: number;
  capture: Range;
  runPerCase: Range;
  runPerMonth: number;
  build: number;
  haircut: number;
  horizonMonths: number;
  discountRate: number | null;
};

export type Estimate3 = { p10: number; p50: number; p90: number };

/** Parameters that vary; `build` and the rest are sums of invoices. */
export type Varying =
  | 'minutesToday'
  | 'minutesWithPoc'
  | 'adoption'
  | 'capture'
  | 'casesPerYear'
  | 'errorsToday'
  | 'errorsWithPoc'
  | 'costPerError'
  | 'runPerCase';

export type Swing = { parameter: Varying; atP10: number; atP90: number; netAtP10: number; netAtP90: number };

/** The number, with all that says how sure it is. */
export type ValueResult = {
  /** Every parameter at its mean. */
  mean: Parameters;
  atMean: Outcome;
  /** Minutes saved a case, with the 95 % interval of the draws. */
  saved: Difference;
  /** P10 of the minutes saved. */
  savedP10: number;
  hours: Estimate3;
  net: Estimate3;
  roi: Estimate3;
  paybackMonths: { p50: number; p90: number };
  netPositive: number;
  breakEven: { minutesSaved: number | null; adoption: number | null; casesPerYear: number | null };
  tornado: readonly Swing[];
  npv: number | null;
  slideware: { net: number; ratio: number | null };
};
