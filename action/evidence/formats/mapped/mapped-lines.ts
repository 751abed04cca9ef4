import type { Mapping } from '../../../contract/mapping.ts';
import { type Format, OTHER } from '../format.ts';
import { MAPPED_CANNOT_TELL, readMapped, recogniseMapped } from './mapped-rows.ts';

/** JSON lines of any tool, by a declared mapping. */
export const mappedLines = (mapping: Mapping): Format => ({
  id: 'mapped-lines',
  name: 'JSON lines by `evidence.mapping`',
  kind: 'json-lines',
  cannotTell: MAPPED_CANNOT_TELL,
  recognise: (head) => (head.kind === 'json-lines' ? recogniseMapped(head.first, mapping) : OTHER),
  reader: (_, output) => readMapped(output, mapping),
});
