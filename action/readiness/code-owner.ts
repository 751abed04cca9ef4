import type { Change } from './evidence.ts';
import { sameName } from './names.ts';

/** @returns who, by the base, has to agree to a change of a file: nobody agrees to their own. */
export const whoAgrees = ({ base, author }: Change, file: string): readonly string[] =>
  (base?.codeOwners.get(file) ?? []).filter((owner) => author === null || !sameName(owner, author));
