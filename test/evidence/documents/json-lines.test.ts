import { describe, expect, it } from 'vitest';
import { founds, readDocument, TINY } from './read-document.ts';

describe('JSON lines', () => {
  it('are fed one by one, with the number and the line of each', async () => {
    const { head, elements, places, faults, ended } = await readDocument('{"id":1}\n\n  \n{"id":2}\n[3]\n');
    expect(head).toEqual({ kind: 'json-lines', first: [{ id: 1 }, { id: 2 }, [3]] });
    expect(elements).toEqual([{ id: 1 }, { id: 2 }, [3]]);
    expect(places).toEqual([
      { row: 1, line: 1 },
      { row: 2, line: 4 },
      { row: 3, line: 5 },
    ]);
    expect(faults).toEqual([]);
    expect(ended).toBe(true);
  });

  it('show the first three, with long texts cut', async () => {
    const text = `{"t":"${'x'.repeat(2_000)}"}\n`.repeat(5);
    const { head } = await readDocument(text);
    expect(head).toEqual({ kind: 'json-lines', first: Array(3).fill({ t: 'x'.repeat(1_000) }) });
  });

  it.each([1, 2, 3, 5, 7, 64])('are the same in chunks of %i bytes', async (chunk) => {
    const text = '{"t":"é€😀"}\r\n{"s":NaN}\r\n\r\n{"u":"a\\nb"}\r\nnot JSON\r\n{"last":true}';
    const whole = await readDocument(text);
    expect(whole.elements).toEqual([{ t: 'é€😀' }, { s: null }, { u: 'a\nb' }, { last: true }]);
    expect(await readDocument(text, undefined, { chunk, block: 1 })).toEqual(whole);
  });

  it('are told apart from one JSON document by where values end', async () => {
    const kinds = async (text: string) => (await readDocument(text)).head?.kind;
    expect(await kinds('{"a":1}')).toBe('json');
    expect(await kinds('{"a":1}\n')).toBe('json');
    expect(await kinds('{"a":1}\n\n{"a":2}')).toBe('json-lines');
    expect(await kinds('\n\n{"a":1}\n{"a":2}')).toBe('json-lines');
    expect(await kinds('{\n"a":1}\n')).toBe('json');
    expect(await kinds('[1]\n[2]\n')).toBe('json-lines');
  });

  it('are told of a value over several lines that another follows', async () => {
    const { head, faults } = await readDocument('{\n"a":1\n}\n{\n"a":2\n}\n');
    expect(head?.kind).toBe('json');
    expect(founds({ faults } as never)).toEqual(['more text on line 4, after the JSON that ends on line 3']);
  });

  it('say which line is not JSON, and go on', async () => {
    const { elements, faults } = await readDocument('{"a":1}\nwarning: "slow"\n{"a":2}{"a":3}\n{"a":4}\n');
    expect(elements).toEqual([{ a: 1 }, { a: 4 }]);
    expect(faults.map(({ found, place }) => [found, place?.line])).toEqual([
      ['"warning: \\"slow\\"", which is not JSON', 2],
      ['"{\\"a\\":2}{\\"a\\":3}", which is not JSON', 3],
    ]);
  });

  it.each(['{"a":}', '{"a":1', '{"a":1}}', '{"a" 1}', '["a":1]'])(
    'are known by those after a first line like %s',
    async (first) => {
      const { head, elements, faults } = await readDocument(`${first}\n{"a":2}\n{"a":3}\n`);
      expect(head?.kind).toBe('json-lines');
      expect(elements).toEqual([{ a: 2 }, { a: 3 }]);
      expect(faults).toMatchObject([{ place: { row: 1, line: 1 } }]);
    },
  );

  it('are known where the first line is longer than what is looked at', async () => {
    const { head, elements } = await readDocument(`{"t":"${'x'.repeat(100_000)}"}\n{"a":2}\n`);
    expect(head?.kind).toBe('json-lines');
    expect(elements).toHaveLength(2);
  });

  it('say that the last one is cut off', async () => {
    const { elements, faults } = await readDocument('{"a":1}\n{"a":2}\n{"a');
    expect(elements).toHaveLength(2);
    expect(faults).toMatchObject([{ found: 'a last line that is cut off', place: { row: 3, line: 3 } }]);
  });

  it('say so where it is cut inside a character', async () => {
    const { elements, faults } = await readDocument(Buffer.from('{"a":1}\n{"a":2}\n{"a":"é').subarray(0, -1));
    expect(elements).toHaveLength(2);
    expect(faults).toMatchObject([{ found: 'a last line that is cut off', place: { row: 3, line: 3 } }]);
  });

  it('say which line is not UTF-8, and read the others', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":1}\n{"a":"'),
      Buffer.from([0xe9]),
      Buffer.from('"}\n{"a":"é"}\n'),
    ]);
    for (const sizes of [undefined, TINY]) {
      const { elements, faults } = await readDocument(bytes, undefined, sizes);
      expect(elements).toEqual([{ a: 1 }, { a: 'é' }]);
      expect(faults).toMatchObject([
        { found: 'bytes that are not UTF-8 in a line', place: { row: 2, line: 2 } },
      ]);
    }
  });

  it('keep __proto__ as a key, and ids of a megabyte', async () => {
    const id = 'i'.repeat(1_000_000);
    const { elements } = await readDocument(`{"__proto__":{"x":1}}\n{"id":"${id}"}\n`);
    expect(elements).toEqual([JSON.parse('{"__proto__":{"x":1}}'), { id }]);
  });
});
