import type { Envelope, ProofInput } from '../../action/contract/envelope.ts';
import { PROOFS, type ProofId, type ProofResult, proofFile } from '../../action/contract/proofs/index.ts';
import type { Proof } from '../../action/readiness/proof/proof.ts';
import type { Signature } from '../../action/readiness/proof/signature.ts';
import { NOT_HERE } from '../../action/readiness/proof/signature.ts';
import { DIGESTS, digest } from './evals.ts';

/** What the tree has today for everything that a proof can be about. */
const NOW: Record<ProofInput, string> = {
  ...DIGESTS,
  access: digest('1'),
  limits: digest('2'),
  signals: digest('3'),
  systems: digest('4'),
  tree: digest('5'),
};

export const SIGNED: Signature = {
  status: 'verified',
  workflow: '.github/workflows/poc.yml',
  commit: '1234567890abcdef1234567890abcdef12345678',
};

type Over<R> = Partial<Omit<Proof<R>, 'envelope'>> & { envelope?: Partial<Envelope<R>> };

/**
 * A proof of this tree, made this morning.
 *
 * @param n how many things the result has, as the check counts them
 */
export function proof<I extends ProofId>(
  id: I,
  result: ProofResult<I>,
  n: number,
  { envelope = {}, ...over }: Over<ProofResult<I>> = {},
): Proof<ProofResult<I>> {
  const inputs = Object.fromEntries(PROOFS[id].inputs.map((name) => [name, NOW[name]]));
  return {
    file: proofFile(id),
    envelope: {
      schema: 'poc-evidence/v1',
      check: id,
      commit: null,
      produced_at: '2026-11-20T09:00:00Z',
      producer: { command: 'npm run prove', run_url: null },
      inputs,
      n,
      result,
      ...envelope,
    },
    inputsNow: inputs,
    before: null,
    signature: NOT_HERE,
    ...over,
  };
}
