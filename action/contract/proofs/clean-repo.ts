import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { count, text } from '../fields.ts';

/** What a repository is searched for. */
export const SCANS = ['secrets', 'personal_data', 'dependencies'] as const;
export type ScanKind = (typeof SCANS)[number];

const finding = z.strictObject({
  rule: text,
  severity: z.enum(['high', 'medium', 'low']),
  file: text,
  line: z.int().min(1).nullable().describe('Where it stands first; null where that is not known.'),
  times: z
    .int()
    .min(1)
    .default(1)
    .describe('How often the rule matched in this file, where that is one finding.'),
  /** Tells two findings of one rule apart without quoting what was found. */
  fingerprint: text,
});

const scan = z.strictObject({
  scan: z.enum(SCANS),
  tool: text,
  version: text,
  looked_at: count.describe('Files that were looked at; packages for dependencies.'),
  media: count
    .default(0)
    .describe('Files that are pictures, sound, film or fonts, in which no text is looked for.'),
  excluded: z
    .array(text)
    .describe('Files and patterns that were left out, and files that cannot be searched.'),
  findings: z.array(finding),
});

/** `evidence/data/clean-repo.json`: what was found in the tree that must not be there. Written by `poc scan`. */
export const cleanRepo = defineProof({
  inputs: ['tree'],
  command: 'npx poc scan',
  count: ({ scans }) => scans.find(({ scan }) => scan === 'secrets')?.looked_at ?? 0,
  result: z.strictObject({ scans: z.array(scan) }),
});
export type CleanRepo = z.infer<typeof cleanRepo.result>;
export type Scan = z.infer<typeof scan>;
export type ScanFinding = z.infer<typeof finding>;
