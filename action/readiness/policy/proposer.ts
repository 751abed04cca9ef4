import type { Change } from '../evidence.ts';
import { isKnownAs } from '../named-users.ts';

/** Who proposes a change: the login that opened it, and names and addresses on its commits. */
export type Proposal = Pick<Change, 'author' | 'proposers'>;

/** Whoever has a commit in a pull request cannot say yes to it, under whichever of their names. */
export const isProposer = (name: string, { author, proposers }: Proposal): boolean =>
  (author === null ? proposers : [author, ...proposers]).some((one) => isKnownAs(one, name));
