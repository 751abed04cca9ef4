import { type GatedStage, stagesBetween } from '../contract/stage.ts';
import type { Check } from '../readiness/check.ts';
import { things } from './words.ts';

const BEFORE = { explore: null, pilot: 'explore', production: 'pilot' } as const satisfies Record<
  GatedStage,
  GatedStage | null
>;

/** @returns from which stage a check blocks, where it only warns, and for how long: `pilot; warns in explore`. */
export function whenAsked({ blocksFrom, grace = {} }: Pick<Check, 'blocksFrom' | 'grace'>): string {
  const before = BEFORE[blocksFrom];
  // Before the stage in which it blocks it only warns anyway.
  const held = (Object.entries(grace) as [GatedStage, number][]).filter(
    ([stage]) => stagesBetween(blocksFrom, stage) >= 0,
  );
  const days = held.map(([stage, left]) => `in the first ${things(left, 'day')} of ${stage} it only warns`);
  return [blocksFrom, ...(before === null ? [] : [`warns in ${before}`]), ...days].join('; ');
}
