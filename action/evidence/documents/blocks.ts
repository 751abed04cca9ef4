import type { Sizes } from './limits.ts';
import type { Source } from './source.ts';

/** Bytes of a source up to a place where they may be cut; good until the next block is asked for. */
export type Block = {
  bytes: Buffer;
  /** Whether this is what is left at the end, whole or not. */
  last: boolean;
  /** Whether there was no place to cut for so long that the rest was left unread. */
  endless: boolean;
};

/**
 * Cuts a source into blocks, in one buffer that grows with the longest piece that cannot be cut.
 *
 * @param cutAfter returns how many of the first `filled` bytes make whole pieces, of which those before `fresh` were
 * looked at before; 0 for none
 */
export async function* blocksOf(
  source: Source,
  { chunk, element }: Sizes,
  cutAfter: (bytes: Buffer, fresh: number, filled: number) => number,
): AsyncGenerator<Block> {
  let buffer: Buffer = Buffer.allocUnsafeSlow(chunk);
  let filled = 0;
  let endless = false;
  for (let at = 0; at < source.size && !endless; ) {
    if (filled === buffer.length) buffer = grown(buffer);
    const { length } = await source.read(at, buffer.length - filled, buffer.subarray(filled));
    if (length === 0) break;
    at += length;
    const end = cutAfter(buffer, filled, filled + length);
    filled += length;
    if (end > 0) yield { bytes: buffer.subarray(0, end), last: false, endless: false };
    buffer.copyWithin(0, end, filled);
    filled -= end;
    endless = filled >= element;
  }
  if (filled > 0) yield { bytes: buffer.subarray(0, filled), last: true, endless };
}

function grown(buffer: Buffer): Buffer {
  const larger = Buffer.allocUnsafeSlow(buffer.length * 2);
  buffer.copy(larger);
  return larger;
}

const NEWLINE = 0x0a;
const QUOTE = 0x22;

/** Blocks of whole lines. */
export const lineBlocks = (source: Source, sizes: Sizes): AsyncGenerator<Block> =>
  blocksOf(source, sizes, (bytes, _, filled) => bytes.lastIndexOf(NEWLINE, filled - 1) + 1);

/** Blocks of whole CSV records: those line ends count that are outside of quotes. */
export function recordBlocks(source: Source, sizes: Sizes): AsyncGenerator<Block> {
  let quoted = false;
  return blocksOf(source, sizes, (bytes, fresh, filled) => {
    let end = 0;
    for (let at = fresh; at < filled; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === NEWLINE && !quoted) end = at + 1;
    }
    return end;
  });
}
