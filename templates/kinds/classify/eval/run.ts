import { selectModel } from '../src/model/select.ts';
import { runCases } from './run-cases.ts';

// Runs of the eval are logged apart from runs for people.
await runCases({
  model: () => selectModel(process.env),
  log: 'logs/eval.jsonl',
  results: 'eval/results/results.jsonl',
});
