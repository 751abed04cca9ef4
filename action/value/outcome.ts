import type { Outcome, Parameters } from './model.ts';

/**
 * What a year comes to, with a = adoption, V = cases a year, κ = capture, r = money an hour, g = 1 − haircut:
 *
 *     ΔT  = T_today − T_with_poc           minutes a case that was attempted
 *     H   = a · V · ΔT / 60                hours, not money
 *     L   = κ · H · r
 *     E   = a · V · (e_today − e_with_poc) · c_error
 *     R   = a · V · c_run + F
 *     Net = g · (L + E) − R                the haircut only where L + E is over 0: a loss is not softened
 *
 * Cases that nobody attempted save nothing. `run` is a cost, so positive. ROI is that of twelve months.
 */
export function outcomeOf(parameters: Parameters): Outcome {
  const { adoption, casesPerYear, capture, hourly, costPerError, build } = parameters;
  const attempted = adoption * casesPerYear;
  const minutesSaved = parameters.minutesToday - parameters.minutesWithPoc;
  const hoursFreed = (attempted * minutesSaved) / 60;
  const labour = capture * hoursFreed * hourly;
  const errors = attempted * (parameters.errorsToday - parameters.errorsWithPoc) * costPerError;
  const gain = labour + errors;
  const haircut = gain > 0 ? -parameters.haircut * gain : 0;
  const run = attempted * parameters.runPerCase + parameters.runPerYear;
  const net = gain + haircut - run;
  return {
    minutesSaved,
    hoursFreed: unsigned(hoursFreed),
    labour: unsigned(labour),
    errors: unsigned(errors),
    haircut: unsigned(haircut),
    run,
    net: unsigned(net),
    paybackMonths: paybackMonths(build, net),
    roi: build === 0 ? 0 : (net - build) / build,
  };
}

/** What costs nothing is paid back at once, but what earns nothing never pays: building for 0 is no excuse for a loss. */
const paybackMonths = (build: number, net: number): number =>
  net > 0 ? build / (net / 12) : Number.POSITIVE_INFINITY;

/** No use of a loss is −0 in floating point, which would be printed with its sign. */
const unsigned = (amount: number): number => amount + 0;
