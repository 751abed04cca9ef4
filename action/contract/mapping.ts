import { z } from 'zod';
import { named, text } from './fields.ts';

const path = text.describe(
  'A dotted path from one result, such as `metrics.f1`; in a CSV file the name of a column.',
);

const namedNumbers = named(z.number());

/**
 * `evidence.mapping` in `poc.yaml`: where the results of a tool that the gate does not know keep what it needs, or what
 * a known tool does not say by itself (such as a threshold). What is declared goes before what a reader finds, and has
 * to stand in every result: null, or an empty cell, where there is nothing to say.
 */
export const mapping = z.strictObject({
  records: path
    .optional()
    .describe('JSON only: the path of the list of results; without it the file is the list.'),
  id: path.optional(),
  pass: path.optional().describe('true or false, 1 or 0, pass or fail; null for no verdict.'),
  score: path.optional(),
  threshold: z
    .union([z.number(), namedNumbers, path])
    .optional()
    .describe(
      'The score from which on a result passes: a path, a number, or one for each evaluator by its name. A number goes for the score, or for every evaluator where there is none. Several have to hold at once, and so does `pass` beside them.',
    ),
  variant: path.optional(),
  model: path.optional().describe('The model that answered, by its dated name.'),
  repeat: path.optional(),
  cluster: path.optional(),
  latency: path.optional().describe('Milliseconds.'),
  cost: path.optional().describe('US dollars.'),
  slices: z.array(path).optional(),
});
export type Mapping = z.infer<typeof mapping>;
