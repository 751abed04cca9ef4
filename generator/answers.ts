import { z } from 'zod';
import { day, slug, text } from '../action/contract/fields.ts';

/** What a person says to make a POC. Every question has a flag and a key in the answers file. */
export const answers = z.strictObject({
  name: slug.describe('Folder and package name'),
  kind: z.enum(['classify']).default('classify').describe('What the workflow does with an item'),
  workflow: text.describe('The workflow in one sentence'),
  performer: text.describe('Who does this today (a role)'),
  unit: text.describe('One unit of work'),
  minutes: z.coerce.number().positive().nullable().default(null).describe('Minutes one unit takes today, as a guess'),
  realCase: text.describe('Where one real case lives'),
  labels: z.array(text).min(2).describe('The labels an item can be given'),
  owner: text.describe('The one person who answers for this POC'),
  decisionDue: day.describe('The day a person decides: ship, harden, continue or stop'),
});
export type Answers = z.infer<typeof answers>;

/** All that a template may name: the answers, and what follows from them. */
export type TemplateData = Answers & {
  /** The day of generation, `YYYY-MM-DD`. */
  today: string;
  /** Version of create-poc, such as `0.1.0`. */
  version: string;
  /** What `devDependencies["create-poc"]` says: an exact version, or `file:` and the copy inside the repository. */
  dependency: string;
  /** What the workflow's `uses:` says. */
  actionUses: string;
  /** Is the gate's bundle inside the made repository (`.github/actions/poc-gate`)? */
  vendored: boolean;
};
