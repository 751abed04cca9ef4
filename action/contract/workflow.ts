import { z } from 'zod';
import { slug, text } from './fields.ts';

/** What a workflow does with an item: gives it a label, reads fields out of it, or writes an answer to a person. */
export const WORKFLOW_KINDS = ['classify', 'extract', 'draft'] as const;
export type WorkflowKind = (typeof WORKFLOW_KINDS)[number];

/** What a field that is read out of a document can hold. */
export const FIELD_TYPES = ['text', 'amount', 'date', 'integer'] as const;

/** What only one kind has: written there, and nowhere else. */
export const OF_ONE_KIND = {
  labels: { kind: 'classify', expected: 'two labels or more' },
  fields: { kind: 'extract', expected: 'one field or more' },
} as const satisfies Record<string, { kind: WorkflowKind; expected: string }>;

/** One field of a record, as it is named in code. */
export const extractedField = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/, {
      error: 'expected a name of letters, digits and _, that starts with a letter, such as total',
    })
    // A look-up by such a name finds what every object inherits.
    .refine((name) => !(name in {}), {
      error: 'expected another name: every JavaScript object has this one',
    }),
  type: z.enum(FIELD_TYPES),
});
export type ExtractedField = z.infer<typeof extractedField>;

export const extractedFields = z
  .array(extractedField)
  .refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length, {
    error: 'expected each field once',
  });

/** `workflow:` in `poc.yaml`. */
export const workflow = z
  .strictObject({
    id: slug.describe('The one workflow of this POC. The clock of the timebox goes with this name.'),
    kind: z.enum(WORKFLOW_KINDS).describe('What the workflow does with an item.'),
    title: text.describe('The workflow in one sentence.'),
    labels: z
      .array(text)
      .min(2)
      .optional()
      .describe('Of classify only: the labels that an item can be given. Unsure goes to a person.'),
    fields: extractedFields
      .min(1)
      .optional()
      .describe('Of extract only: the fields that are read out of a document.'),
    user_role: text.describe('Who does this job today.'),
    out_of_scope: z.array(text).describe('What this POC does not do. At least three entries keep it narrow.'),
  })
  .superRefine((written, context) => {
    for (const [key, { kind, expected }] of Object.entries(OF_ONE_KIND)) {
      const isThere = written[key as keyof typeof OF_ONE_KIND] !== undefined;
      if (isThere === (written.kind === kind)) continue;
      const message = isThere ? `expected no ${key}` : `expected ${expected}`;
      context.addIssue({ code: 'custom', path: [key], message: `${message}, since kind is ${written.kind}` });
    }
  });
