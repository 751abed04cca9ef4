import type {
  CanaryFinding,
  Distributions,
  DriftReport,
  SignalFinding,
} from '../../../contract/drift-report.ts';
import { compareFeatures, FLOOR, LEVEL } from './features.ts';
import { compareModels } from './models.ts';
import type { Observation } from './observations.ts';
import { type Comparison, samplesOf } from './samples.ts';

/**
 * @param beside the p of other tests that are looked at together with these
 * @returns the distributions of rows, the first days against the last; `null` without any row
 */
export function compareDistributions(
  observations: readonly Observation[],
  asked: Comparison,
  source: string,
  beside: readonly number[] = [],
): Distributions | null {
  if (observations.length === 0) return null;
  const samples = samplesOf(observations, asked);
  const { reference, window, enough, would_do } = samples;
  return {
    source,
    reference,
    window,
    enough,
    would_do,
    level: LEVEL,
    floor: FLOOR,
    ...compareFeatures(samples, beside),
    models: compareModels(samples),
  };
}

/** Puts together what was found, and what follows from it. */
export const driftReportOf = (
  now: Date,
  signals: SignalFinding[] | null,
  distributions: Distributions | null,
  canaries: CanaryFinding | null = null,
): DriftReport => ({
  schema: 'poc-drift/v1',
  evaluated_at: now.toISOString(),
  verdict: verdictOf([...(signals ?? []), ...(canaries === null ? [] : [canaries])], distributions),
  signals,
  canaries,
  distributions,
});

function verdictOf(
  signals: readonly Pick<SignalFinding, 'state'>[],
  distributions: Distributions | null,
): DriftReport['verdict'] {
  const moved =
    signals.some(({ state }) => state === 'alert') ||
    distributions?.features.some(({ drift }) => drift) ||
    (distributions?.models.appeared.length ?? 0) > 0;
  if (moved) return 'drift';
  const nothing = signals.length === 0 && distributions === null;
  const unsure = signals.some(({ state }) => state === 'unknown') || distributions?.enough === false;
  return nothing || unsure ? 'unknown' : 'none';
}
