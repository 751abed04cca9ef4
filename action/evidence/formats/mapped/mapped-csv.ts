import type { Mapping } from '../../../contract/mapping.ts';
import { type Format, OTHER } from '../format.ts';
import { MAPPED_CANNOT_TELL, readMapped, recogniseMapped } from './mapped-rows.ts';

/** CSV of any tool, by a declared mapping: a path is the name of a column. */
export const mappedCsv = (mapping: Mapping): Format => ({
  id: 'mapped-csv',
  name: 'CSV by `evidence.mapping`',
  kind: 'csv',
  cannotTell: MAPPED_CANNOT_TELL,
  recognise: (head) => (head.kind === 'csv' ? recogniseMapped(head.first, mapping) : OTHER),
  reader: (_, output) => readMapped(output, mapping),
});
