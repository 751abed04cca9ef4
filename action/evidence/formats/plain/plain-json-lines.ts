import { type Format, OTHER } from '../format.ts';
import { isFields } from '../shared/fields.ts';
import { PLAIN_CANNOT_TELL, readPlainRows } from './plain-reader.ts';
import { hasVerdicts, recognisePlainRows } from './plain-rows.ts';

/** JSON lines of a script of somebody's own, one attempt on each. */
export const plainJsonLines: Format = {
  id: 'plain-json-lines',
  name: 'plain JSON lines',
  kind: 'json-lines',
  cannotTell: PLAIN_CANNOT_TELL,
  recognise: (head) => (head.kind === 'json-lines' ? recognisePlainRows(head.first) : OTHER),
  reader: (head, output) =>
    readPlainRows(output, head.kind === 'json-lines' && hasVerdicts(head.first.filter(isFields))),
};
