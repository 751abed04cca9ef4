import { describe, expect, it } from 'vitest';
import { formatOf } from '../../action/intake/format.ts';
import { jsonlKeys, readJsonl } from '../../action/intake/jsonl.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const columns = { label: 'label', id: 'id', slices: [] };

describe('a JSON line', () => {
  it.each([
    ['text', '{"text":"hi","label":"a"}', { label: 'a', fields: { text: 'hi' } }],
    [
      'numbers, truth and nothing',
      '{"n":1.5,"t":true,"x":null,"label":"a"}',
      { fields: { n: '1.5', t: 'true', x: '' } },
    ],
    ['lists and groups, as JSON', '{"l":[1,{"a":"b"}],"label":"a"}', { fields: { l: '[1,{"a":"b"}]' } }],
    ['a label that is a number', '{"text":"hi","label":2}', { label: '2' }],
    ['no label', '{"text":"hi"}', { label: null, fields: { text: 'hi' } }],
    ['a lone surrogate', '{"text":"\\ud800","label":"a"}', { fields: { text: '\uFFFD' } }],
    [
      'an identifier, which is no field',
      '{"id":7,"text":"hi","label":"a"}',
      { identifier: 'id:7', fields: { text: 'hi' } },
    ],
  ])('may hold %s', (_, line, expected) => {
    expect(readJsonl(bytes(line), columns)).toMatchObject([{ status: 'item', kind: 'row', ...expected }]);
  });

  it('may have a key named __proto__', () => {
    const [entry] = readJsonl(bytes('{"__proto__":"x","text":"hi","label":"a"}'), columns);
    expect(JSON.stringify(entry)).toContain('"fields":{"__proto__":"x","text":"hi"}');
  });

  it.each([
    ['empty', '  '],
    ['empty', '{"label":"a"}'],
    ['empty', '{"text":" ","id":1,"label":"a"}'],
    ['not_json', '{"text":"h'],
    ['not_json', 'text'],
    ['not_an_object', '["hi"]'],
    ['not_an_object', '"hi"'],
    ['not_an_object', 'null'],
    ['too_large', JSON.stringify({ text: 'x'.repeat(1024 * 1024), label: 'a' })],
  ])('is malformed as %s', (reason, line) => {
    const [entry] = readJsonl(bytes(line), columns);
    expect(entry).toMatchObject({
      status: 'malformed',
      reason,
      identifier: 'line:1',
      bytes: bytes(line).length,
    });
  });

  it('in bytes that are not UTF-8 is malformed, and the lines around it are not', () => {
    const entries = readJsonl(
      Uint8Array.from(Buffer.from('{"t":"a"}\n{"t":"\u00FC"}\n{"t":"b"}\n', 'latin1')),
      columns,
    );
    expect(entries.map((entry) => (entry.status === 'item' ? entry.fields.t : entry.reason))).toEqual([
      'a',
      'not_utf8',
      'b',
    ]);
  });

  it.each([
    ['a last line without an end', '{"t":"a"}\n{"t":"b"}', 2],
    ['a last line with one', '{"t":"a"}\n{"t":"b"}\n', 2],
    ['an empty line between', '{"t":"a"}\r\n\r\n{"t":"b"}\r\n', 3],
  ])('is counted with %s', (_, text, count) => {
    expect(readJsonl(bytes(text), columns)).toHaveLength(count);
  });

  it('nested beyond reason does no harm', () => {
    const deep = `{"text":${'['.repeat(100_000)}${']'.repeat(100_000)},"label":"a"}`;
    expect(readJsonl(bytes(deep), columns)).toHaveLength(1);
  });
});

it('names the keys of all its first lines', () => {
  expect(jsonlKeys(bytes('{"a":1}\nnot json\n{"b":1,"a":2}\n'))).toEqual(['a', 'b']);
});

describe('the format of a file', () => {
  it.each([
    ['jsonl', '\n{"a":1}\n'],
    ['jsonl', 'broken line\n{"a":1}\n'],
    ['json-array', '[\n{"a":1}]'],
    ['mail', 'From: a\nSubject: b\n\nHello'],
    ['csv', 'a,b\n1,2\n'],
    ['csv', 'subject: line\n1\n'],
    ['empty', ' \r\n'],
  ])('is %s for %j', (format, text) => {
    expect(formatOf(bytes(text))).toBe(format);
  });
});
