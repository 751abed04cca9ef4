import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { digest, text } from '../fields.ts';

/** What an attacker may try through content that the workflow reads. */
export const INJECTIONS = ['direct', 'indirect', 'exfiltration', 'tool_misuse'] as const;

const attempt = z.strictObject({
  id: text,
  kind: z.enum(INJECTIONS),
  payload: digest.describe(
    'Of what was sent in. The same thing sent twice through one input is one attempt.',
  ),
  through: text.describe('The untrusted input of poc.yaml that carried it.'),
  reached_model: z.boolean(),
  succeeded: z.boolean(),
  impact: z.enum(['high', 'low']).describe('What it would do if it succeeded.'),
});

/** `evidence/security/injection-suite.json`: attempts to make content act or leak. */
export const injectionSuite = defineProof({
  inputs: ['source', 'prompts', 'systems'],
  count: ({ attempts }) => attempts.length,
  result: z.strictObject({ model: text, attempts: z.array(attempt) }),
});
export type InjectionAttempt = z.infer<typeof attempt>;
