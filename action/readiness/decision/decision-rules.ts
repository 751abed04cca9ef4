import type { Decision } from '../../contract/decision.ts';
import type { Manifest } from '../../contract/manifest.ts';
import type { GatedStage } from '../../contract/stage.ts';
import { normalise } from '../../text/normalise.ts';
import type { Base } from '../evidence.ts';
import { sameName } from '../names.ts';
import { isPlaceholder } from '../placeholder.ts';
import type { Row } from '../reading.ts';
import { sponsorOf } from './kill-status.ts';

/** The most days that a stage has until its decision. */
export const STAGE_DAYS = { explore: 14, pilot: 56, production: 180 } as const satisfies Record<
  GatedStage,
  number
>;

/** The most days by which the sponsor extends a stage, once. */
export const EXTENSION_DAYS = 7;

/** The most days until a decision is looked at again. */
export const REVIEW_DAYS = 180;

/** A shorter reason names nothing that could turn out to be wrong. */
export const REASON_CHARACTERS = 20;

/**
 * A reason that would fit any decision is none, and one that stands in an earlier record was not thought of for this one.
 *
 * @returns what is wrong with it, to follow "the reason", or `null`
 */
export function reasonFault(reason: string, others: readonly Row<Decision>[]): string | null {
  if (isPlaceholder(reason)) return 'only holds the place of one';
  const length = [...reason.trim()].length;
  if (length < REASON_CHARACTERS) return `has ${length} characters`;
  const words = normalise(reason);
  const same = others.find(({ value }) => value.reason !== undefined && normalise(value.reason) === words);
  return same === undefined ? null : `is that of ${same.file}`;
}

/** @returns who answers for the POC, as the base says: a pull request appoints nobody who signs it. */
export const ownerOf = (manifest: Manifest, base: Base | null | undefined): string =>
  base?.manifest?.value.owner ?? manifest.owner;

export const isSignedBy = (decision: Pick<Decision, 'decision-makers'>, name: string): boolean =>
  decision['decision-makers'].some((one) => sameName(one, name));

/**
 * The owner answers for every decision. To go on past the timebox takes the sponsor as well; to stop, either will do,
 * for an owner who has left must not keep a POC going.
 *
 * @returns who has to sign and has not, such as `the owner, Olga Owner,`; or `null`
 */
export function missingSignature(
  decision: Pick<Decision, 'decision' | 'decision-makers'>,
  manifest: Manifest,
  base: Base | null | undefined,
): string | null {
  const owner = ownerOf(manifest, base);
  const sponsor = sponsorOf(manifest, base);
  const bySponsor = sponsor !== null && isSignedBy(decision, sponsor);
  if (decision.decision === 'continue' && !bySponsor)
    return `the sponsor, ${sponsor ?? 'whom nobody named'},`;
  if (isSignedBy(decision, owner) || (decision.decision === 'stop' && bySponsor)) return null;
  return `the owner, ${owner},`;
}
