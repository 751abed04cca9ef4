import { z } from 'zod';
import { day, text } from '../action/contract/fields.ts';
import { nameRefusal } from './package-name.ts';

/** A line break or control character would end a heading, a table row or a comment in a made file. */
const BREAKS_A_LINE = /[\p{Cc}\u2028\u2029]/u;
const line = text.refine((value) => !BREAKS_A_LINE.test(value), {
  error: 'expected one line, without tabs or control characters',
});

const name = z.string().refine((value) => nameRefusal(value) === undefined, {
  error: (issue) => `expected ${nameRefusal(String(issue.input))}`,
});

const labels = z
  .array(line)
  .min(2, { error: 'expected two labels or more' })
  .refine((list) => new Set(list).size === list.length, { error: 'expected each label once' });

/** What a person says to make a POC. Every question has a flag and a key in the answers file. */
export const answers = z.strictObject({
  name: name.describe('Folder and package name'),
  kind: z.enum(['classify']).default('classify').describe('What the workflow does with an item'),
  workflow: line.describe('The workflow in one sentence'),
  performer: line.describe('Who does this today (a role)'),
  unit: line.describe('One unit of work'),
  minutes: z.coerce
    .number({ error: 'expected a number of minutes above 0, or none' })
    .positive({ error: 'expected a number of minutes above 0, or none' })
    .nullable()
    .default(null)
    .describe('Minutes one unit takes today, as a guess'),
  realCase: line.describe('Where one real case lives'),
  labels: labels.describe('The labels an item can be given'),
  owner: line.describe('The one person who answers for this POC'),
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
