import { z } from 'zod';
import { count, day, share, text } from './fields.ts';

const interval = { low: z.number(), high: z.number() };

const estimate = z
  .strictObject({ p10: z.number(), p50: z.number(), p90: z.number() })
  .describe('Of 10,000 seeded draws: one in ten lies under p10, and one in ten over p90.');

const arm = z.strictObject({
  n: count.describe('Timed cases that count; warm-up is left out.'),
  warm_up: count,
  people: count,
  mean: z.number(),
  median: z.number(),
  low: z.number().nullable().describe('95 % interval of the mean.'),
  high: z.number().nullable(),
  log_normal: z
    .strictObject(interval)
    .nullable()
    .describe('95 % interval of the mean if durations are log-normal, as skewed ones are (modified Cox).'),
});

const errorRate = z.strictObject({ wrong: count, checked: count, rate: share, ...interval });

/** One parameter moved to its P10 and to its P90 alone, and what a year then comes to. */
const swing = z.strictObject({
  parameter: z.enum([
    'minutes_today',
    'minutes_with_poc',
    'adoption',
    'capture',
    'cases_per_year',
    'errors_today',
    'errors_with_poc',
    'cost_per_error',
    'run_per_case',
  ]),
  at_p10: z.number().describe('The parameter.'),
  at_p90: z.number(),
  net_at_p10: z.number(),
  net_at_p90: z.number(),
});

const parameters = z.strictObject({
  minutes_today: z.number(),
  minutes_with_poc: z.number(),
  adoption: share,
  cases_per_year: z.number(),
  errors_today: share,
  errors_with_poc: share,
  cost_per_error: z.number(),
  hourly: z.number(),
  capture: share,
  run_per_case: z.number(),
  run_per_year: z.number(),
  build: z.number(),
  haircut: share,
});

const figures = z.strictObject({
  parameters: parameters.describe('Each at its mean: what the lines below are made of.'),
  hours: estimate.describe('Hours freed a year. Not money.'),
  net: estimate.describe('A year, after run cost and haircut.'),
  payback_months: z.strictObject({
    p50: z.number().nullable().describe('null where it never pays back.'),
    p90: z.number().nullable(),
  }),
  roi_12_months: estimate.describe('Net of a year less building, over building; 0 where nothing was built.'),
  net_positive: share.describe('Share of the draws in which the net is over 0.'),
  lines: z
    .strictObject({
      labour: z.number(),
      errors: z.number(),
      haircut: z.number().describe('What is taken off for how it was measured; 0 or negative.'),
      run: z.number().describe('Negative.'),
      net: z.number(),
      build: z.number(),
    })
    .describe('A year at the mean of every parameter. They add up.'),
  break_even: z.strictObject({
    minutes_saved: z.number().nullable().describe('null where nothing would do.'),
    adoption: z.number().nullable().describe('Over 1 where not even full use would do.'),
    cases_per_year: z.number().nullable(),
  }),
  tornado: z.array(swing).describe('The widest first.'),
  npv: z.number().nullable().describe('Over the horizon; null without a discount rate.'),
  slideware: z
    .strictObject({ net: z.number(), ratio: z.number().nullable() })
    .describe('All cases, the tool’s time alone, every hour as money, no cost: what not to say.'),
});
export type ReportFigures = z.infer<typeof figures>;

const adoptionWeek = z.strictObject({
  from: day.describe('Its Monday.'),
  attempted: count,
  eligible: z.number().min(0),
  users: count,
});

/** What the work is worth, as far as evidence goes. No figure without the count behind it. */
export const reportValue = z.strictObject({
  headline: z.string().nullable().describe('The one sentence that may be quoted; null while there is none.'),
  not_proven: z.array(text).describe('What keeps the number from being there, each with what to do.'),
  grade: z.enum(['A', 'B', 'C', 'D']).describe('How it was measured; D shows no number.'),
  haircut: share,
  currency: z.string().nullable(),
  locale: z.string(),
  today: arm.nullable(),
  with_poc: arm.nullable(),
  saved_minutes: z
    .strictObject({ mean: z.number(), ...interval })
    .nullable()
    .describe('A case, 95 % interval.'),
  comparison: z.enum(['coin_flip', 'before_after']).nullable(),
  adoption: z
    .strictObject({ attempted: count, eligible: count, share, from: day, to: day, users: count })
    .nullable(),
  adoption_weeks: z.array(adoptionWeek),
  errors_today: errorRate.nullable(),
  errors_with_poc: errorRate.nullable(),
  denominators: z.strictObject({
    used: count.describe('Cases that were done with the tool.'),
    people: count,
    refused: count.describe('Cases that were done the other way than the coin said.'),
    never_timed: count.describe('Cases that were begun and discarded.'),
  }),
  cost_per_case: z.strictObject({ today: z.number(), with_poc: z.number() }).nullable(),
  figures: figures.nullable(),
  notes: z.array(text).describe('What a reader has to know of the number.'),
});
export type ReportValue = z.infer<typeof reportValue>;
