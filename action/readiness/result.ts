import type { Location } from '../contract/problem.ts';
import type { ReportResult } from '../contract/report.ts';
import type { GatedStage } from '../contract/stage.ts';
import type { Waiver } from '../contract/waivers.ts';
import type { Area, Check } from './check.ts';
import type { Effect } from './effect.ts';
import type { Spot } from './finding.ts';

/** How a check ends. Five words, never a boolean: "could not be judged" is not "is bad". */
export type Outcome = ReportResult['outcome'];

/** A check with its outcome, ready to be told. */
export type Result = {
  id: string;
  area: Area;
  severity: Check['severity'];
  blocksFrom: GatedStage;
  /** The check's title or failure title, whichever holds. */
  title: string;
  outcome: Outcome;
  effect: Effect;
  blocks: boolean;
  message: string;
  location: Location | null;
  /** `null` where there is nothing to do. */
  remedy: string | null;
  spots: readonly Spot[];
  /** What other checks wait for as well; `null` where this one waits alone. */
  cause: string | null;
  /** It would pass, were the evidence signed. */
  unsigned: boolean;
  waiver: Waiver | null;
};

/** Did the check miss its bar, or fail to find evidence? */
export const missed = (result: Pick<Result, 'outcome'>): boolean =>
  result.outcome === 'fail' || result.outcome === 'not-proven';
