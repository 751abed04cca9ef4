/** How far a value was passed over that may go on in the next chunk. */
export type Passing = {
  /** Levels below the value's own. */
  depth: number;
  deepest: number;
  /** Line breaks so far. */
  line: number;
  quoted: boolean;
  /** Whether a chunk ended after a backslash. */
  escaped: boolean;
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What a byte outside of strings means; most mean nothing. */
const NOTHING = 0;
const BREAKS = 1;
const OPENS = 2;
const CLOSES = 3;
const SEPARATES = 4;
const QUOTES = 5;
const MEANING = new Uint8Array(256);
MEANING[0x0a] = BREAKS;
for (const byte of '[{') MEANING[byte.charCodeAt(0)] = OPENS;
for (const byte of ']}') MEANING[byte.charCodeAt(0)] = CLOSES;
MEANING[0x2c] = SEPARATES;
MEANING[QUOTE] = QUOTES;

/** By meaning: how many levels further in, and how many lines further on. */
const STEP = new Int32Array([0, 0, 1, -1, 0, 0]);
const LINES = new Int32Array([0, 1, 0, 0, 0, 0]);

/** A string that goes on in the next chunk, and one that does so after a backslash. */
const GOES_ON = -1;
const ESCAPED = -2;

/**
 * Passes over a JSON value, to the comma or bracket after it: a loop that nearly all bytes of a document go through.
 *
 * @returns where that byte stands, or the length of the chunk where the value goes on in the next
 */
export function passOver(bytes: Uint8Array, from: number, passing: Passing): number {
  let at = beginning(bytes, from, passing);
  let { depth, deepest, line } = passing;
  while (at < bytes.length) {
    const meaning = MEANING[bytes[at] as number] as number;
    at += 1;
    if (meaning === NOTHING) continue;
    if (meaning === QUOTES) {
      const end = endOfString(bytes, at);
      at = end < 0 ? leaveInString(bytes, end, passing) : end;
    } else if (meaning >= CLOSES && depth === 0) {
      at -= 1;
      break;
    } else {
      depth += STEP[meaning] as number;
      deepest = Math.max(deepest, depth);
      line += LINES[meaning] as number;
    }
  }
  passing.depth = depth;
  passing.deepest = deepest;
  passing.line = line;
  return at;
}

/** @returns where the chunk's first byte outside of a string stands */
function beginning(bytes: Uint8Array, from: number, passing: Passing): number {
  if (!passing.quoted) return from;
  const end = endOfString(bytes, passing.escaped ? from + 1 : from);
  passing.quoted = false;
  return end < 0 ? leaveInString(bytes, end, passing) : end;
}

function leaveInString(bytes: Uint8Array, end: number, passing: Passing): number {
  passing.quoted = true;
  passing.escaped = end === ESCAPED;
  return bytes.length;
}

function endOfString(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at];
    at += 1;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at += 1;
  }
  return at > bytes.length ? ESCAPED : GOES_ON;
}
