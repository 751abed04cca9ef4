import { SIZES, type Sizes } from '../../../action/evidence/documents/limits.ts';
import { openDocument } from '../../../action/evidence/documents/open.ts';
import { type Source, sourceOfBytes } from '../../../action/evidence/documents/source.ts';
import type { Fault, Head, Place, Reader } from '../../../action/evidence/formats/format.ts';

export type Read = {
  /** `null` where the document could not be opened. */
  head: Head | null;
  elements: unknown[];
  places: Place[];
  paths: string[];
  suites: { attributes: Readonly<Record<string, string>>; cases: number }[];
  faults: (Fault & { place?: Place })[];
  ended: boolean;
};

/** Opens what is given and walks through all of it. */
export async function readDocument(
  content: string | Uint8Array | Source,
  from?: Reader['from'],
  sizes: Partial<Sizes> = {},
): Promise<Read> {
  const read: Read = {
    head: null,
    elements: [],
    places: [],
    paths: [],
    suites: [],
    faults: [],
    ended: false,
  };
  const source = isSource(content) ? content : sourceOfBytes('results', Buffer.from(content));
  const opening = await openDocument(source, { ...SIZES, ...sizes });
  if ('fault' in opening) return { ...read, faults: [opening.fault] };
  read.head = opening.opened.head;
  const reader: Reader = {
    ...(from === undefined ? {} : { from }),
    element: (value, place, path) => {
      read.elements.push(value);
      read.places.push(place);
      read.paths.push(path);
    },
    suite: (attributes, cases) => read.suites.push({ attributes, cases }),
    end: () => {
      read.ended = true;
    },
  };
  await opening.opened.walk(reader, (fault, place) =>
    read.faults.push(place === undefined ? fault : { ...fault, place }),
  );
  return read;
}

const isSource = (content: string | Uint8Array | Source): content is Source =>
  typeof content === 'object' && 'read' in content;

export const founds = ({ faults }: Read): string[] => faults.map(({ found }) => found);

/** Sizes that put the end of a chunk on every byte and the end of a block on every element. */
export const TINY: Sizes = { ...SIZES, chunk: 1, block: 1 };
