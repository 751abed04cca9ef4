import { describe, expect, it } from 'vitest';
import { columnNames, delimiterOf, readTable, tableEntries } from '../../action/intake/csv.ts';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** Each row as `label: fields`, or as the reason why it is none. */
function rows(csv: string, id: string | null = null): string[] {
  const table = readTable(bytes(csv));
  if (table === null) return ['no header'];
  return tableEntries(table, { slices: [], label: 'label', id }).map((entry) =>
    entry.status === 'item' ? `${entry.label}: ${JSON.stringify(entry.fields)}` : entry.reason,
  );
}

describe('a CSV file', () => {
  it.each([
    ['commas', 'text,label\nhi,a\n', ['a: {"text":"hi"}']],
    ['semicolons', 'text;label\n"h;i";a\n', ['a: {"text":"h;i"}']],
    ['tabs', 'text\tlabel\nhi\ta\n', ['a: {"text":"hi"}']],
    ['a byte order mark', '\u00EF\u00BB\u00BFtext,label\nhi,a', ['a: {"text":"hi"}']],
    ['CR and LF', 'text,label\r\nhi,a\r\n', ['a: {"text":"hi"}']],
    ['CR alone', 'text,label\rhi,a\rho,b', ['a: {"text":"hi"}', 'b: {"text":"ho"}']],
    ['lines inside quotes', 'text,label\n"one\ntwo ""three""",a\n', ['a: {"text":"one\\ntwo \\"three\\""}']],
    ['a name over two lines', '"the\ntext",label\nhi,a\n', ['a: {"the\\ntext":"hi"}']],
    [
      'a quote inside a bare cell',
      'text,label\n5" pipe,a\nok,b\n',
      ['a: {"text":"5\\" pipe"}', 'b: {"text":"ok"}'],
    ],
    ['UTF-8', 'text,label\nGr\u00C3\u00BC\u00C3\u009Fe,a\n', ['a: {"text":"Grüße"}']],
    ['a column named __proto__', '__proto__,label\nhi,a\n', ['a: {"__proto__":"hi"}']],
    ['no label in a row', 'text,label\nhi,\n', ['null: {"text":"hi"}']],
    ['only a header', 'text,label\n', []],
  ])('may have %s', (_, csv, expected) => {
    expect(rows(csv)).toEqual(expected);
  });

  it.each([
    ['too few cells', 'text,label\nhi\nho,b\n', ['ragged_row', 'b: {"text":"ho"}']],
    ['too many cells', 'text,label\nhi,a,x\nho,b\n', ['ragged_row', 'b: {"text":"ho"}']],
    ['an empty line', 'text,label\n\nho,b\n', ['empty', 'b: {"text":"ho"}']],
    ['a label and nothing else', 'text,label\n ,a\nho,b\n', ['empty', 'b: {"text":"ho"}']],
    ['bytes that are not UTF-8', 'text,label\nGr\u00FC,a\nho,b\n', ['not_utf8', 'b: {"text":"ho"}']],
    [
      'a quote that is never closed',
      'text,label\n"hi,a\nho,b\nha,c\n',
      ['bad_quote', 'b: {"text":"ho"}', 'c: {"text":"ha"}'],
    ],
    [
      'a quote that the next one would close',
      'text,label\n"hi,a\nho,b\n"ha",c\n',
      ['bad_quote', 'b: {"text":"ho"}', 'c: {"text":"ha"}'],
    ],
    ['text after a closing quote', 'text,label\n"hi"x,a\nho,b\n', ['bad_quote', 'b: {"text":"ho"}']],
    [
      'a bare cell with a quote and too few cells',
      'text,label\n5" pipe\nho,b\n',
      ['ragged_row', 'b: {"text":"ho"}'],
    ],
    [
      'more than 1 MiB',
      `text,label\n${'x'.repeat(1024 * 1024)},a\nho,b\n`,
      ['too_large', 'b: {"text":"ho"}'],
    ],
  ])('counts a row with %s, and reads the next', (_, csv, expected) => {
    expect(rows(csv)).toEqual(expected);
  });

  it('without names in its first row is not read', () => {
    expect(rows('')).toEqual(['no header']);
    expect(rows('Gr\u00FC,label\nx,a\n')).toEqual(['no header']);
  });

  it('keeps identifiers out of the fields, and knows rows by them', () => {
    const table = readTable(bytes('id,text,label\n7,hi,a\n,ho,b\n'));
    const entries = table === null ? [] : tableEntries(table, { slices: [], label: 'label', id: 'id' });
    expect(entries).toMatchObject([
      { identifier: 'id:7', fields: { text: 'hi' } },
      { identifier: 'content:{"text":"ho"}', fields: { text: 'ho' } },
    ]);
    expect(entries[0]).not.toHaveProperty('fields.id');
  });

  it('keeps the bytes of what it could not read', () => {
    const table = readTable(bytes('text,label\nonly one\n'));
    const [entry] = table === null ? [] : tableEntries(table, { slices: [], label: 'label', id: null });
    expect(entry).toMatchObject({ identifier: 'row:1', raw: bytes('only one\n'), bytes: 9 });
  });

  it('with a stray quote in every row is read to its end all the same', () => {
    const start = performance.now();
    const read = rows(`text,label\n${'1,"x\n'.repeat(3000)}`);
    expect(read).toHaveLength(3000);
    expect(new Set(read)).toEqual(new Set(['bad_quote']));
    expect(performance.now() - start).toBeLessThan(60_000);
  });
});

describe('a header row', () => {
  it.each([
    ['a,b', ','],
    ['a;b,c;d', ';'],
    ['"a;b;c",d', ','],
    ['a', ','],
  ])('%s is divided by %j', (header, delimiter) => {
    expect(delimiterOf(header)).toBe(delimiter);
  });

  it('gives every column a name of its own', () => {
    expect(columnNames(['a', ' ', 'a', 'a_2', ''])).toEqual(['a', 'column_2', 'a_2', 'a_2_2', 'column_5']);
  });
});
