import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvalRun } from '../../../action/contract/eval-run.ts';
import { defineAttack } from '../attack.ts';
import { change, failing } from '../deeds.ts';

const RUN = 'eval/results/run.json';
const edited =
  (edit: (run: EvalRun) => EvalRun) =>
  async (poc: Parameters<ReturnType<typeof change>>[0]): Promise<unknown> => {
    const run = JSON.parse(await readFile(join(poc.folder, RUN), 'utf8')) as EvalRun;
    return change({ [RUN]: `${JSON.stringify(edit(run), null, 2)}\n` })(poc);
  };

export const editTheCountInTheEnvelope = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3', 'case-7') },
  attack: edited((run) => ({ ...run, result: { passed: run.result.passed + 2 } })),
  check: 'eval/results-fresh',
  says: '177 rows with 176 passes, but eval/results/results.jsonl has 177 with 174',
  twin: {
    what: 'adds the address of the run',
    deed: edited((run) => ({ ...run, producer: { ...run.producer, run_url: 'https://example.com/runs/7' } })),
  },
});
