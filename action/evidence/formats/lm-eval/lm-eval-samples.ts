import { type Format, OTHER } from '../format.ts';
import { LM_EVAL_CANNOT_TELL, recogniseSamples, samplesReader } from './lm-eval-reader.ts';

/** `samples_<task>_<time>.jsonl`, which lm-evaluation-harness writes with --log_samples. */
export const lmEvalSamples: Format = {
  id: 'lm-eval-samples',
  name: 'lm-evaluation-harness samples',
  kind: 'json-lines',
  cannotTell: LM_EVAL_CANNOT_TELL,
  recognise: (head) => (head.kind === 'json-lines' ? recogniseSamples(head.first) : OTHER),
  reader: (head, output) => samplesReader(head.kind === 'json-lines' ? head.first : [], output),
};
