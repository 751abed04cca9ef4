import { z } from 'zod';
import { day, text } from './fields.ts';

export const DATA_FILE = 'policy/data.yaml';

const source = z.strictObject({
  id: text.describe('The source_system of its cases.'),
  owner: text.describe('Who answers for this data.'),
  purpose: text,
  personal_data: z.enum(['none', 'pseudonymous', 'personal', 'special_category']),
  processors: z
    .array(text)
    .describe('Who may receive it, such as the provider of a model; embedded for nobody.'),
  retention_days: z.int().min(1),
  approved_by: text.nullable().describe('Who allowed it. Nobody allows their own pull request.'),
  approved_on: day.nullable(),
  expires_on: day.nullable(),
});
export type DataSource = z.infer<typeof source>;

/** `policy/data.yaml`: which data may be used for what, sent to whom, and who said so. */
export const dataRegister = z
  .strictObject({ version: z.literal(1), sources: z.array(source) })
  .meta({ id: 'data', title: 'policy/data.yaml', description: 'The register of the data that a POC uses.' });
export type DataRegister = z.infer<typeof dataRegister>;
