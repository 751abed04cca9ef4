import { z } from 'zod';
import { moment, text } from './fields.ts';

/**
 * A row of `usage/eligible.csv`: one eligible case, as the system of record lists it, with or without the POC. It is what
 * coverage is a share of, and what the case_refs of the usage export have to exist in.
 */
export const eligibleCase = z.strictObject({
  case_ref: text,
  closed_at: moment,
  closed_by: text.describe('The pseudonym of whoever closed it.'),
});
export type EligibleCase = z.infer<typeof eligibleCase>;

/** A line of `evidence/seeds.jsonl`: an output that was made wrong on purpose and shown to a reviewer who did not know. */
export const seed = z
  .strictObject({
    seed_id: text,
    shown_at: moment,
    user: text,
    case_ref: text,
    caught: z.boolean(),
    review_s: z.number().min(0),
    output_characters: z.int().min(0),
  })
  .meta({
    id: 'seed',
    title: 'evidence/seeds.jsonl',
    description: 'One seeded error and whether it was caught.',
  });
export type Seed = z.infer<typeof seed>;
