import { DECISIONS_FOLDER } from '../contract/decision.ts';
import type { Manifest } from '../contract/manifest.ts';
import { type GatedStage, stagesBetween } from '../contract/stage.ts';
import type { Check } from './check.ts';
import { DAY } from './clock.ts';
import type { Change } from './evidence.ts';

/** What a miss of a check does to this pull request. */
export type Effect =
  | { kind: 'blocks' }
  /** In its grace, or one stage before it blocks. `graceDays` left, where it is grace. */
  | { kind: 'warns'; graceDays: number | null }
  /** Two or more stages before it blocks: shown, nothing else. */
  | { kind: 'later' };

/** @returns days since the stage began, from 0 on its first day. */
export function dayOfStage(manifest: Pick<Manifest, 'stage_started_on'>, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(manifest.stage_started_on)) / DAY);
}

/**
 * What a miss of this check does at this stage and on this day.
 *
 * @param day days since the stage began, or `null` when that is not known (then there is no grace)
 */
export function effectOf(
  check: Pick<Check, 'blocksFrom' | 'grace'>,
  stage: GatedStage,
  day: number | null,
): Effect {
  const distance = stagesBetween(stage, check.blocksFrom);
  if (distance > 1) return { kind: 'later' };
  if (distance === 1) return { kind: 'warns', graceDays: null };
  const left = day === null ? 0 : (check.grace?.[stage] ?? 0) - day;
  // A stage that "begins" in the future must not buy grace.
  return left > 0 && (day as number) >= 0 ? { kind: 'warns', graceDays: left } : { kind: 'blocks' };
}

/** A pull request that only records a decision can always be merged: it is how an overdue POC gets out. */
export function onlyDecides(change: Change | undefined): boolean {
  return (
    change?.base != null &&
    change.files.length > 0 &&
    change.files.every((file) => file.startsWith(DECISIONS_FOLDER))
  );
}
