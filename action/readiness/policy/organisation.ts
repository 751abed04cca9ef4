import type { Organisation } from '../../contract/organisation.ts';
import { type GatedStage, stagesBetween } from '../../contract/stage.ts';
import { nearest } from '../../text/nearest.ts';
import type { Check } from '../check.ts';

/** The policy of an organisation, and where it was read, such as `acme/policies@1a2b3c4`. */
export type OrganisationPolicy = { from: string; value: Organisation };

/** @returns the check as the organisation wants it: it may block earlier, and never later. */
export function asOrganised<C extends Pick<Check, 'id' | 'blocksFrom'>>(
  check: C,
  policy: OrganisationPolicy | null,
): C {
  const asked = policy?.value.blocks_from[check.id];
  return asked !== undefined && stagesBetween(check.blocksFrom, asked) < 0
    ? { ...check, blocksFrom: asked as GatedStage }
    : check;
}

/** @returns why no waiver of this check holds, to follow "Not waived:", or `null`. */
export const neverWaived = (id: Check['id'], policy: OrganisationPolicy | null): string | null =>
  policy?.value.never_waived.includes(id) === true
    ? `${policy.value.name} lets nobody waive it (${policy.from})`
    : null;

/** @returns what is wrong with the checks that a policy names, in three parts, or `null`. */
export function unknownChecks({ from, value }: OrganisationPolicy, ids: readonly string[]): string | null {
  const unknown = [...Object.keys(value.blocks_from), ...value.never_waived].find((id) => !ids.includes(id));
  if (unknown === undefined) return null;
  const meant = nearest(unknown, ids);
  return `${from}: found the check ${unknown}; expected one of this gate. Write ${meant ?? 'an id that `poc checks` lists'}.`;
}
