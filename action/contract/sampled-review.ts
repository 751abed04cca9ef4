import { z } from 'zod';
import { moment, text } from './fields.ts';

export const REVIEWS_FILE = 'evidence/reviews.jsonl';

/**
 * A line of `evidence/reviews.jsonl`: an output out of a random sample, looked at again by somebody who did not do the
 * case. Written by people or by the page on which they do it; read by `poc drift` for `human_score` and `escaped_errors`.
 */
export const sampledReview = z
  .strictObject({
    case_ref: text.describe('The id of the case in the system that it comes from.'),
    reviewed_at: moment,
    by: text.describe('The pseudonym of whoever looked at it.'),
    correct: z.boolean().describe('Was the output right, as the workflow gave it?'),
    escaped: z
      .boolean()
      .nullable()
      .describe(
        'Did a mistake get past everybody, to where it took effect? null where nothing had taken effect yet.',
      ),
  })
  .meta({
    id: 'sampled-review',
    title: REVIEWS_FILE,
    description: 'One output of a random sample, looked at again.',
  });
export type SampledReview = z.infer<typeof sampledReview>;
