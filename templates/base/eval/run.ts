import { composeWorkflow } from '../src/compose.ts';
import { runCases } from './run-cases.ts';

// Runs of the eval are logged apart from runs for people.
await runCases({
  compose: () => composeWorkflow({ ...process.env, POC_LOG: 'logs/eval.jsonl' }),
  results: 'eval/results/results.jsonl',
});
