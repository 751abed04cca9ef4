import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { count, text } from '../fields.ts';

/** What a repository is searched for. */
export const SCANS = ['secrets', 'personal_data', 'dependencies'] as const;

const finding = z.strictObject({
  rule: text,
  severity: z.enum(['high', 'medium', 'low']),
  file: text,
  line: z.int().min(1).nullable(),
  /** Tells two findings of one rule apart without quoting what was found. */
  fingerprint: text,
});

const scan = z.strictObject({
  scan: z.enum(SCANS),
  tool: text,
  version: text,
  /** Files that were looked at; packages for dependencies. */
  looked_at: count,
  /** Paths and patterns that were left out. */
  excluded: z.array(text),
  findings: z.array(finding),
});

/** `evidence/data/clean-repo.json`: what was found in the tree that must not be there. Written by `poc scan`. */
export const cleanRepo = defineProof({
  inputs: ['tree'],
  result: z.strictObject({ scans: z.array(scan) }),
});
export type CleanRepo = z.infer<typeof cleanRepo.result>;
export type ScanFinding = z.infer<typeof finding>;
