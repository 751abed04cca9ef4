import { runCases } from '../eval/run-cases.ts';
import { ALWAYS } from '../src/confidence.ts';
import { labelledWords } from '../src/model/embedded.ts';
import { readTraining } from '../src/model/training.ts';
import { runLog } from '../src/run-log.ts';
import { versionsOf } from '../src/versions.ts';
import { createWorkflow } from '../src/workflow.ts';
import { keywordRule } from './keyword-rule.ts';
import { OWN_KEYWORDS } from './own-keywords.ts';

// The same cases, contracts and grader as `eval/run.ts`; only what answers is another, and it is taken at its word.
await runCases({
  async compose() {
    const model = keywordRule(readTraining('.').map(labelledWords), OWN_KEYWORDS);
    const parts = [runLog({ POC_LOG: 'logs/alternative.jsonl' })];
    const handle = createWorkflow({ model, confidence: ALWAYS, parts, versions: versionsOf('.') });
    return { handle, model: model.id };
  },
  results: 'alternative/results/results.jsonl',
});
