import type { Fault, Reader } from '../formats/format.ts';
import { cutOff, fault, notJson, quote } from './faults.ts';
import { type JsonIndex, partsOf } from './json-index.ts';

/** @returns what is wrong with a JSON document as a whole, whatever is in its values. */
export const jsonFaults = (index: JsonIndex, reader: Reader): Fault[] => [
  ...brokenOff(index),
  ...followed(index),
  ...[...new Set(index.repeated)].map(repeated),
  ...(index.crowded ? unseen(index, reader) : []),
];

function brokenOff({ error, whole }: JsonIndex): Fault[] {
  if (error !== null) return [notJson(`${error.found}, on line ${error.line}`)];
  return whole ? [] : [cutOff('JSON')];
}

const followed = ({ trailing, lastLine }: JsonIndex): Fault[] =>
  trailing === null
    ? []
    : [notJson(`more text on line ${trailing.line}, after the JSON that ends on line ${lastLine}`)];

const repeated = (path: string): Fault =>
  fault(`the key ${quote(path)} twice`, 'each key once', 'Take one of them out, or write a file for each.');

/** A list that a reader wants and that is behind too many keys must not be missed in silence. */
function unseen({ root }: JsonIndex, { from = [''] }: Reader): Fault[] {
  if (typeof from === 'function') return [];
  const seen = new Set(partsOf(root).flatMap((part) => (part.kind === 'list' ? [part.path] : [])));
  return from
    .filter((path) => !seen.has(path))
    .map((path) =>
      fault(
        `too many keys to find the list ${quote(path)} among`,
        'a list of results',
        'Write the results as a list.',
      ),
    );
}
