import type { Manifest } from '../../contract/manifest.ts';
import type { ProofId } from '../../contract/proofs/index.ts';
import { barsInForce } from '../../contract/thresholds.ts';
import { readBaseline, readThresholds } from '../../evidence/poc-files.ts';
import type { Tree } from '../../evidence/tree.ts';
import { readEligible } from '../../evidence/usage-extracts.ts';
import { peakHour } from '../../readiness/traces/peak-hour.ts';

/**
 * What a load test is told of the load to run: `POC_LOAD_PER_HOUR`, arrivals an hour, as many as its check will ask for.
 * Where `baseline.yaml` does not say how many cases there are, nobody knows, and nothing is told.
 */
export async function loadToRun(
  tree: Tree,
  manifest: Manifest,
  id: ProofId,
): Promise<Record<string, string>> {
  if (id !== 'scale/load-at-volume') return {};
  const [baseline, eligible, thresholds] = await Promise.all([
    readBaseline(tree),
    readEligible(tree, manifest.evidence.eligible),
    readThresholds(tree),
  ]);
  const perMonth = baseline.status === 'read' ? baseline.value.value.eligible_per_month : null;
  if (perMonth === null || eligible.status !== 'read' || thresholds.status !== 'read') return {};
  const { peak } = barsInForce(thresholds.value.value)['scale/load-at-volume'];
  const { perHour } = peakHour(perMonth, eligible.value.rows);
  return { POC_LOAD_PER_HOUR: String(Math.ceil(perHour * peak - HAIR)) };
}

/** A hair of floating point is no further arrival. */
const HAIR = 1e-9;
