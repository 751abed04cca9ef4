import { z } from 'zod';
import { day, slug, text, toFill } from './fields.ts';
import { mapping } from './mapping.ts';
import { stage } from './stage.ts';
import { workflow } from './workflow.ts';

export { MANIFEST_FILE } from './words.ts';

const user = z.strictObject({
  pseudonym: text.describe('The name used in logs. The list of real names stays outside the repository.'),
  role: text,
  acknowledged_on: day.nullable().describe('The day this person’s manager agreed to their taking part.'),
});

const extension = z.strictObject({
  days: z.int().min(1).max(366),
  sponsor: text.describe('Who granted it.'),
  granted_on: day,
});

const capabilities = z.strictObject({
  writes: z.boolean().describe('Does it change anything in another system?'),
  unattended: z.boolean().describe('Does its output take effect before a person has looked at it?'),
  personal_data: z.boolean().describe('Do its items hold data about people?'),
  llm_judge: z.boolean().describe('Does a language model grade the eval?'),
});

const access = z.enum(['read', 'write']);

/** What a workflow may do in a system, by the name that its code calls. */
const operation = z.strictObject({
  name: text,
  access,
  impact: z.enum(['low', 'high']).default('low').describe('High: a person has to approve each one.'),
});

const system = z.strictObject({
  id: slug,
  access,
  hosts: z
    .array(text)
    .default([])
    .describe('The hosts of the tenant, sandbox included. No other host proves a connection.'),
  scopes: z
    .array(text)
    .default([])
    .describe('Every scope that the credential needs, by the name of the provider.'),
  operations: z.array(operation).default([]),
});
export type System = z.infer<typeof system>;

/** Files whose content decides what an eval result is worth; their digests are stored in each result. */
const inputs = z.strictObject({
  cases: z.array(text).default(['eval/cases/**/*.jsonl']),
  source: z.array(text).default(['src/**', 'data/**']),
  prompts: z.array(text).default(['prompts/**']),
  grader: z.array(text).default(['eval/**/*.ts']),
  policy: z.array(text).default(['policy/thresholds.yaml']),
});

const patterns = z.union([text, z.array(text).min(1)]);

const evidence = z.strictObject({
  results: patterns
    .default('eval/results/**/run.json')
    .describe('Evidence envelopes of `poc eval run`, or files of any eval tool that `poc eval read` reads.'),
  mapping: mapping.optional(),
  usage: patterns
    .default('usage/*.jsonl')
    .describe('The usage export: who used it, on which case, with what end.'),
  eligible: text
    .default('usage/eligible.csv')
    .describe('The extract of eligible cases from the system of record.'),
  seeds: text
    .default('evidence/seeds.jsonl')
    .describe('Errors that were seeded to see whether reviewers catch them.'),
  traces: patterns.default('evidence/traces/*.jsonl').describe('A sample of the traces, as OTLP JSON lines.'),
  output_schema: text
    .default('src/output.schema.json')
    .describe('JSON Schema of what the workflow may answer.'),
  inputs: inputs.prefault({}),
});

/** The dumb version that the workflow has to beat: a rule, a query, a template, a form. */
const alternative = z.strictObject({
  title: text.describe('What it is, in one line.'),
  source: z.array(text).min(1).describe('Where its code stands in this repository.'),
  results: patterns.describe('Its results on the same cases.'),
  cost_per_case: z.number().min(0).describe('US dollars.'),
});

/** `poc.yaml`: written by people, read by every check. */
export const manifest = z
  .strictObject({
    version: z.literal(1),
    workflow,
    owner: text.describe('The one person who answers for this POC.'),
    sponsor: toFill.describe('Who pays, and who may extend the timebox.'),
    users: z.array(user).describe('People who do the job today and will use this. Not its builders.'),
    stage,
    stage_started_on: day,
    decision_due: day.describe('The day by which a person decides: ship, harden, continue once, or stop.'),
    extension: extension.nullable().default(null),
    capabilities,
    systems: z.array(system).default([]),
    untrusted_inputs: z
      .array(text)
      .default([])
      .describe('Every input that somebody outside can write, such as the body of a message.'),
    evidence: evidence.prefault({}),
    alternative: alternative.nullable().default(null),
  })
  .meta({
    id: 'poc',
    title: 'poc.yaml',
    description: 'What a proof of concept is, who owns it, and when it is decided.',
  });
export type Manifest = z.infer<typeof manifest>;

/** @returns patterns that may be written as one or as a list, as a list. */
export const listed = (patterns: string | readonly string[]): readonly string[] =>
  typeof patterns === 'string' ? [patterns] : patterns;
