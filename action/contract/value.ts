import { z } from 'zod';
import { day, share, text, toFill } from './fields.ts';

const ordered = ({ low, likely, high }: { low: number; likely: number; high: number }) =>
  low <= likely && likely <= high;
const ORDER = { error: 'expected low, likely and high in ascending order' };

/** No business case is about more than this, and sums of it stay finite. */
const MOST = 1e12;
/** Less than any coin is a slip of the pen, and what is divided by it says nothing. */
const LEAST = 1e-6;
const amount = z
  .number()
  .min(0)
  .max(MOST)
  .refine((given) => given <= 0 || given >= LEAST, { error: `expected 0, or ${LEAST} and more` });

/** What a person says of an amount that nobody measured. Drawn from a triangular distribution. */
export const amountRange = z
  .strictObject({ low: amount, likely: amount, high: amount })
  .refine(ordered, ORDER);
export type AmountRange = z.infer<typeof amountRange>;

const shareRange = z.strictObject({ low: share, likely: share, high: share }).refine(ordered, ORDER);

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'expected three capital letters of ISO 4217, such as EUR' })
  .describe('The one currency of every amount here.');

const locale = z
  .string()
  .refine(isLocale, { error: 'expected a language tag, such as en-GB or de-CH' })
  .default('en')
  .describe('How numbers and amounts are written.');

function isLocale(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== '';
  } catch {
    return false;
  }
}

const hourlyCost = z.strictObject({
  amount: z.number().positive().max(MOST),
  basis: z
    .enum(['loaded', 'wage'])
    .default('loaded')
    .describe('Everything an hour costs the employer, or the wage alone.'),
  as_of: day,
  source: text.describe('Where finance says so.'),
});

/** What freed hours turn into. Hours that turn into nothing named are worth nothing. */
export const hoursBecome = z.enum([
  'headcount_avoided',
  'overtime_cut',
  'backlog_cleared',
  'more_volume',
  'none',
]);

const capture = z.strictObject({
  share: z
    .union([share, shareRange], { error: 'expected a share from 0 to 1, or low, likely and high' })
    .default(0)
    .describe('Share of the freed hours that becomes something named: a number, or low, likely and high.'),
  hours_become: hoursBecome.default('none'),
  owner: toFill.default(null).describe('Who owns the budget and accepted the share and the hourly cost.'),
  accepted_on: day.nullable().default(null),
});

export const BUILD_KINDS = [
  'people',
  'external',
  'data',
  'integration',
  'training',
  'security',
  'other',
] as const;

const build = z
  .strictObject({
    item: text,
    kind: z.enum(BUILD_KINDS),
    amount: amount.optional().describe('Money; or write days and per_day.'),
    days: amount.optional().describe('Person-days.'),
    per_day: amount.optional().describe('Money a person-day.'),
    spent: z
      .boolean()
      .default(false)
      .describe('Is it spent, or still planned? A stop saves what is planned.'),
    source: text,
  })
  .refine(isPriced, { error: 'expected either amount, or days and per_day' });

function isPriced(one: { amount?: number; days?: number; per_day?: number }): boolean {
  const byDay = [one.days, one.per_day].filter((part) => part !== undefined).length;
  return byDay === (one.amount === undefined ? 2 : 0);
}

export const RUN_KINDS = [
  'model',
  'infrastructure',
  'evaluation',
  'monitoring',
  'licences',
  'support',
  'other',
] as const;

const run = z
  .strictObject({
    item: text,
    kind: z.enum(RUN_KINDS),
    per_month: amount.optional(),
    per_case: z
      .union([amount, amountRange], { error: 'expected an amount, or low, likely and high' })
      .optional()
      .describe('Money a case, retries and failures included: a number, or low, likely and high.'),
    source: text,
  })
  .refine((one) => (one.per_month === undefined) !== (one.per_case === undefined), {
    error: 'expected either per_month or per_case',
  });

/** The money of `baseline.yaml`: what an hour, an error, building and running cost, and what freed hours become. */
export const value = z.strictObject({
  currency,
  locale,
  hourly_cost: hourlyCost,
  cost_per_error: amountRange
    .extend({ source: text })
    .nullable()
    .default(null)
    .describe('What one escaped error costs.'),
  capture: capture.prefault({}),
  build: z
    .array(build)
    .default([])
    .describe('What it costs once: people, data, integration, training, security.'),
  run: z
    .array(run)
    .default([])
    .describe('What it costs to run: models, infrastructure, evals, monitoring, support.'),
  horizon_months: z.int().min(1).max(60).default(12),
  discount_rate: share
    .nullable()
    .default(null)
    .describe('A year, as finance discounts. Without one no net present value is shown.'),
});
export type Value = z.infer<typeof value>;

/** @returns a number or a range as a range. */
export const asRange = (given: number | AmountRange): AmountRange =>
  typeof given === 'number' ? { low: given, likely: given, high: given } : given;
