import { describe, expect, it } from 'vitest';
import { founds, readDocument } from './read-document.ts';

describe('CSV', () => {
  it('gives its records as objects, with the line on which each begins', async () => {
    const { head, elements, places, faults, ended } = await readDocument(
      'id, pass\n1,true\n\n"2, or ""two""","no\nreally"\n3,\n',
    );
    expect(head).toEqual({
      kind: 'csv',
      columns: ['id', 'pass'],
      first: [
        { id: '1', pass: 'true' },
        { id: '2, or "two"', pass: 'no\nreally' },
        { id: '3', pass: '' },
      ],
    });
    expect(elements).toEqual(head?.kind === 'csv' && head.first);
    expect(places).toEqual([
      { row: 1, line: 2 },
      { row: 2, line: 4 },
      { row: 3, line: 6 },
    ]);
    expect(faults).toEqual([]);
    expect(ended).toBe(true);
  });

  it.each([1, 2, 3, 5, 7, 64])('is the same in chunks of %i bytes', async (chunk) => {
    const text = '\ufeffid,t\r\n1,"é€😀\r\n,"\r\n2,\r\n\r\n3,x,y\r\n4,"a""b"';
    const whole = await readDocument(text);
    expect(whole.elements).toEqual([
      { id: '1', t: 'é€😀\r\n,' },
      { id: '2', t: '' },
      { id: '4', t: 'a"b' },
    ]);
    expect(whole.faults).toMatchObject([{ found: 'a record of 3 fields', place: { row: 3, line: 6 } }]);
    expect(await readDocument(text, undefined, { chunk, block: 1 })).toEqual(whole);
  });

  it('numbers columns of the same name', async () => {
    const { head, elements } = await readDocument('a,Status,Status,Status,Status (2)\n1,p,f,e,x\n');
    expect(head).toMatchObject({ columns: ['a', 'Status', 'Status (2)', 'Status (3)', 'Status (2) (2)'] });
    expect(elements).toEqual([
      { a: '1', Status: 'p', 'Status (2)': 'f', 'Status (3)': 'e', 'Status (2) (2)': 'x' },
    ]);
  });

  it('says which record is of another width, and reads the others', async () => {
    const { elements, faults } = await readDocument('a,b\n1,2\n3\n4,5,6\n7,8\n');
    expect(elements).toEqual([
      { a: '1', b: '2' },
      { a: '7', b: '8' },
    ]);
    expect(faults.map(({ found, place }) => [found, place])).toEqual([
      ['a record of 1 fields', { row: 2, line: 3 }],
      ['a record of 3 fields', { row: 3, line: 4 }],
    ]);
  });

  it.each([
    ['a,b\n1,2\n3,"x"y\n5,6\n', 'a misplaced quote, in the record that begins on line 3'],
    ['a,b\n1,2\n3,x"y"\n5,6\n', 'a misplaced quote, in the record that begins on line 3'],
    ['a,b\n1,2\n3,"x\n5,6\n', 'a quote that is not closed, in the record that begins on line 3'],
  ])('reads what stands before a wrong quote in %j', async (text, found) => {
    const { elements, faults } = await readDocument(text);
    expect(elements).toEqual([{ a: '1', b: '2' }]);
    expect(faults[0]?.found).toContain(found);
  });

  it('may use semicolons or tabs, and is not taken for JSON because of a bracket', async () => {
    expect((await readDocument('id;pass\n1;1,5\n')).elements).toEqual([{ id: '1', pass: '1,5' }]);
    expect((await readDocument('id\tpass\n1\ta, b\n')).elements).toEqual([{ id: '1', pass: 'a, b' }]);
    const prompts = '[openai:x] Rephrase,[openai:x] Translate\n[PASS] (1.00) hi,[FAIL] (0.00) no\n';
    expect((await readDocument(prompts)).head).toMatchObject({ kind: 'csv' });
  });

  it('with a header alone is a table without records', async () => {
    const { head, elements, faults } = await readDocument('id,pass\n');
    expect(head).toEqual({ kind: 'csv', columns: ['id', 'pass'], first: [] });
    expect([elements, faults]).toEqual([[], []]);
  });

  it('keeps __proto__ as a column', async () => {
    const { elements } = await readDocument('__proto__,b\nx,y\n');
    expect(Object.entries(elements[0] as object)).toEqual([
      ['__proto__', 'x'],
      ['b', 'y'],
    ]);
  });

  it.each([
    ['bytes that are not UTF-8', Buffer.from([0xe9])],
    ['NUL bytes', Buffer.from([0])],
  ])('says after which line it holds %s', async (_, byte) => {
    const filler = 'x,y\n'.repeat(20_000);
    const bytes = Buffer.concat([Buffer.from(`a,b\n${filler}1,`), byte, Buffer.from('\n2,3\n')]);
    const { elements, faults } = await readDocument(bytes, undefined, { chunk: 64, block: 1 });
    expect(elements.length).toBeGreaterThan(19_900);
    expect(founds({ faults } as never)[0]).toMatch(
      /^bytes that are not UTF-8 after line (?:199\d\d|2000\d)$/,
    );
  });
});
