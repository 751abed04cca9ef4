import { ACCESS_FILE } from '../../contract/access.ts';
import { LIMITS_FILE } from '../../contract/limits.ts';
import { MANIFEST_FILE } from '../../contract/manifest.ts';
import { PROOF_IDS, PROOFS, proofFile } from '../../contract/proofs/index.ts';
import { SIGNALS_FILE } from '../../contract/signals.ts';

/** Where each part of the policy stands to which a proof can be bound. */
const FILES: Readonly<Record<string, string>> = {
  access: ACCESS_FILE,
  limits: LIMITS_FILE,
  signals: SIGNALS_FILE,
  systems: MANIFEST_FILE,
};

/**
 * A scan is of every file and a trip test of the limits: whoever changes the policy alone has to bring those proofs anew,
 * and they are judged by the bars of the base. Proofs of the code stay as they are.
 *
 * @param changed all files of a pull request
 * @returns whether a file is a proof that what was changed of the policy has made void
 */
export const isVoidBy = (changed: readonly string[], file: string): boolean =>
  PROOF_IDS.some(
    (id) =>
      proofFile(id) === file &&
      PROOFS[id].inputs.some((input) => input === 'tree' || changed.includes(FILES[input] ?? '')),
  );
