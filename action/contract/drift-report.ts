import { z } from 'zod';
import { count, moment, share, text } from './fields.ts';

const period = z.strictObject({ from: moment, to: moment, n: count, value: share });

const signal = z.strictObject({
  id: text,
  metric: z.enum(['edit_rate', 'override_rate', 'human_score', 'escaped_errors']),
  owner: text,
  worse_by: share,
  /** By the newest period; `unknown` where there is too little to tell. */
  state: z.enum(['alert', 'fine', 'unknown']),
  why_unknown: text.nullable(),
  reference: period,
  /** The value at which it fires. It may lie outside 0 to 1, and then it cannot. */
  fires_at: z.number(),
  /** Whole periods since the reference, latest last. */
  periods: z.array(
    z.strictObject({
      ...period.shape,
      alert: z.boolean(),
      smallest_worsening: share
        .nullable()
        .describe(
          'The smallest worsening that this many outputs show: exact binomial test, one-sided 5 %, power 80 %, the reference taken as known. null where none would show.',
        ),
    }),
  ),
  /** The reference with `worse_by` of its outputs made worse on purpose. */
  degraded: z.strictObject({ n: count, value: share, fired: z.boolean() }),
  detect_days: count.nullable().describe('Days until a worsening of worse_by shows; null beyond a year.'),
});
export type SignalFinding = z.infer<typeof signal>;

const sample = z.strictObject({ from: moment, to: moment, n: count, needed: count });

const numbers = z.strictObject({
  p10: z.number().nullable(),
  median: z.number().nullable(),
  p90: z.number().nullable(),
  /** Rows without a number, as a share of all. */
  absent: share,
});

const shared = {
  name: text,
  /** What the workflow says, what it is given, or how it runs. */
  side: z.enum(['outcome', 'input', 'running']),
  drift: z.boolean(),
  distance: share
    .nullable()
    .describe('Total variation of a mix, Kolmogorov-Smirnov distance of numbers; null with too few rows.'),
  p: share.nullable(),
  p_adjusted: share.nullable().describe('By Holm, over the features that were tested.'),
  exact: z.boolean().nullable().describe('Whether p was counted out; false where permutations were drawn.'),
  smallest_shift: z
    .number()
    .min(0)
    .nullable()
    .describe(
      'The smallest distance that samples of this size show with a power of 80 %; null where none would.',
    ),
};

const feature = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('mix'),
    ...shared,
    /** The kinds whose shares differ most, at most five. */
    moved: z.array(z.strictObject({ kind: z.string(), reference: share, window: share })),
    appeared: z.array(z.string()),
    /** Only those whose absence is less likely than 1 % by chance. */
    vanished: z.array(z.string()),
  }),
  z.strictObject({ kind: z.literal('number'), ...shared, reference: numbers, window: numbers }),
]);
export type FeatureFinding = z.infer<typeof feature>;

const calls = z.array(z.strictObject({ model: text, calls: count, first_seen: moment }));

const distributions = z.strictObject({
  source: text,
  reference: sample,
  window: sample,
  enough: z.boolean(),
  /** With these days there would be enough rows; `null` where no days would do, or those asked for do. */
  would_do: z.strictObject({ reference_days: count, window_days: count }).nullable(),
  level: share,
  floor: share,
  permutations: count,
  /** Outcomes first, then inputs, then how it runs. */
  features: z.array(feature),
  /** Features with one value in all rows, which no test can tell anything of. */
  constant: z.array(text),
  /** Features with another text in most rows, such as ids, of which no test can tell anything either. */
  unique: z.array(text),
  /** Models that answered in the window and not in the reference, and the other way round. */
  models: z.strictObject({ appeared: calls, vanished: calls }),
});
export type Distributions = z.infer<typeof distributions>;

const difference = z.strictObject({ difference: z.number(), low: z.number(), high: z.number() });

const canaries = z.strictObject({
  /** `unknown` where nothing can be told from these cases, or the last commit has nothing to compare with. */
  state: z.enum(['alert', 'fine', 'unknown']),
  why_unknown: text.nullable(),
  fresh: z.strictObject({ file: text, produced_at: moment, models: z.array(text) }),
  /** `null` where there is none that could be compared. */
  base: z.strictObject({ from: text, produced_at: moment }).nullable(),
  /** Real scored cases with a verdict on both sides. */
  cases: count,
  broke: count,
  repaired: count,
  /** Ids of the cases that came out otherwise, those that broke first; at most ten. */
  flipped: z.array(z.strictObject({ id: text, now: z.enum(['wrong', 'right']) })).max(10),
  change: difference.nullable().describe('Fresh less base, as a share of the cases, with its 95 % interval.'),
  score: z
    .strictObject({ ...difference.shape, p: share, p_adjusted: share })
    .nullable()
    .describe('Mean score of a judge or metric, fresh less base, by Student’s t; null without scores.'),
  p: share
    .nullable()
    .describe('McNemar, exact; where cases are alike or were tried several times, by their clusters.'),
  p_adjusted: share
    .nullable()
    .describe('By Holm, over the features that were tested, the cases and their scores.'),
  smallest_drop: share
    .nullable()
    .describe('The smallest drop that as many cases could show; null where they could show none.'),
});
export type CanaryFinding = z.infer<typeof canaries>;

/** What `poc drift --json` prints. Written by that command; read by workflows. */
export const driftReport = z
  .strictObject({
    schema: z.literal('poc-drift/v1'),
    evaluated_at: moment,
    /** `unknown` where nothing alerts, and something that was asked for could not be told. */
    verdict: z.enum(['drift', 'none', 'unknown']),
    /** `null` where signals were not looked at. */
    signals: z.array(signal).nullable(),
    /** The cases of the eval, asked again; `null` where nobody asked for it. */
    canaries: canaries.nullable(),
    /** `null` where there are no rows at all. */
    distributions: distributions.nullable(),
  })
  .meta({ id: 'drift-report', title: 'poc drift --json', description: 'Outcome signals and drift.' });
export type DriftReport = z.infer<typeof driftReport>;
