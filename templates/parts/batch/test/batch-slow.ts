// A batch that takes its time, to be killed in the middle: the real runner and checkpoint, with a model of the test.
import { setTimeout } from 'node:timers/promises';
import { scriptedModel, testWorkflow } from '../proofs/test-run.ts';
import { readCases } from '../src/batch/cases.ts';
import { pace } from '../src/batch/pace.ts';
import { openResults } from '../src/batch/results.ts';
import { asker, type Going, runBatch } from '../src/batch/run-batch.ts';
import { proposal } from './made-up.ts';

const [file = '', out = ''] = process.argv.slice(2);
const going: Going = { pace: pace(4, null), stop: { why: null } };
const ours = asker({ user: 'user-1', role: 'operator' }, going);
const model = scriptedModel(async () => {
  await setTimeout(15);
  return proposal();
});
const cases = readCases(file);
const results = openResults(out);
await runBatch({ ...going, cases, results, progress: () => {} }, ours.ask(testWorkflow(model, [ours.part])));
results.close();
