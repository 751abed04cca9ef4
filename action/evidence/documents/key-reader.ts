import { isUtf8 } from 'node:buffer';

/** A key of an object; `wrong` quotes one that is not text. */
export type Key = { text: string } | { wrong: string } | 'too long';

/** Reads a key that may go on from one chunk to the next. */
export type KeyReader = {
  /** After the quote that it begins with. */
  begin(): void;
  /** @returns where it ended, after the quote, or the length of the chunk where it goes on */
  push(bytes: Uint8Array, from: number): number;
  isComplete(): boolean;
  key(): Key;
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MOST_BYTES = 1024;

export function keyReader(): KeyReader {
  const kept = Buffer.alloc(MOST_BYTES);
  let length = 0;
  let escaped = false;
  let complete = false;
  return {
    begin: () => {
      length = 0;
      escaped = false;
      complete = false;
    },
    push: (bytes, from) => {
      for (let at = from; at < bytes.length; at += 1) {
        const byte = bytes[at] as number;
        complete = byte === QUOTE && !escaped;
        if (complete) return at + 1;
        escaped = byte === BACKSLASH && !escaped;
        if (length < MOST_BYTES) kept[length] = byte;
        length += 1;
      }
      return bytes.length;
    },
    isComplete: () => complete,
    key: () => (length > MOST_BYTES ? 'too long' : keyOf(kept.subarray(0, length))),
  };
}

function keyOf(bytes: Buffer): Key {
  try {
    if (isUtf8(bytes)) return { text: JSON.parse(`"${bytes.toString('utf8')}"`) as string };
  } catch {
    // Not a string of JSON, as the next line says.
  }
  return { wrong: JSON.stringify(bytes.toString('latin1').slice(0, 40)) };
}
