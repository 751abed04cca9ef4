import type { Timed, ValueInputs } from '../../action/value/business-case.ts';
import type { Parameters } from '../../action/value/model.ts';

/** Round figures, so that a year can be worked out by hand: 6,000 cases attempted, 12 minutes saved on each. */
export const year = (change: Partial<Parameters> = {}): Parameters => ({
  minutesToday: 20,
  minutesWithPoc: 8,
  adoption: 0.5,
  casesPerYear: 12_000,
  errorsToday: 0.05,
  errorsWithPoc: 0.03,
  costPerError: 40,
  hourly: 50,
  capture: 0.5,
  runPerCase: 0.2,
  runPerYear: 6_000,
  build: 30_000,
  haircut: 0.1,
  ...change,
});

/** Rows of people in turn. */
export const timed = (minutes: readonly number[], people = 4): Timed[] =>
  minutes.map((one, i) => ({ person: `person-${i % people}`, minutes: one }));

export const sure = (amount: number) => ({ low: amount, likely: amount, high: amount });

/** The same year as evidence: ten rows an arm that have its means. */
export const inputs = (change: Partial<ValueInputs> = {}): ValueInputs => ({
  seed: 'a digest',
  today: timed([11, 14, 16, 17, 18, 20, 21, 24, 27, 32]),
  withPoc: timed([3, 4, 5, 6, 7, 8, 9, 10, 12, 16]),
  toolMinutes: 2,
  casesPerMonth: 1_000,
  adoption: { count: 200, of: 400 },
  errorsToday: { count: 10, of: 200 },
  errorsWithPoc: { count: 6, of: 200 },
  costPerError: { low: 20, likely: 40, high: 60 },
  hourly: 50,
  capture: { low: 0.4, likely: 0.5, high: 0.6 },
  runPerCase: { low: 0.1, likely: 0.2, high: 0.3 },
  runPerMonth: 500,
  build: 30_000,
  haircut: 0.1,
  horizonMonths: 12,
  discountRate: null,
  ...change,
});

/** Nothing varies but what is changed. */
export const still = (change: Partial<ValueInputs> = {}): ValueInputs =>
  inputs({
    today: timed([20, 20, 20]),
    withPoc: timed([8, 8, 8]),
    costPerError: sure(40),
    capture: sure(0.5),
    runPerCase: sure(0.2),
    errorsToday: null,
    ...change,
  });
