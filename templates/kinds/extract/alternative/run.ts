import { runCases } from '../eval/run-cases.ts';
import { ALWAYS } from '../src/confidence.ts';
import { runLog } from '../src/run-log.ts';
import { versionsOf } from '../src/versions.ts';
import { createWorkflow } from '../src/workflow.ts';
import { namedValues } from './named-values.ts';

// The same cases, contracts and grader as `eval/run.ts`; only what answers is another, and it is taken at its word.
await runCases({
  async compose() {
    const model = namedValues();
    const parts = [runLog({ POC_LOG: 'logs/alternative.jsonl' })];
    const handle = createWorkflow({ model, confidence: ALWAYS, parts, versions: versionsOf('.') });
    return { handle, model: model.id };
  },
  results: 'alternative/results/results.jsonl',
});
