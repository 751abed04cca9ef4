import type { Manifest } from '../contract/manifest.ts';
import type { Report } from '../contract/report.ts';
import { type GatedStage, nextStage, stagesBetween } from '../contract/stage.ts';
import type { KillStatus } from './decision/kill-status.ts';
import { missed, type Result } from './result.ts';

/** What the gate advises. It never ends a POC: `stop` says that the team's own criterion is met. */
export type Verdict = Report['verdict'];

/** A verdict and the one reason that decided it. */
export type Ruling = { verdict: Verdict; reason: string };

/** Checks that show the value of a POC. One that this version does not have counts as not proven. */
const VALUE_CHECKS = [
  'baseline/task-defined',
  'baseline/measured-timings',
  'eval/pass-rate',
  'users/real-usage',
];

/** Leaving pilot takes a return on investment that survives pessimism; leaving explore does not. */
const SHIP_ALSO_NEEDS: Record<GatedStage, readonly string[]> = {
  explore: [],
  pilot: ['baseline/roi-recomputed'],
  production: ['baseline/roi-recomputed'],
};

/**
 * The record of the decision is not waited for: it is written on the verdict, so a verdict that asked for it first would
 * never come.
 */
const FOLLOWS_THE_VERDICT = 'decision/record';

/**
 * The first rule that holds decides (stop, ship, harden, continue).
 *
 * @param results by the bars of the stage that comes next
 * @param graced checks that the next stage only asks for after some days: no stage is waited for to enter it (stages.md)
 */
export function rule(
  results: readonly Result[],
  manifest: Manifest | undefined,
  stage: GatedStage,
  stops: readonly KillStatus[],
  graced: ReadonlySet<string> = new Set(),
): Ruling {
  if (manifest === undefined) return { verdict: 'cannot-judge', reason: 'poc.yaml could not be read' };
  const met = stops[0];
  if (met !== undefined) return { verdict: 'stop', reason: met.sentence };
  if (manifest.stage === 'stopped') return { verdict: 'stop', reason: 'people decided to stop it' };
  if (readyToLeave(results, stage, graced))
    return { verdict: 'ship', reason: `every check that guards ${goal(stage)} is proven` };
  if (VALUE_CHECKS.every((id) => passed(results, id) || lacksSignature(results, id))) {
    return { verdict: 'harden', reason: 'the value is proven, and last-mile checks are open' };
  }
  return { verdict: 'continue', reason: 'the value is not proven either way' };
}

const goal = (stage: GatedStage): string => nextStage(stage) ?? stage;

const passed = (results: readonly Result[], id: string): boolean =>
  results.some((result) => result.id === id && result.outcome === 'pass');

/** Who vouches for a figure decides about production; that it is there shows the value. */
const lacksSignature = (results: readonly Result[], id: string): boolean =>
  results.some((result) => result.id === id && result.unsigned);

function readyToLeave(results: readonly Result[], stage: GatedStage, graced: ReadonlySet<string>): boolean {
  const guarding = results.filter(
    ({ id, blocksFrom }) =>
      stagesBetween(blocksFrom, goal(stage) as GatedStage) >= 0 &&
      id !== FOLLOWS_THE_VERDICT &&
      !graced.has(id),
  );
  return (
    guarding.length > 0 &&
    guarding.every(
      (result) => !missed(result) && !(result.outcome === 'waived' && result.severity === 'critical'),
    ) &&
    SHIP_ALSO_NEEDS[stage].every((id) => passed(results, id))
  );
}
