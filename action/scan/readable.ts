/** What a file holds, as far as it can be searched. */
export type Readable = { kind: 'text'; text: string } | { kind: 'media' } | { kind: 'opaque' };

/**
 * How pictures, sound, film and fonts begin, at which byte. They hold no text, so there is nothing in them to search; a
 * spreadsheet, an archive or a database does.
 *
 * @see https://www.iana.org/assignments/media-types, each with the signature in its specification
 */
const MEDIA: readonly { at: number; begins: readonly string[] }[] = [
  {
    at: 0,
    begins: ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'GIF87a', 'GIF89a', '\0\0\x01\0', 'II*\0', 'MM\0*'],
  },
  { at: 0, begins: ['wOFF', 'wOF2', 'OTTO', '\0\x01\0\0', 'OggS', 'fLaC', 'ID3', '\x1a\x45\xdf\xa3'] },
  { at: 4, begins: ['ftyp'] },
  { at: 8, begins: ['WEBP', 'WAVE', 'AVI '] },
];

/** Control characters that no text has, besides the NUL: a tab, line breaks, a form feed and an escape may be in one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is its purpose.
const BINARY = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/;

/** @returns the text of a file: UTF-8, UTF-16, or an older encoding of eight bits; or that it holds none to be searched. */
export function readable(bytes: Uint8Array): Readable {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf8 = decoded('utf-8', buffer);
  if (utf8 !== null && !utf8.includes('\0') && !utf8.startsWith('%PDF-')) return { kind: 'text', text: utf8 };
  const head = buffer.subarray(0, 16).toString('latin1');
  if (MEDIA.some(({ at, begins }) => begins.some((one) => head.startsWith(one, at))))
    return { kind: 'media' };
  const text = utf16(buffer) ?? buffer.toString('latin1');
  return BINARY.test(text) || text.startsWith('%PDF-') ? { kind: 'opaque' } : { kind: 'text', text };
}

function decoded(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Text of Western languages in UTF-16 has a NUL in every second byte; a mark at its beginning says which. */
function utf16(bytes: Buffer): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decoded('utf-16be', bytes);
  return second === 0 && first !== 0 ? decoded('utf-16le', bytes) : null;
}
