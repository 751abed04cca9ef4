import { type Format, OTHER } from '../format.ts';
import { listOf } from '../shared/fields.ts';
import { LM_EVAL_CANNOT_TELL, recogniseSamples, samplesReader } from './lm-eval-reader.ts';

/** The same samples as one JSON list: releases up to 0.4.2 wrote that into their `.jsonl`. */
export const lmEvalSamplesJson: Format = {
  id: 'lm-eval-samples-json',
  name: 'lm-evaluation-harness samples (JSON list)',
  kind: 'json',
  cannotTell: LM_EVAL_CANNOT_TELL,
  recognise: (head) => (head.kind === 'json' ? recogniseSamples(listOf(head.outline)) : OTHER),
  reader: (head, output) => ({
    from: [''],
    ...samplesReader(head.kind === 'json' ? listOf(head.outline) : [], output),
  }),
};
