import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { count, share, text } from '../fields.ts';

/** `evidence/scale/load-at-volume.json`: a load test with arrivals at a constant rate. */
export const loadAtVolume = defineProof({
  inputs: ['source'],
  count: ({ sent }) => sent,
  result: z.strictObject({
    environment: z.enum(['staging', 'production', 'local']),
    model_mode: z.enum(['live', 'recorded', 'stubbed']),
    arrivals_per_hour: z.number().positive(),
    minutes: z.number().positive(),
    sent: count,
    completed: count,
    errors: count,
    p50_ms: z.number().min(0),
    p95_ms: z.number().min(0),
    dropped: share.default(0).describe('Arrivals that the load generator could not send in time.'),
    binding_constraint: text.describe('What would give way first: a rate limit, a pool, a disk.'),
  }),
});
