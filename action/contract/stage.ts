import { z } from 'zod';

/** Where a POC stands. `stopped` is an outcome, not a failure. */
export const stage = z.enum(['explore', 'pilot', 'production', 'stopped']);
export type Stage = z.infer<typeof stage>;

const ORDER = ['explore', 'pilot', 'production'] as const;

/** The stages that checks know about, in the order in which a POC passes them. */
export type GatedStage = (typeof ORDER)[number];

/** @returns how many stages `to` lies after `from`: negative when it lies before, 0 when they are the same. */
export function stagesBetween(from: GatedStage, to: GatedStage): number {
  return ORDER.indexOf(to) - ORDER.indexOf(from);
}

/** @returns the stage that follows, or `undefined` after production. */
export function nextStage(current: GatedStage): GatedStage | undefined {
  return ORDER[ORDER.indexOf(current) + 1];
}
