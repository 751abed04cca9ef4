/**
 * One year of the work, as one set of figures. Rates and shares are 0 to 1, money is in one currency, time is in minutes
 * a case that was attempted: waiting that blocks, review, correction, and doing it by hand after all.
 */
export type Parameters = {
  minutesToday: number;
  minutesWithPoc: number;
  /** Cases attempted with the POC over cases that could have been. */
  adoption: number;
  casesPerYear: number;
  /** Wrong after review, over all that were looked at again. */
  errorsToday: number;
  errorsWithPoc: number;
  costPerError: number;
  /** Money an hour, all that it costs the employer. */
  hourly: number;
  /** Share of the freed hours that becomes something named. */
  capture: number;
  runPerCase: number;
  runPerYear: number;
  /** Once. */
  build: number;
  /** Taken off a gain for how it was measured. */
  haircut: number;
};

/** What that year comes to. Hours and money stay apart. */
export type Outcome = {
  minutesSaved: number;
  hoursFreed: number;
  labour: number;
  errors: number;
  /** What the haircut takes off; 0 or negative, and 0 where there is no gain to take it off. */
  haircut: number;
  run: number;
  net: number;
  /** Infinity where it never pays back, also for a build of 0; 0 where nothing was built and the net is over 0. */
  paybackMonths: number;
  /** (net − build) / build after twelve months; 0 where nothing was built. */
  roi: number;
};
