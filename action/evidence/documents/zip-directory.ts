import type { Fault } from '../formats/format.ts';
import { fault } from './faults.ts';
import type { Source } from './source.ts';

/** A file of a zip, as its directory describes it. */
export type ZipEntry = {
  /** As it stands there: never a path to write to. */
  name: string;
  /** Bytes, once unpacked. */
  size: number;
  /** Bytes, as they are packed. */
  packed: number;
  /** 0 stored, 8 deflate, 93 zstd. */
  method: number;
  crc: number;
  encrypted: boolean;
  /** Where its local header begins. */
  offset: number;
};

type Directory = { entries: readonly ZipEntry[]; start: number };

const END = 0x06054b50;
const END_BYTES = 22;
const MOST_COMMENT = 0xffff;
const HEADER = 0x02014b50;
const HEADER_BYTES = 46;
export const LOCAL_BYTES = 30;
const ENCRYPTED = 1;
const ZIP64_SHORT = 0xffff;
const ZIP64_LONG = 0xffffffff;

/** Largest directory that is read: that of 65,535 entries with names of 450 bytes. */
const MOST_DIRECTORY = 32 * 1024 * 1024;

/** Reads the directory at the end of a zip (PKWARE's APPNOTE 4.3), without trusting one figure in it. */
export async function readDirectory(source: Source): Promise<Directory | { fault: Fault }> {
  const from = Math.max(0, source.size - END_BYTES - MOST_COMMENT);
  const tail = Buffer.from(await source.read(from, source.size - from));
  const at = endOf(tail);
  if (at < 0) return { fault: broken('a zip without a directory at its end: it is cut off') };
  const count = tail.readUInt16LE(at + 10);
  const size = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  if (count === ZIP64_SHORT || size === ZIP64_LONG || start === ZIP64_LONG) return { fault: zip64 };
  if (start + size > from + at || size > MOST_DIRECTORY) {
    return { fault: broken('a zip whose directory is not where it says') };
  }
  const entries = entriesOf(Buffer.from(await source.read(start, size)), count);
  if (entries === null) return { fault: broken('a zip whose directory is damaged') };
  if (entries.some(({ size: unpacked, packed }) => unpacked === ZIP64_LONG || packed === ZIP64_LONG))
    return { fault: zip64 };
  const wrong = overlap(entries, start) ?? sameNames(entries);
  return wrong === null ? { entries, start } : { fault: wrong };
}

/** A comment may follow the end record, so its length has to agree with what is left. */
function endOf(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    const fits = tail.readUInt32LE(at) === END && at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length;
    if (fits) return at;
  }
  return -1;
}

function entriesOf(bytes: Buffer, count: number): ZipEntry[] | null {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + HEADER_BYTES > bytes.length || bytes.readUInt32LE(at) !== HEADER) return null;
    const nameEnd = at + HEADER_BYTES + bytes.readUInt16LE(at + 28);
    const end = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (end > bytes.length) return null;
    entries.push(entryOf(bytes, at, nameEnd));
    at = end;
  }
  return entries;
}

const entryOf = (bytes: Buffer, at: number, nameEnd: number): ZipEntry => ({
  name: bytes.toString('utf8', at + HEADER_BYTES, nameEnd),
  encrypted: (bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
  method: bytes.readUInt16LE(at + 10),
  crc: bytes.readUInt32LE(at + 16),
  packed: bytes.readUInt32LE(at + 20),
  size: bytes.readUInt32LE(at + 24),
  offset: bytes.readUInt32LE(at + 42),
});

/** Entries that share bytes are how a small zip unpacks to a huge one. */
function overlap(entries: readonly ZipEntry[], directory: number): Fault | null {
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset);
  const wrong = inOrder.find(
    (one, i) => one.offset + LOCAL_BYTES + one.packed > (inOrder[i + 1]?.offset ?? directory),
  );
  return wrong === undefined
    ? null
    : broken(`a zip in which ${JSON.stringify(wrong.name)} overlaps another entry`);
}

function sameNames(entries: readonly ZipEntry[]): Fault | null {
  const seen = new Set<string>();
  for (const { name } of entries) {
    if (seen.has(name)) return broken(`a zip with two entries ${JSON.stringify(name)}`);
    seen.add(name);
  }
  return null;
}

const zip64 = fault(
  'a zip in the zip64 format',
  'a zip of at most 65,534 entries and 4 GB',
  'Write the log as .json instead, or split it.',
);

const broken = (found: string): Fault =>
  fault(found, 'a whole zip', 'Write the file again; this one was damaged, or not written to its end.');
