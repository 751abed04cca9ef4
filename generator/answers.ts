import { z } from 'zod';
import { day, slug, text } from '../action/contract/fields.ts';
import { extractedFields, OF_ONE_KIND, WORKFLOW_KINDS } from '../action/contract/workflow.ts';
import { nameRefusal } from './package-name.ts';

/** A line break or control character would end a heading, a table row or a comment in a made file. */
const BREAKS_A_LINE = /[\p{Cc}\u2028\u2029]/u;
const line = text.refine((value) => !BREAKS_A_LINE.test(value), {
  error: 'expected one line, without tabs or control characters',
});

const name = z.string().refine((value) => nameRefusal(value) === undefined, {
  error: (issue) => `expected ${nameRefusal(String(issue.input))}`,
});

/** Empty where the kind of workflow gives none. */
const labels = z
  .array(line)
  .refine((list) => list.length !== 1, { error: 'expected two labels or more' })
  .refine((list) => new Set(list).size === list.length, { error: 'expected each label once' });

const parts = z.union([z.enum(['default', 'all']), z.array(slug)], {
  error: 'expected default, all, none, or names of parts such as off-switch,audit',
});

const questions = z.strictObject({
  name: name.describe('Folder and package name'),
  kind: z.enum(WORKFLOW_KINDS).default('classify').describe('What the workflow does with an item'),
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
  labels: labels.default([]).describe('The labels an item can be given'),
  fields: extractedFields.default([]).describe('The fields that are read out of a document'),
  parts: parts.default('default').describe('What stands around the model'),
  owner: line.describe('The one person who answers for this POC'),
  decisionDue: day.describe('The day a person decides: ship, harden, continue or stop'),
});
export type Answers = z.infer<typeof questions>;

/** What was answered for another kind of workflow, or was not for this one. */
export type Misfit = { key: keyof typeof OF_ONE_KIND; expected: string };

/** @returns each answer that does not go with the kind. */
export function misfits({ kind, ...given }: Pick<Answers, 'kind' | 'labels' | 'fields'>): Misfit[] {
  return Object.entries(OF_ONE_KIND).flatMap(([name, one]) => {
    const key = name as Misfit['key'];
    if (given[key].length > 0 === (one.kind === kind)) return [];
    return [
      {
        key,
        expected: one.kind === kind ? `${one.expected} for ${kind}` : `none: only ${one.kind} has ${key}`,
      },
    ];
  });
}

/** What a person says to make a POC. Every question has a flag and a key in the answers file. */
export const answers = questions.superRefine((given, context) => {
  for (const { key, expected } of misfits(given))
    context.addIssue({ code: 'custom', path: [key], message: `expected ${expected}` });
});

/** All that a template may name: the answers, and what follows from them. */
export type TemplateData = Omit<Answers, 'parts'> & {
  /** The parts that were chosen, with those that they need, outermost first. */
  parts: readonly string[];
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
