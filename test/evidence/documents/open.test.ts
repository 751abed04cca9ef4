import { describe, expect, it } from 'vitest';
import { founds, readDocument } from './read-document.ts';

const utf16le = (text: string, mark = '\ufeff'): Buffer => Buffer.from(mark + text, 'utf16le');
const utf16be = (text: string, mark = '\ufeff'): Buffer => utf16le(text, mark).swap16();

describe('a file of results', () => {
  it.each([
    ['no bytes', '', 'an empty file'],
    ['a byte order mark alone', '\ufeff', 'a file of white space alone'],
    ['white space alone', ' \r\n\t\n', 'a file of white space alone'],
    ['one line of prose', 'All tests passed.\n', 'text that begins "All tests passed."'],
    [
      'prose with a comma, and prose without',
      'Hello, world\nthis is a log\n',
      'text that begins "Hello, world"',
    ],
    ['a number', '42', 'text that begins "42"'],
    ['a text in quotes', '"passed"', 'text that begins "\\"passed\\""'],
    ['one column', 'pass\ntrue\nfalse\n', 'text that begins "pass"'],
    ['a Python dictionary', "{'a': [1]}", '"{\'a\': [1]}", which is not JSON'],
    [
      'an image',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]),
      'bytes that are not UTF-8 at its start',
    ],
    ['a web page', '<!DOCTYPE html><html></html>', 'a DOCTYPE, whose entities can stand for anything'],
    ['the start of a zip', 'PK\u0003\u0004', 'a zip without a directory at its end: it is cut off'],
  ])('that holds %s cannot be opened, and says what was found', async (_, content, found) => {
    const { head, faults } = await readDocument(content);
    expect(head).toBeNull();
    expect(founds({ faults } as never)).toEqual([found]);
  });

  it('that begins with what npm printed says so, and quotes it', async () => {
    const text = '\n> poc@1.0.0 test\n> vitest run --reporter=json\n\n{"numTotalTests":1}\n';
    expect(founds(await readDocument(text))).toEqual([
      '"> poc@1.0.0 test" before the JSON, which begins on line 4 of the text',
    ]);
    expect(founds(await readDocument('Debugger attached, waiting\n[\n1]'))[0]).toContain('before the JSON');
  });

  it.each([
    ['JSON', '{"a":[1,"é€😀"]}', ['a'], [1, 'é€😀']],
    ['JSON lines', '{"é":1}\r\n{"é":2}\r\n', undefined, [{ é: 1 }, { é: 2 }]],
    ['CSV', 'id,ü\r\n1,é\r\n', undefined, [{ id: '1', ü: 'é' }]],
  ])('of %s is read with each byte order mark', async (_, text, from, wanted) => {
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16le(text), utf16be(text)]) {
      const { elements, faults } = await readDocument(bytes, from);
      expect(elements).toEqual(wanted);
      expect(faults).toEqual([]);
    }
  });

  it('that was written as JSON twice is read as what was meant', async () => {
    const { head, elements, faults } = await readDocument(JSON.stringify('[{"id":"a"},{"id":"b"}]'));
    expect(head?.kind).toBe('json');
    expect([elements.length, faults]).toEqual([2, []]);
  });

  it('whose first cell in quotes begins with a bracket is a table all the same', async () => {
    const { head } = await readDocument('"[PASS] yes",score\n"{a}",1\n');
    expect(head?.kind).toBe('csv');
  });

  it('of XML is read in UTF-16, which it declares', async () => {
    const text = '<?xml version="1.0" encoding="utf-16"?><testsuite><testcase name="é"/></testsuite>';
    for (const bytes of [utf16le(text), utf16be(text)]) {
      expect((await readDocument(bytes)).elements).toMatchObject([{ attributes: { name: 'é' } }]);
    }
  });

  it.each([
    ['little-endian', utf16le('{"a":[1]}', '')],
    ['big-endian', utf16be('{"a":[1]}', '')],
  ])('of UTF-16 without a byte order mark says so (%s)', async (_, bytes) => {
    expect(founds(await readDocument(bytes))).toEqual([
      'text that looks like UTF-16 without a byte order mark',
    ]);
  });

  it('of damaged UTF-16 says so', async () => {
    const odd = utf16le('{"a":[1]}').subarray(0, -1);
    const half = Buffer.concat([utf16le('["'), Buffer.from([0x00, 0xd8]), utf16le('"]', '')]);
    expect(founds(await readDocument(odd))).toEqual(['bytes that are not UTF-16']);
    expect(founds(await readDocument(half))).toEqual(['bytes that are not UTF-16']);
  });

  it('of console text in UTF-16, as a shell on Windows writes it, is no results', async () => {
    const text = '\r\n RUN  v4.1.12\r\n\r\n Tests  3 passed (3)\r\n';
    expect(founds(await readDocument(utf16le(text)))).toEqual(['text that begins "RUN  v4.1.12"']);
  });

  it('has its lines counted from its first byte', async () => {
    expect((await readDocument('\n\n[1,\n2]')).places.map(({ line }) => line)).toEqual([3, 4]);
  });
});
