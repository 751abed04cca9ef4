import { type BarChange, barChanges } from '../contract/bar-changes.ts';
import {
  type GatedStage,
  nextStage,
  type Stage,
  stage as stageSchema,
  stagesBetween,
} from '../contract/stage.ts';
import { type Bars, barsInForce } from '../contract/thresholds.ts';
import { acceptedCatalogue, barsOf } from './bars.ts';
import type { Check } from './check.ts';
import { metCriteria, overdue, sponsorOf } from './decision/kill-status.ts';
import { dayOfStage } from './effect.ts';
import { evaluate } from './evaluate.ts';
import type { Change, Readings } from './evidence.ts';
import { readValue } from './reading.ts';
import { missed, type Result } from './result.ts';
import { type Ruling, rule } from './verdict.ts';

/** Everything the gate has to say about one POC, before anybody words it. */
export type Judgement = {
  /** As written in `poc.yaml`; `null` when it could not be read. */
  stage: Stage | null;
  /** The stage whose demands were asked for instead; `null` for those of its own. */
  asIf: GatedStage | null;
  ruling: Ruling;
  blocked: boolean;
  results: readonly Result[];
  /** What is met today and would not be by the bars of the next stage. */
  ahead: readonly Result[];
  barsChanged: readonly BarChange[];
  /** The bars that decided. */
  bars: Bars;
};

/**
 * Judges a POC: checks, effects, waivers and the verdict. Pure: the same readings on the same day give the same words.
 *
 * @param asIf what would block in this stage: with the same bars, without its grace, and whatever the pull request changes
 */
export function judge(
  checks: readonly Check[],
  readings: Readings,
  now: Date,
  asIf: GatedStage | null = null,
): Judgement {
  const manifest = readValue(readings.manifest)?.value;
  const change = readValue(readings.change);
  const stage = asIf ?? gatedStage(manifest?.stage, change);
  const head = readValue(readings.thresholds)?.value;
  const before = change?.base?.thresholds?.value;
  const situation = {
    now,
    stage,
    bars: barsOf(readings),
    day: manifest === undefined || asIf !== null ? null : dayOfStage(manifest, now),
    waivers: change?.base?.waivers ?? [],
    accepted: acceptedCatalogue(readings),
  };
  // A POC that is being stopped is asked for nothing but the record of it.
  const stopped = manifest?.stage === stageSchema.enum.stopped;
  const results = evaluate(checks, readings, situation).map((one) => {
    if (asIf !== null) return { ...one, blocks: missed(one) && one.effect.kind === 'blocks' };
    return stopped && one.area !== 'decision' ? { ...one, blocks: false } : one;
  });
  // Ready for the next stage means by its bars: else the pull request that promotes would be red at once.
  const next = evaluate(checks, readings, { ...situation, stage: nextStage(stage) ?? stage, day: null });
  return {
    stage: manifest?.stage ?? null,
    asIf,
    ruling: rule(next, manifest, stage, reasonsToStop(readings, now), gracedIn(checks, nextStage(stage))),
    blocked: results.some((result) => result.blocks),
    results,
    ahead: next.filter((one, i) => one.blocks && !missed(results[i] as Result)),
    barsChanged: change?.base == null ? [] : barChanges(barsInForce(before), barsInForce(head)),
    bars: situation.bars,
  };
}

/** Checks that a stage only asks for after its first days. */
const gracedIn = (checks: readonly Check[], stage: GatedStage | undefined): ReadonlySet<string> =>
  new Set(
    checks
      .filter(({ blocksFrom, grace }) => stage === blocksFrom && (grace?.[stage] ?? 0) > 0)
      .map(({ id }) => id),
  );

/** A pull request that moves the stage back is still judged by the stage of its base. */
function gatedStage(stage: Stage | undefined, change: Change | undefined): GatedStage {
  const stages = [stage, change?.base?.manifest?.value.stage].filter((one) => one !== undefined);
  const gated = stages.filter((one) => one !== stageSchema.enum.stopped);
  return gated.reduce<GatedStage>((last, one) => (stagesBetween(last, one) > 0 ? one : last), 'explore');
}

function reasonsToStop(readings: Readings, now: Date) {
  const manifest = readValue(readings.manifest)?.value;
  const kill = readValue(readings.kill)?.value;
  const measures = readValue(readings.measures);
  const decisions = readValue(readings.decisions) ?? [];
  const late = manifest === undefined ? null : overdue(manifest, decisions, now);
  const sponsor = sponsorOf(manifest, readValue(readings.change)?.base);
  const met =
    kill === undefined || measures === undefined ? [] : metCriteria(kill, measures, decisions, sponsor, now);
  return [...met, ...(late === null ? [] : [late])];
}
