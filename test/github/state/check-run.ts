import { z } from 'zod';
import { id, moment, SOME_DAY, sha } from './fields.ts';

const annotation = z.strictObject({
  path: z.string(),
  start_line: z.int(),
  end_line: z.int(),
  start_column: z.int().nullable().default(null),
  end_column: z.int().nullable().default(null),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string(),
  title: z.string().nullable().default(null),
  raw_details: z.string().nullable().default(null),
});

const text = z.string().nullable().default(null);

/** A check run as it stands, with the annotations of all requests so far. */
export const checkRun = z.strictObject({
  id,
  name: z.string(),
  head_sha: sha,
  /** Slug of the app that made it. */
  app: z.string().default('github-actions'),
  status: z.enum(['queued', 'in_progress', 'completed', 'waiting', 'requested', 'pending']).default('queued'),
  conclusion: z
    .enum(['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'timed_out'])
    .nullable()
    .default(null),
  external_id: z.string().default(''),
  details_url: text,
  started_at: moment.default(SOME_DAY),
  completed_at: moment.nullable().default(null),
  output: z.strictObject({ title: text, summary: text, text }).prefault({}),
  annotations: z.array(annotation).default([]),
});
export type CheckRun = z.infer<typeof checkRun>;
export type Annotation = z.infer<typeof annotation>;
