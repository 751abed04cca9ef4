import type { Mapping } from '../../../contract/mapping.ts';
import { declaredPaths } from '../../declared-paths.ts';
import {
  type Fault,
  FITS,
  type Format,
  OTHER,
  type Output,
  type Reader,
  type Recognition,
} from '../format.ts';
import { PLAIN_CANNOT_TELL, readPlainRows } from '../plain/plain-reader.ts';
import { at } from '../shared/fields.ts';

/** A format that a mapping makes; with a fault where the file has not what is declared. */
export type MappedFormat = { format: Format } | { format: Format; fault: Fault };

export const MAPPED_CANNOT_TELL: readonly string[] = [
  'what `evidence.mapping` does not declare',
  ...PLAIN_CANNOT_TELL,
];

/** Each declared path has to stand in one of the first rows at least. */
export function recogniseMapped(first: readonly unknown[], mapping: Mapping): Recognition {
  if (first.length === 0) return OTHER;
  const missing = declaredPaths(mapping).find(([, path]) =>
    first.every((row) => at(row, path) === undefined),
  );
  return missing === undefined
    ? FITS
    : { answer: 'lacks', field: `\`${missing[1]}\` (\`evidence.mapping.${missing[0]}\`)` };
}

/** What the mapping leaves open is read by its usual spellings; a verdict is what it declares. */
export const readMapped = (output: Output, mapping: Mapping): Reader =>
  readPlainRows(output, false, { id: mapping.id === undefined, verdict: false });
