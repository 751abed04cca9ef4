import { describe, expect, it } from 'vitest';
import { asLatin1, decodeUtf8, markedEncoding, toUtf8 } from '../../action/intake/decode.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const text = (value: string) => new TextEncoder().encode(value);

describe('UTF-8', () => {
  it.each([
    ['is decoded', text('Grüße'), 'Grüße'],
    ['loses its byte order mark', bytes(0xef, 0xbb, 0xbf, 0x61), 'a'],
    ['keeps NULs', bytes(0x61, 0, 0x62), 'a\0b'],
    ['is not Latin-1', bytes(0x47, 0x72, 0xfc), null],
    ['is not cut off in a character', bytes(0xc3), null],
    ['holds no lone surrogate', bytes(0xed, 0xa0, 0x80), null],
  ])('%s', (_, given, expected) => {
    expect(decodeUtf8(given)).toBe(expected);
  });
});

describe('bytes as UTF-8', () => {
  it.each([
    ['UTF-16 little-endian', bytes(0xff, 0xfe, 0x61, 0, 0xfc, 0), 'utf-16le', text('aü')],
    ['UTF-16 big-endian', bytes(0xfe, 0xff, 0, 0x61, 0, 0xfc), 'utf-16be', text('aü')],
    ['UTF-8 with a mark', bytes(0xef, 0xbb, 0xbf, 0x61), 'utf-8', text('a')],
    ['anything else as it is', bytes(0xfc), null, bytes(0xfc)],
  ])('come from %s', (_, given, encoding, expected) => {
    expect(markedEncoding(given)).toBe(encoding);
    expect(Uint8Array.from(toUtf8(given) as Uint8Array)).toEqual(expected);
  });

  it.each([
    ['breaks off in a character', bytes(0xff, 0xfe, 0x61)],
    ['holds a lone surrogate', bytes(0xff, 0xfe, 0x00, 0xd8)],
  ])('do not come from UTF-16 that %s', (_, given) => {
    expect(toUtf8(given)).toEqual({ broken: 'not_utf16' });
  });
});

it('shows one character for each byte of a part of a larger array', () => {
  expect(asLatin1(bytes(1, 0x41, 0xe9, 2).subarray(1, 3))).toBe('Aé');
});
