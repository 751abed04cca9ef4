import { BASELINE_FILE } from '../../contract/baseline.ts';
import type { Decision } from '../../contract/decision.ts';
import { KILL_FILE } from '../../contract/kill.ts';
import { listed } from '../../contract/manifest.ts';
import { THRESHOLDS_FILE } from '../../contract/thresholds.ts';
import { digestOf } from '../../evidence/digests.ts';
import { matching, outputsMatching } from '../../evidence/glob.ts';
import { readValue } from '../../readiness/reading.ts';
import type { Ground } from './ground.ts';

/**
 * Digests every file that the verdict rests on and that belongs to the repository, each as the gate will digest it again:
 * results that are kept out of the history could not be compared by anybody.
 */
export async function evidenceOf(ground: Ground): Promise<NonNullable<Decision['evidence']>> {
  const { tree } = ground;
  const there = new Set(ground.files);
  const files = [...new Set(await restsOn(ground))].filter((file) => there.has(file)).sort();
  return Promise.all(files.map(async (file) => ({ file, digest: await digestOf(tree, [file]) })));
}

async function restsOn({ tree, files, manifest, baseline, readings }: Ground): Promise<string[]> {
  const { results, usage } = manifest.evidence;
  const rows = readValue(readings.results)?.rows ?? [];
  return [
    BASELINE_FILE,
    ...(baseline === undefined
      ? []
      : [baseline.timings, baseline.assisted, baseline.discarded, baseline.errors]),
    ...(await outputsMatching(tree, listed(results))),
    // An envelope names the file of its rows.
    ...new Set(rows.map((row) => row.file)),
    ...matching(files, listed(usage)),
    KILL_FILE,
    THRESHOLDS_FILE,
  ];
}
