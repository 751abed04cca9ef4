import { runCases } from '../eval/run-cases.ts';
import { readTraining } from '../src/model/training.ts';
import { keywordRule } from './keyword-rule.ts';
import { OWN_KEYWORDS } from './own-keywords.ts';

// The same cases, contracts and grader as `eval/run.ts`; only what answers is another.
await runCases({
  model: async () => keywordRule(readTraining('.'), OWN_KEYWORDS),
  log: 'logs/alternative.jsonl',
  results: 'alternative/results/results.jsonl',
});
