import { type Format, OTHER } from '../format.ts';
import { PLAIN_CANNOT_TELL, readPlainRows } from './plain-reader.ts';
import { hasVerdicts, recognisePlainRows } from './plain-rows.ts';

/** A table of a script of somebody's own, one attempt in each row. Its cells are text, and an empty one says nothing. */
export const plainCsv: Format = {
  id: 'plain-csv',
  name: 'plain CSV',
  kind: 'csv',
  cannotTell: PLAIN_CANNOT_TELL,
  recognise: (head) => (head.kind === 'csv' ? recognisePlainRows(head.first) : OTHER),
  reader: (head, output) => readPlainRows(output, head.kind === 'csv' && hasVerdicts(head.first)),
};
