import type { Envelope, ProofInput } from '../../contract/envelope.ts';
import type { Signature } from './signature.ts';

/** The envelope of one check, and what the tree that it is judged with says today. */
export type Proof<R> = {
  file: string;
  envelope: Envelope<R>;
  /** Digests of everything that it is bound to, recomputed from the tree. */
  inputsNow: Readonly<Partial<Record<ProofInput, string>>>;
  /** The same file at the base; `null` where the base has none that could be read. */
  before: Envelope<R> | null;
  signature: Signature;
};
