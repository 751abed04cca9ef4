import { CATALOGUE_RELEASED, NEW_CHECK_DAYS } from '../contract/catalogue.ts';
import { DECISIONS_FOLDER } from '../contract/decision.ts';
import type { Manifest } from '../contract/manifest.ts';
import { type GatedStage, stagesBetween } from '../contract/stage.ts';
import type { Check } from './check.ts';
import { DAY, dayOf, daysBetween } from './clock.ts';
import type { Change } from './evidence.ts';
import { isCodeOwners, isPolicy } from './policy/paths.ts';
import type { Result } from './result.ts';

/** What a miss of a check does to this pull request. */
export type Effect =
  | { kind: 'blocks' }
  /** In its grace, or one stage before it blocks. `graceDays` left, where it is grace. */
  | { kind: 'warns'; graceDays: number | null }
  /** Two or more stages before it blocks: shown, nothing else. */
  | { kind: 'later' };

/** When a check is asked. */
export type Timing = {
  stage: GatedStage;
  /** Days since the stage began; `null` where that is not known, or where what would hold without grace is asked for. */
  day: number | null;
  now: Date;
  /** The version of the catalogue that the base has accepted. */
  accepted: number;
};

/** @returns days since the stage began, from 0 on its first day. */
export function dayOfStage(manifest: Pick<Manifest, 'stage_started_on'>, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(manifest.stage_started_on)) / DAY);
}

/**
 * What a miss of this check does at this stage and on this day.
 *
 */
export function effectOf(
  check: Pick<Check, 'blocksFrom' | 'grace' | 'since'>,
  { stage, day, now, accepted }: Timing,
): Effect {
  const distance = stagesBetween(stage, check.blocksFrom);
  if (distance > 1) return { kind: 'later' };
  if (distance === 1) return { kind: 'warns', graceDays: null };
  const left = Math.max(graceLeft(check, stage, day), day === null ? 0 : newnessLeft(check, accepted, now));
  return left > 0 ? { kind: 'warns', graceDays: left } : { kind: 'blocks' };
}

/** A stage that "begins" in the future must not buy grace. */
const graceLeft = (check: Pick<Check, 'grace'>, stage: GatedStage, day: number | null): number =>
  day === null || day < 0 ? 0 : (check.grace?.[stage] ?? 0) - day;

/** Days for which a check that came with a newer catalogue than the base has accepted only warns. */
const newnessLeft = ({ since }: Pick<Check, 'since'>, accepted: number, now: Date): number =>
  since <= accepted
    ? 0
    : Math.min(NEW_CHECK_DAYS, NEW_CHECK_DAYS - daysBetween(CATALOGUE_RELEASED[since], dayOf(now)));

/** Is every file that changes one of the policy, or says who answers for it? */
function onlyPolicy({ files }: Change): boolean {
  return files.length > 0 && files.every((file) => isPolicy(file) || isCodeOwners(file));
}

/**
 * A pull request can be kept from merging by what it is about, and by nothing that only another pull request can mend:
 * who may approve has to be named before anybody approves, and a waiver has to be on the base before it holds.
 */
export function canBlock(
  change: Change | undefined,
  { id, area, location }: Pick<Result, 'id' | 'area' | 'location'>,
): boolean {
  if (onlyDecides(change)) return false;
  if (change?.base?.manifest === undefined || !onlyPolicy(change)) return true;
  return (
    area === 'decision' ||
    id === 'eval/threshold-fixed-first' ||
    (location !== null && change.files.includes(location.file))
  );
}

/** A pull request that only records a decision can always be merged: it is how an overdue POC gets out. */
export function onlyDecides(change: Change | undefined): boolean {
  return (
    change?.base != null &&
    change.files.length > 0 &&
    change.files.every((file) => file.startsWith(DECISIONS_FOLDER))
  );
}
