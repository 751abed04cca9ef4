import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonLines, type Poc } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { change, EXAM, failing } from '../deeds.ts';

/** Puts a better run than that of the base into a folder of its own. */
const betterIn = (folder: string) => async (poc: Poc) => {
  const run = JSON.parse(await readFile(join(poc.folder, 'eval/results/run.json'), 'utf8'));
  const better = { ...run, result: { passed: run.n - 1 }, rows: `${folder}/results.jsonl` };
  await change({
    [`${folder}/run.json`]: JSON.stringify(better),
    [`${folder}/results.jsonl`]: jsonLines(failing()(EXAM)),
  })(poc);
};

export const aSecondResultsFile = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3', 'case-7') },
  attack: betterIn('eval/results/monday'),
  check: 'eval/results-fresh',
  says: 'found a run of all cases, which eval/results/monday/run.json has as well; expected each part of the cases once',
  twin: { what: 'keeps the run of an experiment elsewhere', deed: betterIn('experiments/monday') },
});
