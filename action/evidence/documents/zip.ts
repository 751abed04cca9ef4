import { crc32 } from 'node:zlib';
import type { Fault } from '../formats/format.ts';
import { fault, tooLarge } from './faults.ts';
import { SIZES } from './limits.ts';
import type { Source } from './source.ts';
import { unpack } from './unpack.ts';
import { LOCAL_BYTES, readDirectory, type ZipEntry } from './zip-directory.ts';

export type { ZipEntry } from './zip-directory.ts';

/** A zip whose directory was read. */
export type Zip = {
  /** Its files in the order of the directory; folders are not among them. Names are text, never paths to write to. */
  entries: readonly ZipEntry[];
  /**
   * Unpacks one entry and checks its length and checksum.
   *
   * @param most bytes that it may unpack to, 64 MB unless told
   */
  read(entry: ZipEntry, most?: number): Promise<{ bytes: Uint8Array } | { fault: Fault }>;
};

const LOCAL = 0x04034b50;

/** A zip may unpack to this many times its size, or to 64 MB; JSON packs to a tenth, or a fiftieth at best. */
const MOST_RATIO = 200;

/** Opens a zip. What it unpacks to in all is bounded before anything is unpacked. */
export async function readZip(source: Source): Promise<{ zip: Zip } | { fault: Fault }> {
  const directory = await readDirectory(source);
  if ('fault' in directory) return directory;
  const total = directory.entries.reduce((sum, { size }) => sum + size, 0);
  if (total > Math.max(SIZES.element, source.size * MOST_RATIO)) {
    return { fault: bomb(source.size, total) };
  }
  return {
    zip: {
      entries: directory.entries.filter(({ name }) => !name.endsWith('/')),
      read: (entry, most = SIZES.element) => readEntry(source, entry, most, directory.start),
    },
  };
}

async function readEntry(
  source: Source,
  entry: ZipEntry,
  most: number,
  end: number,
): Promise<{ bytes: Uint8Array } | { fault: Fault }> {
  const name = JSON.stringify(entry.name);
  if (entry.encrypted) return { fault: damaged(`an encrypted entry ${name}`) };
  if (entry.size > most) return { fault: tooLarge(`an entry ${name} of ${entry.size} bytes`, most) };
  const packed = await packedBytes(source, entry, end);
  if (packed === null) return { fault: damaged(`an entry ${name} that is not where the directory says`) };
  const unpacked = unpack(entry.method, packed, entry.size);
  if ('why' in unpacked) return { fault: damaged(`${unpacked.why} (${name})`) };
  if (crc32(unpacked.bytes) !== entry.crc)
    return { fault: damaged(`an entry ${name} with a wrong checksum`) };
  return unpacked;
}

async function packedBytes(source: Source, entry: ZipEntry, end: number): Promise<Uint8Array | null> {
  const local = Buffer.from(await source.read(entry.offset, LOCAL_BYTES));
  if (local.length < LOCAL_BYTES || local.readUInt32LE(0) !== LOCAL) return null;
  const start = entry.offset + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (start + entry.packed > end) return null;
  const packed = await source.read(start, entry.packed);
  return packed.length === entry.packed ? packed : null;
}

const damaged = (found: string): Fault =>
  fault(found, 'entries that are whole, stored or packed with deflate or zstd', 'Write the file again.');

const bomb = (size: number, total: number): Fault =>
  fault(
    `a zip of ${size} bytes that unpacks to ${total}`,
    `at most ${MOST_RATIO} times its size`,
    'Write the file again, or look at where it comes from.',
  );
