import type { Stage } from '../../action/contract/stage.ts';
import type { Poc, PocOptions } from '../repository-builder.ts';

/** Something that a pull request does to a POC: files that it writes, results that it hands in. */
export type Deed = (poc: Poc) => Promise<unknown>;

/**
 * A story of what somebody tried, and of somebody who did something much like it in good faith. The name of its file is
 * the name of the attack. The base is green: whatever turns red is the deed.
 */
export type Attack = {
  /** The stage of the base. */
  stage: Exclude<Stage, 'stopped'>;
  /** How the base differs from a POC that passes. */
  poc?: Omit<PocOptions, 'stage'>;
  /** What the base holds besides. It is done once, and the deed and its twin each begin on a copy. */
  before?: Deed;
  attack: Deed;
  /** The sentence that the comment must contain, as it is read, without the marks of Markdown. */
  says: string;
  /** The check that blocks. */
  check: string;
  /** What an innocent does, in a few words, and their deed: it must stay green. */
  twin: { what: string; deed: Deed };
  /** Who proposes both; a builder, unless told. */
  author?: string;
  /** Whether the platform vouches for a file of the repository in this folder; nobody does, unless told. */
  signed?: (sha256: string, folder: string) => boolean;
};

/** Types an attack. */
export const defineAttack = (attack: Attack): Attack => attack;
