import { describe, expect, it } from 'vitest';
import { costPerCase } from '../../../action/checks/scale/cost-per-case.ts';
import { hardLimits } from '../../../action/checks/scale/hard-limits.ts';
import { loadAtVolume } from '../../../action/checks/scale/load-at-volume.ts';
import { readLimits, readPrices } from '../../../action/evidence/policy-files.ts';
import { readUsage } from '../../../action/evidence/study-files.ts';
import { readTraces } from '../../../action/evidence/traces.ts';
import type { Evidence } from '../../../action/readiness/evidence.ts';
import type { Reading } from '../../../action/readiness/reading.ts';
import { runLogging } from '../../given/proven/run-logging.ts';
import { scale } from '../../given/proven/scale.ts';
import { given } from '../../given.ts';
import { aTree } from '../../repository-builder.ts';

function readOf<T>(reading: Reading<T>): T {
  if (reading.status !== 'read') throw new Error(JSON.stringify(reading));
  return reading.value;
}

/** What the files of a POC that is in order are read as, beside a study that says what a case is worth. */
async function inFiles(): Promise<Partial<Evidence>> {
  const { results, files } = scale(given.now);
  const tree = aTree({ ...files, ...runLogging(given.now).files });
  const load = results['scale/load-at-volume'];
  const limits = results['scale/hard-limits'];
  return {
    ...given.study(),
    measures: given.evidence(given.study()).measures,
    'proof:scale/load-at-volume': given.proof('scale/load-at-volume', load.result, load.n),
    'proof:scale/hard-limits': given.proof('scale/hard-limits', limits.result, limits.n),
    limits: readOf(await readLimits(tree)),
    prices: readOf(await readPrices(tree)),
    traces: readOf(await readTraces(tree, given.manifest().value)),
    usage: readOf(await readUsage(tree, ['usage/*.jsonl'])),
  };
}

describe('the files of a POC whose scale is in order', () => {
  it.each([loadAtVolume, hardLimits, costPerCase])('pass $id', async (check) => {
    const evidence = given.evidence(await inFiles());
    const found = check.evaluate(evidence, given.circumstances({ stage: 'production' }));
    expect(found).toMatchObject({ outcome: 'pass' });
  });
});
