import { type Format, OTHER } from '../format.ts';
import { braintrustReader, recogniseRow, recogniseSummary } from './braintrust-row.ts';

/** Rows of a Braintrust experiment, one a line. What `bt eval --jsonl` writes are summaries, and refused. */
export const braintrustLines: Format = {
  id: 'braintrust-lines',
  name: 'Braintrust experiment (JSON lines)',
  kind: 'json-lines',
  cannotTell: ['from which score on a case passes', 'how long an answer took without its scorers'],
  recognise(head) {
    if (head.kind !== 'json-lines') return OTHER;
    const row = recogniseRow(head.first[0]);
    return row.answer === 'fits' ? row : recogniseSummary(head.first[0]);
  },
  reader: (_, output) => braintrustReader(output),
};
