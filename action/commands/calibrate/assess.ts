import type { Combine, Confidence } from '../../contract/confidence.ts';
import type { Trial, TrialsHead } from '../../contract/trials.ts';
import { type Auroc, auroc } from '../../statistics/auroc.ts';
import { outOfFold, stratifiedFolds } from '../../statistics/cross-validation.ts';
import {
  casesNeeded,
  type Demand,
  selectThreshold,
  type Threshold,
  thresholdsFor,
} from '../../statistics/selective-risk.ts';
import { confidenceOf, type Decided, fitCombine, fitIsotonic } from './combine.ts';
import { figuresOf, type Measured, riskOf } from './figures.ts';

const FOLDS = 10;

/** What was found, and how many thresholds it was chosen among. */
export type Calibration = { confidence: Confidence; thresholds: number };

/** What trials say of when the model is right, and from which confidence on it may answer. */
export function assess(head: TrialsHead, trials: readonly Trial[], demand: Demand): Calibration {
  const decided = trials.flatMap(({ correct, signals }) =>
    correct === null ? [] : [{ right: correct, signals }],
  );
  const names = Object.keys(decided[0]?.signals ?? {}).sort();
  const measured = measure(names, decided, head.training);
  const area = auroc(measured.order);
  const found = selectThreshold(measured.order, demand);
  const verdict = verdictOf({ decided: decided.length, demand, area, found });
  const threshold = verdict === 'usable' ? found : null;
  const { combine, answersFrom } = settle(names, decided, threshold);
  const confidence: Confidence = {
    version: 1,
    model: head.model,
    training: head.training,
    trials: trials.length,
    undecided: trials.length - decided.length,
    target_risk: demand.risk,
    level: demand.level,
    verdict,
    combine,
    answers_from: answersFrom,
    ...riskOf(threshold, trials.length),
    ...figuresOf(measured, area, demand, trials.length),
  };
  return { confidence, thresholds: thresholdsFor(measured.order, demand).length };
}

function measure(names: readonly string[], decided: readonly Decided[], seed: string): Measured {
  if (decided.length < FOLDS) return { order: [], honest: [] };
  const folds = stratifiedFolds(
    decided.map(({ right }) => right),
    FOLDS,
    seed,
  );
  const confidences = outOfFold(decided, folds, (seen) => {
    const combine = fitCombine(names, seen);
    return ({ signals }) => confidenceOf(combine, signals);
  });
  const honest = decided.map(({ right }, index) => ({ right, confidence: confidences[index] as number }));
  const [signal, ...others] = names;
  if (signal === undefined || others.length > 0) return { order: honest, honest };
  return {
    order: decided.map(({ right, signals }) => ({ right, confidence: signals[signal] as number })),
    honest,
  };
}

type Grounds = {
  decided: number;
  demand: Demand;
  area: Auroc | null;
  found: Threshold | null;
};

function verdictOf({ decided, demand, area, found }: Grounds): Confidence['verdict'] {
  if (decided < Math.max(FOLDS, casesNeeded(0, demand))) return 'too_few';
  // Where all answers together are good enough, confidence decides nothing, and need not say anything.
  if (found?.accepted === decided) return 'usable';
  return area !== null && area.low > 0.5 ? 'usable' : 'useless';
}

function settle(
  names: readonly string[],
  decided: readonly Decided[],
  threshold: Threshold | null,
): { combine: Combine; answersFrom: number | null } {
  const [signal, ...others] = names;
  if (signal === undefined || others.length > 0)
    return { combine: fitCombine(names, decided), answersFrom: threshold?.confidence ?? null };
  const combine = fitIsotonic(signal, decided, threshold?.confidence ?? null);
  const answersFrom = threshold === null ? null : confidenceOf(combine, { [signal]: threshold.confidence });
  return { combine, answersFrom };
}
