import { z } from 'zod';
import { digest, text } from './fields.ts';

export const GRADER_AGREEMENT_FILE = 'eval/grader-agreement.json';

/** What a grader or a person says of an output. Whoever cannot say leaves it out. */
const said = z.enum(['pass', 'fail']);

const label = z.strictObject({
  by: text.describe('Pseudonym of the person who said it, as in `users` of poc.yaml. No builder, no model.'),
  verdict: said,
});

const labels = z
  .array(label)
  .min(1)
  .refine((list) => new Set(list.map((one) => one.by.toLowerCase())).size === list.length, {
    error: 'expected each person once',
  });

const output = z.strictObject({
  case: text.describe('Id of the case in eval/cases.'),
  output: z
    .json()
    .describe('What the workflow answered, as the grader saw it and as `answer` has it in the results.'),
  graded: said.describe('What the grader said of it.'),
  labels,
});
export type LabelledOutput = z.infer<typeof output>;

/**
 * `eval/grader-agreement.json`: outputs that people judged without seeing the grader's verdict. Written by people; the
 * gate counts it again, since totals alone could be anything.
 */
export const graderAgreement = z
  .strictObject({
    version: z.literal(1),
    judge: text.describe('The model that graded, by its dated name, such as vendor/model-2026-05-01.'),
    grader: digest.describe('Digest of the files that grade, as `inputs.grader` of run.json has it.'),
    outputs: z.array(output),
  })
  .meta({
    id: 'grader-agreement',
    title: 'eval/grader-agreement.json',
    description: 'Outputs that people labelled, beside what the grader said of them.',
  });
export type GraderAgreement = z.infer<typeof graderAgreement>;
