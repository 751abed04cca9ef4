import type { Mapping } from '../../../contract/mapping.ts';
import { type Format, OTHER } from '../format.ts';
import { at } from '../shared/fields.ts';
import { MAPPED_CANNOT_TELL, readMapped, recogniseMapped } from './mapped-rows.ts';

/** JSON of any tool, by a declared mapping: `records` says where the list of results stands. */
export const mappedJson = (mapping: Mapping): Format => ({
  id: 'mapped-json',
  name: 'JSON by `evidence.mapping`',
  kind: 'json',
  cannotTell: MAPPED_CANNOT_TELL,
  recognise(head) {
    if (head.kind !== 'json') return OTHER;
    const { records } = mapping;
    const list = records === undefined ? head.outline : at(head.outline, records);
    if (Array.isArray(list)) return recogniseMapped(list, mapping);
    const field = records === undefined ? '`evidence.mapping.records`' : `a list at \`${records}\``;
    return { answer: 'lacks', field };
  },
  reader: (_, output) => ({ ...readMapped(output, mapping), from: [mapping.records ?? ''] }),
});
