import { z } from 'zod';
import { INPUT_KINDS } from './eval-run.ts';
import { count, digest, moment, text } from './fields.ts';

/** The files that a proof can be about, beside those of an eval. */
export const POLICY_INPUTS = ['access', 'limits', 'signals', 'systems', 'tree'] as const;

/** What a proof can be bound to: change it, and the proof is about something else. */
export const PROOF_INPUTS = [...INPUT_KINDS, ...POLICY_INPUTS] as const;
export type ProofInput = (typeof PROOF_INPUTS)[number];

/** A full commit id. */
export const commitId = z
  .string()
  .regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, { error: 'expected a full commit id' });

/** How a check wants its proof: what it is bound to, and the shape of its result. */
export type ProofKind<R extends z.ZodType = z.ZodType> = {
  /** Digests that the envelope has to carry. The gate takes them again from the tree. */
  inputs: readonly ProofInput[];
  result: R;
  /** The command that writes it, where that is not `poc prove`. */
  command?: string;
  /** How many things a result is about; the envelope has to say the same. */
  count(result: z.infer<R>): number;
};

/** Types a kind of proof by its result. */
export const defineProof = <R extends z.ZodType>(kind: ProofKind<R>): ProofKind<R> => kind;

/**
 * `evidence/AREA/NAME.json`: what was found out for the check AREA/NAME, on what, when, by what. Written by `poc prove`
 * and by the parts of a made repository; read by that check alone.
 */
export const envelopeOf = <R extends z.ZodType>(
  check: string,
  { inputs, result }: Pick<ProofKind<R>, 'inputs' | 'result'>,
) =>
  z.strictObject({
    schema: z.literal('poc-evidence/v1'),
    check: z.literal(check),
    commit: commitId.nullable(),
    produced_at: moment,
    producer: z.strictObject({ command: text, run_url: z.url().nullable() }),
    inputs: z.strictObject(Object.fromEntries(inputs.map((name) => [name, digest]))) as z.ZodType<
      Partial<Record<ProofInput, string>>
    >,
    n: count.describe('How many things the result is about: tests, attempts, records, files.'),
    result,
  });

/** A proof as it stands in its file. */
export type Envelope<R> = {
  schema: 'poc-evidence/v1';
  check: string;
  commit: string | null;
  produced_at: string;
  producer: { command: string; run_url: string | null };
  inputs: Partial<Record<ProofInput, string>>;
  n: number;
  result: R;
};
