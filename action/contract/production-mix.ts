import { z } from 'zod';
import { day, text } from './fields.ts';

export const PRODUCTION_MIX_FILE = 'eval/slices.yaml';

/** Shares are written with two or three digits, so that their sum is off by as much. */
const ROUNDING = 0.01;
const LAST_BITS = 1e-9;

const slice = z.strictObject({
  name: text.describe('The slice, as cases name it in `slices`.'),
  share: z
    .number()
    .positive()
    .max(1)
    .describe('Its share of the work in production, as the query counted it.'),
});

const slices = z
  .array(slice)
  .min(1)
  .refine((list) => new Set(list.map((one) => one.name)).size === list.length, {
    error: 'expected each name once',
  })
  .refine((list) => Math.abs(list.reduce((sum, one) => sum + one.share, -1)) <= ROUNDING + LAST_BITS, {
    error: `expected shares that add up to 1, ${ROUNDING} more or less`,
  });

const window = z
  .strictObject({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { error: 'expected a window that begins before it ends' });

/** `eval/slices.yaml`: what production consists of. Written by people from a query; read by data/representative-and-fresh. */
export const productionMix = z
  .strictObject({
    version: z.literal(1),
    query: text.describe('The query or report that counted the slices.'),
    window: window.describe('The days that were counted.'),
    slices: slices.describe('Each unit of work belongs to exactly one of them.'),
    weights: z
      .boolean()
      .default(false)
      .describe('Is the pass rate to be weighted by these shares? It then has to meet its bar that way too.'),
  })
  .meta({
    id: 'slices',
    title: 'eval/slices.yaml',
    description: 'The mix of work in production, that the cases have to look like.',
  });
export type ProductionMix = z.infer<typeof productionMix>;
