import { inflateRawSync } from 'node:zlib';
import { Decompress } from 'fzstd';

/** Why packed bytes could not be unpacked, to follow the word "found". */
export type Unpacked = { bytes: Uint8Array } | { why: string };

type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

class MoreThanSaid extends Error {}

const MORE = 'an entry that unpacks to more than its directory says';

/** By zip method. Inspect AI writes 93 (zstd) since 0.3.206, which Node 20 cannot read by itself. */
const METHODS: ReadonlyMap<number, Unpack> = new Map<number, Unpack>([
  [0, (packed) => packed],
  [8, (packed, size) => inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })],
  [93, unzstd],
]);

/**
 * Unpacks the bytes of a zip's entry.
 *
 * @param size bytes that they are said to unpack to: unpacking stops there
 */
export function unpack(method: number, packed: Uint8Array, size: number): Unpacked {
  const how = METHODS.get(method);
  if (how === undefined) return { why: `an entry packed by method ${method}` };
  try {
    const bytes = how(packed, size);
    return bytes.length === size ? { bytes } : { why: 'an entry of another length than its directory says' };
  } catch (error) {
    const more =
      error instanceof MoreThanSaid || (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return { why: more ? MORE : 'an entry whose packed bytes are damaged' };
  }
}

/** Bytes that a decoder has to keep, which it takes from memory before it has seen any. */
const MOST_WINDOW = 128 * 1024 * 1024;

function unzstd(packed: Uint8Array, size: number): Uint8Array {
  checkFrames(Buffer.from(packed.buffer, packed.byteOffset, packed.length), Math.max(size, MOST_WINDOW));
  const bytes = new Uint8Array(size);
  let filled = 0;
  const decoder = new Decompress((part) => {
    if (filled + part.length > size) throw new MoreThanSaid();
    bytes.set(part, filled);
    filled += part.length;
  });
  decoder.push(packed, true);
  return bytes.subarray(0, filled);
}

const FRAME = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;

/** Walks the frames by their headers (RFC 8878, 3.1.1), since a header alone can ask for 2 GB of memory. */
function checkFrames(bytes: Buffer, most: number): void {
  let at = 0;
  while (at < bytes.length) {
    const magic = bytes.readUInt32LE(at);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) at += 8 + bytes.readUInt32LE(at + 4);
    else if (magic === FRAME) at = endOfFrame(bytes, at, most);
    else throw new RangeError('no frame of zstd');
  }
  if (at > bytes.length) throw new RangeError('a frame of zstd that is cut off');
}

function endOfFrame(bytes: Buffer, start: number, most: number): number {
  const flags = bytes.readUInt8(start + 4);
  const single = (flags >> 5) & 1;
  const dictionary = [0, 1, 2, 4][flags & 3] as number;
  const contentBytes = [single, 2, 4, 8][flags >> 6] as number;
  const contentAt = start + 5 + (1 - single) + dictionary;
  const window =
    single === 1 ? contentSize(bytes, contentAt, contentBytes) : windowSize(bytes.readUInt8(start + 5));
  if (window > most) throw new RangeError('a frame of zstd that asks for too much memory');
  return endOfBlocks(bytes, contentAt + contentBytes) + ((flags & 4) === 0 ? 0 : 4);
}

function contentSize(bytes: Buffer, at: number, length: number): number {
  if (length === 8) return Number(bytes.readBigUInt64LE(at));
  return bytes.readUIntLE(at, length) + (length === 2 ? 256 : 0);
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

const RUN_LENGTH = 1;

function endOfBlocks(bytes: Buffer, start: number): number {
  for (let at = start; ; ) {
    const header = bytes.readUIntLE(at, 3);
    at += 3 + (((header >> 1) & 3) === RUN_LENGTH ? 1 : header >> 3);
    if ((header & 1) === 1) return at;
  }
}
