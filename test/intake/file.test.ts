import { describe, expect, it } from 'vitest';
import { MAX_ITEM_BYTES, MAX_RAW_BYTES } from '../../action/intake/entry.ts';
import { readFileEntry } from '../../action/intake/file.ts';

const text = (value: string) => new TextEncoder().encode(value);
const read = (path: string, bytes: Uint8Array, size = bytes.length) =>
  readFileEntry({ path, label: 'a', size, bytes });

describe('a file of a folder', () => {
  it('without e-mail headers is a plain text', async () => {
    expect(await read('a/note.txt', text('\uFEFF Hello\r\nyou \n'))).toEqual({
      status: 'item',
      kind: 'text',
      identifier: 'path:a/note.txt',
      label: 'a',
      fields: { body: 'Hello\nyou' },
      sliceValues: [],
    });
  });

  it.each([
    ['an e-mail by its content, whatever its name', 'a/1.bin', text('From: a\nSubject: b\n\nHello'), 'mail'],
    ['an e-mail in UTF-16', 'a/1.eml', utf16('From: a\nSubject: b\n\nHello'), 'mail'],
    ['a text in UTF-16', 'a/1.txt', utf16('Hello'), 'text'],
  ])('is %s', async (_, path, bytes, kind) => {
    expect(await read(path, bytes)).toMatchObject({ status: 'item', kind });
  });

  it.each([
    ['empty', 'a/1.txt', text('')],
    ['empty', 'a/1.txt', text(' \r\n\t')],
    ['no_headers', 'a/1.EML', text('Hello')],
    ['not_utf8', 'a/1.txt', Uint8Array.from([0x47, 0xfc])],
    ['not_utf16', 'a/1.txt', Uint8Array.from([0xff, 0xfe, 0x41])],
    ['not_text', 'a/1.txt', text('PK\0\0')],
  ])('is malformed as %s: %s, %j', async (reason, path, bytes) => {
    expect(await read(path, bytes)).toEqual({
      status: 'malformed',
      reason,
      identifier: `path:${path}`,
      raw: bytes,
      bytes: bytes.length,
    });
  });

  it('is too large above 1 MiB, and not at it', async () => {
    expect(await read('a/1.txt', text('x'.repeat(MAX_ITEM_BYTES)))).toMatchObject({ status: 'item' });
    const start = text('x'.repeat(MAX_RAW_BYTES + 1));
    const entry = await read('a/1.txt', start, MAX_ITEM_BYTES + 1);
    expect(entry).toMatchObject({ status: 'malformed', reason: 'too_large', bytes: MAX_ITEM_BYTES + 1 });
    expect(entry.status === 'malformed' && entry.raw.length).toBe(MAX_RAW_BYTES);
  });
});

function utf16(value: string): Uint8Array {
  return Uint8Array.from(Buffer.from(`\uFEFF${value}`, 'utf16le'));
}
