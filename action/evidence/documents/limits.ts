/** How a document is read. Tests alone give other sizes, to put the end of a chunk on every byte. */
export type Sizes = {
  /** Bytes that are read at once. */
  chunk: number;
  /** Bytes of a list's elements that are parsed at once. */
  block: number;
  /** Bytes of the largest case, line, XML node or zip entry; the largest real one seen has 1.8 MB (an image). */
  element: number;
};

const MB = 1024 * 1024;

export const SIZES: Sizes = { chunk: 256 * 1024, block: 32 * 1024, element: 64 * MB };

/**
 * Bytes that are turned into text at once. Larger texts are not collected with the other short-lived objects: with four
 * times as much a file of lines takes half as long again, and 10 MB more.
 */
export const MOST_TEXT_CHUNK = 64 * 1024;

/** @returns sizes for documents that are read as text, not as bytes. */
export const asText = (sizes: Sizes): Sizes => ({ ...sizes, chunk: Math.min(sizes.chunk, MOST_TEXT_CHUNK) });

/** The deepest real file seen has 13 levels; readers recurse, and ten thousand levels end the process. */
export const MOST_DEPTH = 200;

/** Ten times the largest eval that is promised to work. */
export const MOST_ELEMENTS = 10_000_000;

/** Files in UTF-16 are turned into UTF-8 in memory; no tool writes large ones. */
export const MOST_UTF16_BYTES = 64 * MB;

/** Keys deep that lists are looked for: `results.tests`, `a.b.c.d`. */
export const MOST_KEYS_DEEP = 4;

/** Keys below one key of the root that are looked into; coverage maps of test runners have a hundred thousand. */
export const MOST_KEYS_BELOW = 2_000;

export const MOST_KEYS = 20_000;

/** Characters of a string that the head of a document keeps. */
export const MOST_TEXT = 1_000;

/** Elements of a list, lines or records that the head of a document keeps. */
export const FIRST = 3;

/** A person mends the first few; a file with a hundred thousand wrong lines must not make a report of that length. */
export const MOST_FAULTS = 100;
