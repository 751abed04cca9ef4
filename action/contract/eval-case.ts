import { z } from 'zod';
import { moment, text } from './fields.ts';

export const CASES = 'eval/cases/**/*.jsonl';

/** What a case is for. `training` cases teach the embedded model and are never scored. */
export const suite = z.enum([
  'scored',
  'must_never',
  'regression',
  'capability',
  'unanswerable',
  'malformed',
  'training',
]);

/** The kinds of bad input that `errors/malformed-input` asks for. `canary` is one that must be graded a fail. */
export const MALFORMED_CLASSES = [
  'empty',
  'oversize',
  'wrong_type',
  'wrong_language_or_encoding',
  'truncated_file',
  'embedded_instructions',
] as const;
export const CANARY = 'canary';

/**
 * A line of `eval/cases/*.jsonl`, written by `poc eval import` and by people.
 * `input` is what the workflow receives; `expected` what it should answer, as its grader understands it.
 */
export const evalCase = z.strictObject({
  id: text,
  input: z.json(),
  expected: z.json(),
  origin: z.enum(['real', 'synthetic', 'red_team']),
  source_system: text.nullable(),
  source_ref: text.nullable().describe('Keyed hash of the identifier in the system it came from.'),
  sampled_at: moment.nullable(),
  sampling: z.enum(['consecutive', 'random', 'failure']).nullable(),
  slices: z.array(text).default([]),
  suite,
});
export type EvalCase = z.infer<typeof evalCase>;

export const CHANGES_FILE = 'eval/CHANGES.jsonl';

/** A line of `eval/CHANGES.jsonl`: why a case was removed or relabelled, and who agreed. */
export const evalChange = z.strictObject({
  id: text,
  reason: z.enum(['duplicate', 'wrong_label', 'out_of_scope', 'privacy_erasure']),
  approved_by: text,
});
export type EvalChange = z.infer<typeof evalChange>;
