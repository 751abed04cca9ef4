import { z } from 'zod';
import { count, digest, share, text } from './fields.ts';

/** Where a made repository looks for it. */
export const CONFIDENCE_FILE = 'data/confidence.json';

/** `useless`: it does not tell right from wrong, so everything goes to a person. `too_few`: nobody can tell yet. */
export const CALIBRATION_VERDICTS = ['usable', 'useless', 'too_few'] as const;

const isotonic = z.strictObject({
  method: z.literal('isotonic'),
  signal: text,
  points: z
    .array(z.tuple([z.number(), share]))
    .min(1)
    .describe(
      'Steps [from, confidence], ascending: the last one whose `from` is not over the signal, else the first.',
    ),
});

const logistic = z.strictObject({
  method: z.literal('logistic'),
  intercept: z.number(),
  signals: z.array(
    z.strictObject({ name: text, mean: z.number(), sd: z.number().positive(), weight: z.number() }),
  ),
});

/** How signals become a confidence from 0 to 1. */
export const combine = z.discriminatedUnion('method', [isotonic, logistic]);
export type Combine = z.infer<typeof combine>;

const inside = z.number().gt(0).lt(1);

/** `data/confidence.json`: what signals are worth, and from which confidence on an answer is given. */
export const confidence = z
  .strictObject({
    version: z.literal(1),
    model: text,
    training: digest.describe('Digest of the training data. On any other the figures say nothing.'),
    trials: count,
    undecided: count.describe('Trials without an answer; they count in coverage and in nothing else.'),
    target_risk: inside.describe('The share of wrong answers that is allowed among those given.'),
    level: inside.describe('How sure that has to be.'),
    verdict: z.enum(CALIBRATION_VERDICTS),
    combine: combine.describe(
      'Fitted to all trials; the figures below are of trials that a fit had not seen.',
    ),
    answers_from: share.nullable().describe('Confidence from which on an answer is given; null: none is.'),
    coverage: share.describe('The share of trials that would be answered.'),
    risk: share.nullable().describe('The share of those that would be wrong.'),
    risk_upper: share
      .nullable()
      .describe('Its exact one-sided upper bound, at the level that the threshold was tested at.'),
    error_rate: share
      .nullable()
      .describe('The share of all answers that is wrong: what abstaining at random has.'),
    coverage_at_risk: share.describe('The most coverage with the target risk as counted: without a bound.'),
    auroc: z
      .strictObject({ value: share, low: share, high: share })
      .nullable()
      .describe('With DeLong’s interval at 95 %. null with fewer than two right or two wrong answers.'),
    aurc: share.nullable(),
    e_aurc: share.nullable(),
    ece: share.nullable(),
    reliability: z.array(
      z.strictObject({ trials: count, confidence: share, right: share }).describe('A bin of the ECE.'),
    ),
    curve: z.array(z.strictObject({ coverage: share, risk: share })).max(20),
  })
  .meta({
    id: 'confidence',
    title: 'data/confidence.json',
    description: 'When the model is right, as measured; written by `poc calibrate`.',
  });
export type Confidence = z.infer<typeof confidence>;
