/** @returns the encoding that a byte order mark announces, or `null` without one. */
export function markedEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @returns the text of bytes in UTF-8, or `null` when they are not; nothing is guessed or replaced. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  return decodeAs('utf-8', bytes);
}

/**
 * @returns the same text as UTF-8 without a byte order mark, so that one parser serves all; other bytes are
 * left as they are, since a mail may declare its charset itself.
 */
export function toUtf8(bytes: Uint8Array): Uint8Array | { broken: 'not_utf16' } {
  const encoding = markedEncoding(bytes);
  if (encoding === null) return bytes;
  if (encoding === 'utf-8') return bytes.subarray(3);
  const text = decodeAs(encoding, bytes);
  return text === null ? { broken: 'not_utf16' } : new TextEncoder().encode(text);
}

/** @returns one character per byte. Searching and matching in it is safe; showing it is not. */
export function asLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
