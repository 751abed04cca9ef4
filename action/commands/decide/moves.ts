import type { DecisionOption } from '../../contract/decision.ts';
import type { Manifest } from '../../contract/manifest.ts';
import { type GatedStage, nextStage, type Stage } from '../../contract/stage.ts';
import { daysAfter } from '../../readiness/clock.ts';
import { EXTENSION_DAYS, STAGE_DAYS } from '../../readiness/decision/decision-rules.ts';

/** What an accepted decision changes in `poc.yaml`; no field where nothing moves. */
export type Moves = Partial<Pick<Manifest, 'stage' | 'stage_started_on' | 'decision_due' | 'extension'>>;

/** @returns the stage that a decision leads to. Production is the last: to ship it again is to confirm it. */
export function leadsTo(decision: DecisionOption, stage: GatedStage): Stage {
  if (decision === 'stop') return 'stopped';
  return decision === 'ship' ? (nextStage(stage) ?? stage) : stage;
}

/** @returns what moves once the decision is accepted on `date`. */
export function movesOf(
  decision: DecisionOption,
  manifest: Manifest,
  sponsor: string | null,
  date: string,
): Moves {
  const to = leadsTo(decision, manifest.stage as GatedStage);
  if (to === 'stopped') return { stage: to };
  if (to !== manifest.stage) {
    return {
      stage: to,
      stage_started_on: date,
      decision_due: daysAfter(date, STAGE_DAYS[to]),
      extension: null,
    };
  }
  return decision === 'continue'
    ? { extension: { days: EXTENSION_DAYS, sponsor: sponsor as string, granted_on: date } }
    : {};
}

/** @returns each move as `stage explore → pilot`, for people. */
export function tellMoves(moves: Moves, before: Manifest): string[] {
  return (Object.entries(moves) as [keyof Moves, Moves[keyof Moves]][])
    .filter(([field, value]) => JSON.stringify(before[field]) !== JSON.stringify(value))
    .map(([field, value]) => `${field} ${tell(before[field])} → ${tell(value)}`);
}

const tell = (value: Moves[keyof Moves]): string =>
  typeof value === 'object' && value !== null
    ? `${value.days} days, granted by ${value.sponsor} on ${value.granted_on}`
    : (value ?? 'none');
