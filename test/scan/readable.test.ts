import { describe, expect, it } from 'vitest';
import { readable } from '../../action/scan/readable.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('a file', () => {
  it.each([
    ['in UTF-8', Buffer.from('Grüße'), 'Grüße'],
    ['in UTF-8 with its mark', Buffer.from('\ufeffGrüße'), 'Grüße'],
    ['of no bytes', Buffer.from(''), ''],
    ['in Windows-1252', latin1('Gr\xfc\xdfe'), 'Grüße'],
    ['in UTF-16 with its mark', utf16('\ufeffkey=1'), 'key=1'],
    ['in UTF-16 without its mark', utf16('key=1'), 'key=1'],
    ['in UTF-16 the other way round', utf16('\ufeffkey=1').swap16(), 'key=1'],
    ['with the colours of a terminal', latin1('\x1b[31mred\x1b[0m \xfc'), '\x1b[31mred\x1b[0m ü'],
  ])('%s is text', (_, bytes, text) => {
    expect(readable(bytes)).toEqual({ kind: 'text', text });
  });

  it.each([
    ['PNG', latin1('\x89PNG\r\n\x1a\n\0\0')],
    ['JPEG', latin1('\xff\xd8\xff\xe0\0')],
    ['GIF', latin1('GIF89a\0\x01')],
    ['WOFF2', latin1('wOF2\0\x01\0\0')],
    ['WEBP', latin1('RIFF\x01\0\0\0WEBPVP8 \0')],
    ['MP4', latin1('\0\0\0\x18ftypmp42')],
  ])('of kind %s holds no text', (_, bytes) => {
    expect(readable(bytes)).toEqual({ kind: 'media' });
  });

  it.each([
    ['a spreadsheet or an archive', latin1('PK\x03\x04\x14\0')],
    ['a compressed file without a NUL', latin1('\x1f\x8b\x08\xff\x01\xfe')],
    ['a database', latin1('SQLite format 3\0')],
    ['a PDF that begins like text', Buffer.from('%PDF-1.7\nstream')],
    ['a PDF with bytes', latin1('%PDF-1.7\n\xe2\xe3')],
    ['text with a NUL put into it', latin1('key = "secret"\0')],
    ['text with a NUL after the first 8 kB', Buffer.from(`${'a'.repeat(9000)}\0`)],
    ['an archive that only has the name of a picture', latin1('PK\x03\x04PNG\0')],
  ])('that is %s cannot be searched', (_, bytes) => {
    expect(readable(bytes)).toEqual({ kind: 'opaque' });
  });
});
