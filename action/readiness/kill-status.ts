import type { Decision } from '../contract/decision.ts';
import type { Kill, KillCriterion } from '../contract/kill.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { Measures } from './measures.ts';
import { metricValue } from './measures.ts';
import type { Row } from './reading.ts';

/** Why a POC should stop, unless a person decided otherwise. */
export type KillStatus = { id: string; sentence: string };

const COMPARE = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
} as const satisfies Record<KillCriterion['op'], (a: number, b: number) => boolean>;

/** `YYYY-MM-DD` of a moment, in UTC. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** @returns the last day on which a decision is in time, its one extension included. */
export function lastDay(manifest: Pick<Manifest, 'decision_due' | 'extension'>): string {
  const due = new Date(manifest.decision_due);
  due.setUTCDate(due.getUTCDate() + (manifest.extension?.days ?? 0));
  return dayOf(due);
}

/** @returns whether somebody has signed a decision on or after `since`. */
export function decidedSince(decisions: readonly Row<Decision>[], since: string): boolean {
  return decisions.some(({ value }) => value.status === 'accepted' && value.date >= since);
}

/** @returns the criteria that are met: their day has come, the figure is on the wrong side, and nobody has decided since. */
export function metCriteria(
  kill: Kill,
  measures: Measures,
  decisions: readonly Row<Decision>[],
  now: Date,
): (KillStatus & { criterion: KillCriterion })[] {
  return kill.criteria.flatMap((criterion) => {
    const value = metricValue(criterion.metric, measures);
    const due = criterion.by_date <= dayOf(now) && !decidedSince(decisions, criterion.by_date);
    if (!due || value === null || !COMPARE[criterion.op](value, criterion.threshold)) return [];
    const sentence = `criterion ${criterion.id}, set by ${criterion.set_by}, is met: ${describeCriterion(criterion, measures)}`;
    return [{ id: criterion.id, sentence, criterion }];
  });
}

/** @returns `eval.pass_rate < 0.5 on 2026-12-06: now 0.91`. */
export function describeCriterion(criterion: KillCriterion, measures: Measures): string {
  const value = metricValue(criterion.metric, measures);
  const now = value === null ? 'not measured' : String(Math.round(value * 1000) / 1000);
  return `${criterion.metric} ${criterion.op} ${criterion.threshold} on ${criterion.by_date}: now ${now}`;
}

/** @returns the overdue decision as a reason to stop, or nothing. The whole of the last day is in time. */
export function overdue(
  manifest: Manifest,
  decisions: readonly Row<Decision>[],
  now: Date,
): KillStatus | null {
  const last = lastDay(manifest);
  if (dayOf(now) <= last || decidedSince(decisions, manifest.stage_started_on)) return null;
  return { id: 'overdue', sentence: `the decision was due on ${last} and nobody has recorded one` };
}
