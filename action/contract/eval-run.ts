import { z } from 'zod';
import { count, digest, moment, text } from './fields.ts';
import { OUTCOMES, VERDICTS } from './words.ts';

export const verdict = z.enum(VERDICTS);
export const outcome = z.enum(OUTCOMES);
export type { RowVerdict } from './words.ts';

/** A line of the results file: one attempt at one case. Written by the eval runner. */
export const evalRow = z.strictObject({
  id: text,
  repeat: count.default(0),
  verdict,
  outcome: outcome.nullable().default(null),
  answer: z.json().default(null),
  reason: z.string().nullable().default(null).describe('Why it failed, was refused, or went to a person.'),
  confidence: z.number().min(0).max(1).nullable().default(null),
  latency_ms: z.number().min(0).nullable().default(null),
  cost_usd: z.number().min(0).nullable().default(null),
  cluster: text.nullable().default(null).describe('What the case shares with others, such as a document.'),
  model: text.nullable().default(null),
});
export type EvalRow = z.infer<typeof evalRow>;

/** The parts of a repository that decide what a result means. Each has a digest in the envelope. */
export const INPUT_KINDS = ['cases', 'source', 'prompts', 'grader', 'policy'] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

const inputs = z.strictObject({
  cases: digest,
  source: digest,
  prompts: digest,
  grader: digest,
  policy: digest,
  model: z.array(text),
});

/** GitHub starts no more jobs than these for one matrix. */
export const MOST_SHARDS = 256;

/** Which part of the cases was run. The case with the id i belongs to shard `shardOf(i, of)`. */
const shard = z
  .strictObject({ index: z.int().min(1), of: z.int().min(1).max(MOST_SHARDS) })
  .refine(({ index, of }) => index <= of, { error: 'expected an index that is at most `of`' });

/** `eval/results/run.json`: what was measured, on what. Written by `poc eval run`, read by the eval checks. */
export const evalRun = z
  .strictObject({
    schema: z.literal('poc-evidence/v1'),
    check: z.literal('eval/pass-rate'),
    commit: z
      .string()
      .regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, { error: 'expected a full commit id' })
      .nullable(),
    started_at: moment.nullable().default(null).describe('Results that are older were not made by this run.'),
    produced_at: moment,
    producer: z.strictObject({ command: text, run_url: z.url().nullable() }),
    inputs,
    n: count,
    result: z.strictObject({ passed: count }),
    rows: z.union([text, z.array(text).min(1)]).describe('Files of the rows, in the folder of this file.'),
    shard: shard.nullable().default(null),
  })
  .meta({
    id: 'eval-run',
    title: 'run.json',
    description: 'An eval run: its inputs by digest, its counts, its rows.',
  });
export type EvalRun = z.infer<typeof evalRun>;
