import type { ProofId, ProofResult } from '../../../action/contract/proofs/index.ts';

/** The evidence of one area of a POC that passes: results by the check that they prove, and files beside them as text. */
export type Proven = {
  results: { [I in ProofId]?: { result: ProofResult<I>; n: number } };
  files: Readonly<Record<string, string>>;
};
