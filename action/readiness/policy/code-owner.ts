import type { Change } from '../evidence.ts';
import { isProposer } from './proposer.ts';

/** @returns who, by the base, has to agree to a change of a file: nobody agrees to their own. */
export const whoAgrees = (change: Change, file: string): readonly string[] =>
  (change.base?.codeOwners.get(file) ?? []).filter((owner) => !isProposer(owner, change));
