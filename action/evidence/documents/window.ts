import { textOf } from './json-text.ts';
import type { Source } from './source.ts';

/** A view of a source that moves forward, in one buffer. */
export type Window = {
  /**
   * @returns the bytes from `start` to `end`, fewer where the source ends; good until the next call.
   */
  view(start: number, end: number): Promise<Buffer>;
  /** @returns the text of the same bytes between brackets, or `null` where they are not UTF-8. */
  listText(start: number, end: number): Promise<string | null>;
};

/** Room before and after what is read, for the brackets that make a list of elements without copying them. */
const ROOM = 1;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/** @param chunk bytes that are read at once, where what is asked for is not larger */
export function windowOn(source: Source, chunk: number): Window {
  let buffer = Buffer.allocUnsafeSlow(0);
  let from = 0;
  let until = 0;
  const fill = async (start: number, end: number): Promise<void> => {
    const length = Math.min(Math.max(chunk, end - start), source.size - start);
    if (buffer.length < length + 2 * ROOM)
      buffer = Buffer.allocUnsafeSlow(Math.max(length, chunk) + 2 * ROOM);
    const read = await source.read(start, length, buffer.subarray(ROOM, ROOM + length));
    from = start;
    until = start + read.length;
  };
  const has = (start: number, end: number): boolean => start >= from && end <= until;
  return {
    view: async (start, end) => {
      if (!has(start, end)) await fill(start, end);
      return buffer.subarray(ROOM + start - from, ROOM + Math.min(end, until) - from);
    },
    listText: async (start, end) => {
      if (!has(start, end)) await fill(start, end);
      return bracketed(buffer, start - from, ROOM + Math.min(end, until) - from);
    },
  };
}

/**
 * What stands before and after elements separates them from others, and is not looked at again.
 *
 * @param before the byte before the elements
 * @param after that behind them
 */
function bracketed(buffer: Buffer, before: number, after: number): string | null {
  buffer[before] = OPEN;
  buffer[after] = CLOSE;
  return textOf(buffer.subarray(before, after + 1));
}
