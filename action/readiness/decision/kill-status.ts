import type { Decision } from '../../contract/decision.ts';
import type { Kill, KillCriterion } from '../../contract/kill.ts';
import type { Manifest } from '../../contract/manifest.ts';
import { dayOf, daysAfter } from '../clock.ts';
import type { Base } from '../evidence.ts';
import type { Measures } from '../measures.ts';
import { metricValue } from '../measures.ts';
import { sameName } from '../names.ts';
import type { Row } from '../reading.ts';

/** Why a POC should stop, unless a person decided otherwise. */
export type KillStatus = { id: string; sentence: string };

const COMPARE = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
} as const satisfies Record<KillCriterion['op'], (a: number, b: number) => boolean>;

/** @returns the last day on which a decision is in time, its one extension included. */
export function lastDay(manifest: Pick<Manifest, 'decision_due' | 'extension'>): string {
  return daysAfter(manifest.decision_due, manifest.extension?.days ?? 0);
}

/** @returns whether a decision that answers was signed on or after `since`. One dated after today has not been taken. */
function decidedSince(
  decisions: readonly Row<Decision>[],
  since: string,
  now: Date,
  answers: (decision: Decision) => boolean,
): boolean {
  return decisions.some(
    ({ value }) =>
      value.status === 'accepted' && value.date >= since && value.date <= dayOf(now) && answers(value),
  );
}

/** @returns who pays, as the base says: a pull request appoints no other sponsor than the one who was named. */
export function sponsorOf(manifest: Manifest | undefined, base: Base | null | undefined): string | null {
  return base?.manifest?.value.sponsor ?? manifest?.sponsor ?? null;
}

/**
 * @param sponsor whose name a decision to go on in spite of a criterion has to carry; stopping takes nobody's leave
 * @returns the criteria that are met: their day has come, the figure is on the wrong side, and nobody has decided since
 */
export function metCriteria(
  kill: Kill,
  measures: Measures,
  decisions: readonly Row<Decision>[],
  sponsor: string | null,
  now: Date,
): (KillStatus & { criterion: KillCriterion })[] {
  const answers = (one: Decision) =>
    one.decision === 'stop' ||
    (sponsor !== null && one['decision-makers'].some((name) => sameName(name, sponsor)));
  return kill.criteria.flatMap((criterion) => {
    const value = metricValue(criterion.metric, measures);
    const due = criterion.by_date <= dayOf(now) && !decidedSince(decisions, criterion.by_date, now, answers);
    if (!due || value === null || !COMPARE[criterion.op](value, criterion.threshold)) return [];
    const sentence = `criterion ${criterion.id}, set by ${criterion.set_by}, is met: ${describeCriterion(criterion, measures)}`;
    return [{ id: criterion.id, sentence, criterion }];
  });
}

/** @returns `eval.pass_rate < 0.5 on 2026-12-06: now 0.91, 0.41 above 0.5`. */
export function describeCriterion(criterion: KillCriterion, measures: Measures): string {
  const { metric, op, threshold, by_date: day } = criterion;
  const value = metricValue(metric, measures);
  const now = value === null ? 'not measured' : `now ${toThousandth(value)}, ${distance(value, threshold)}`;
  return `${metric} ${op} ${threshold} on ${day}: ${now}`;
}

/** @returns how far a figure is from a threshold: a criterion that nothing can reach shows by it. */
function distance(value: number, threshold: number): string {
  if (value === threshold) return `exactly ${threshold}`;
  const side = value > threshold ? 'above' : 'below';
  if (!Number.isFinite(value)) return `${side} ${threshold} by any measure`;
  const apart = Math.abs(value - threshold);
  // To the same decimals as the figure; what would be rounded away is said, for it decides.
  return `${apart < 0.0005 ? 'less than 0.001' : toThousandth(apart)} ${side} ${threshold}`;
}

const toThousandth = (value: number): string =>
  Number.isFinite(value) ? String(Math.round(value * 1000) / 1000) : 'without end';

/**
 * The whole of the last day is in time. A decision of the stage's first day is the one that opened it, and "continue"
 * is what the one extension is for; neither answers.
 *
 * @returns the overdue decision as a reason to stop, or nothing
 */
export function overdue(
  manifest: Manifest,
  decisions: readonly Row<Decision>[],
  now: Date,
): KillStatus | null {
  const last = lastDay(manifest);
  if (manifest.stage === 'stopped' || dayOf(now) <= last) return null;
  const second = daysAfter(manifest.stage_started_on, 1);
  if (decidedSince(decisions, second, now, (one) => one.decision !== 'continue')) return null;
  return { id: 'overdue', sentence: `the decision was due on ${last} and nobody has recorded one` };
}
