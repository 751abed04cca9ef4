import { describe, expect, it } from 'vitest';
import { founds, readDocument, TINY } from './read-document.ts';

const PROMPTFOO = {
  evalId: 'eval-1',
  results: {
    version: 3,
    results: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }],
    stats: { successes: 4 },
  },
  config: {},
};

describe('a JSON document', () => {
  it('shows its outline with the first three elements of a list, and the length of each', async () => {
    const { head } = await readDocument(JSON.stringify(PROMPTFOO));
    expect(head).toEqual({
      kind: 'json',
      outline: {
        evalId: 'eval-1',
        results: {
          version: 3,
          results: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
          stats: { successes: 4 },
        },
        config: {},
      },
      lengths: new Map([['results.results', 4]]),
    });
  });

  it('gives the elements of the lists that a reader asks for, in the order of the file', async () => {
    const text = '{"b":[1,2],"x":[9],"a":{"c":[3]}}';
    const { elements, places, paths, faults, ended } = await readDocument(text, ['a.c', 'b']);
    expect(elements).toEqual([1, 2, 3]);
    expect(paths).toEqual(['b', 'b', 'a.c']);
    expect(places.map(({ row }) => row)).toEqual([1, 2, 3]);
    expect(faults).toEqual([]);
    expect(ended).toBe(true);
  });

  it('gives those of the root where a reader asks for nothing', async () => {
    expect((await readDocument('[1, {"a": [2]}]')).elements).toEqual([1, { a: [2] }]);
  });

  it('says on which line each element begins, in Windows line ends too', async () => {
    const text = '{\r\n  "a": [\r\n    {\r\n      "x": 1\r\n    }, 2,\r\n    3\r\n  ]\r\n}\r\n';
    const { places } = await readDocument(text, ['a']);
    expect(places).toEqual([
      { row: 1, line: 3 },
      { row: 2, line: 5 },
      { row: 3, line: 6 },
    ]);
  });

  it('finds lists four keys deep, and leaves those further down to the value that they are in', async () => {
    const text = '{"a":{"b":{"c":{"d":[1],"e":{"f":[2]}}}}}';
    const { head, elements } = await readDocument(text, ['a.b.c.d', 'a.b.c.e.f']);
    expect(head).toMatchObject({ outline: { a: { b: { c: { e: { f: [2] } } } } } });
    expect(head?.kind === 'json' && [...head.lengths]).toEqual([['a.b.c.d', 1]]);
    expect(elements).toEqual([1]);
  });

  it('is the same in chunks and blocks of a byte', async () => {
    const text = JSON.stringify({ ...PROMPTFOO, note: 'a "quoted" \\ text, [not] {a} list: é€😀' }, null, 1);
    const whole = await readDocument(text, ['results.results']);
    expect(whole.elements).toHaveLength(4);
    expect(await readDocument(text, ['results.results'], TINY)).toEqual(whole);
  });

  it.each([2, 3, 5, 7, 64])('is the same in chunks of %i bytes', async (chunk) => {
    const text = '{"k\\"ey":[{"t":"\\\\"},{"t":"\\\\\\"]"},["é",-1.5e3,null]],"z":[]}';
    const whole = await readDocument(text, ['k"ey']);
    expect(whole.elements).toEqual([{ t: '\\' }, { t: '\\"]' }, ['é', -1.5e3, null]]);
    expect(await readDocument(text, ['k"ey'], { chunk, block: 3 })).toEqual(whole);
  });

  it('reads bare NaN and infinities as nothing, and leaves those in texts alone', async () => {
    const text = '{"a":[{"s":NaN,"t":"\\"NaN -Infinity"},[Infinity,-Infinity],1e400],"m":{"x":NaN}}';
    const { head, elements, faults } = await readDocument(text, ['a']);
    expect(elements).toEqual([{ s: null, t: '"NaN -Infinity' }, [null, null], Number.POSITIVE_INFINITY]);
    expect(head).toMatchObject({ outline: { m: { x: null } } });
    expect(faults).toEqual([]);
  });

  it.each([
    ['{"score":NaN}', { score: Number.POSITIVE_INFINITY }],
    ['{"score":-Infinity}', { score: Number.POSITIVE_INFINITY }],
    ['{"F1-Score" \t : NaN}', { 'F1-Score': Number.POSITIVE_INFINITY }],
    ['{"\\u0073core":NaN}', { score: Number.POSITIVE_INFINITY }],
    ['{"sc_ore":NaN}', { sc_ore: Number.POSITIVE_INFINITY }],
    ['{"score":0.5,"error":NaN}', { score: 0.5, error: null }],
    ['{"score":null,"cost":NaN}', { score: null, cost: null }],
    ['{"name":"score","cost":NaN}', { name: 'score', cost: null }],
    ['{"score":[NaN]}', { score: [null] }],
    ['["score",NaN]', ['score', null]],
  ])('reads a bare number as none only where it is a score: %s', async (one, value) => {
    const { elements, faults } = await readDocument(`[${one}]`);
    expect([elements, faults]).toEqual([[value], []]);
  });

  it.each(['[1,NaNx]', '[1,--Infinity]', '[1,NaN1]', '[1,+Infinity]', '[1,nan]', '[1,{"score":NaN1}]'])(
    'does not take %s for a number',
    async (text) => {
      const { elements, faults } = await readDocument(text);
      expect(elements).toEqual([1]);
      expect(faults).toMatchObject([{ place: { row: 2, line: 1 } }]);
    },
  );

  it('reads what is right when one element is not, and says where that one stands', async () => {
    const { elements, faults } = await readDocument('[{"a":1},\n{"a":},\n{"a" 2},\n{"a":3},{]]');
    expect(elements).toEqual([{ a: 1 }, { a: 3 }]);
    expect(faults.map(({ place }) => place)).toEqual([
      { row: 2, line: 2 },
      { row: 3, line: 3 },
      { row: 5, line: 4 },
    ]);
    expect(faults[0]?.found).toBe('"{\\"a\\":}", which is not JSON');
  });

  it('says where a list that no reader wants is not JSON', async () => {
    const { elements, faults } = await readDocument('{"a":[1],\n"b":[tru],\n"c":01}', ['a']);
    expect(elements).toEqual([1]);
    expect(founds({ faults } as never)).toEqual([
      '"tru", which is not JSON, on line 2',
      '"01", which is not JSON, on line 3',
    ]);
  });

  it.each([
    ['{"a":[1,2', [1]],
    ['{"a":[1,2]', [1, 2]],
    ['{"a":[1,2],"b":"', [1, 2]],
    ['{"a":[1,2],"b', [1, 2]],
  ])('says that %s is cut off, and reads what is whole', async (text, wanted) => {
    const { elements, faults } = await readDocument(text, ['a']);
    expect(elements).toEqual(wanted);
    expect(faults.map(({ found }) => found)).toEqual(['JSON that is cut off']);
  });

  it.each([
    ['{"a":[1,]}', '"]" where a value belongs, on line 1'],
    ['{"a":[,1]}', '"," where a value belongs, on line 1'],
    ['{"a":[1}', '"}" where a comma or ] belongs, on line 1'],
    ['{"a":[1]]', '"]" where a comma or } belongs, on line 1'],
    ['{"a":[1],}', '"}" where a key in quotes belongs, on line 1'],
    ['{"b":{},}', '"}" where a key in quotes belongs, on line 1'],
    ['{"a"\n[1]}', '"[" where a colon belongs, on line 2'],
    ['{"b":,"a":[1]}', '"," where a value belongs, on line 1'],
    ['{"b\u0001":1}', 'a key that is not text ("b\\u0001"), on line 1'],
  ])('says what breaks the structure of %s', async (text, found) => {
    expect(founds(await readDocument(text, ['a']))).toEqual([found]);
  });

  it('says that something follows', async () => {
    const { elements, faults } = await readDocument('{"a":[1]}\nDone in 3 s\n', ['a']);
    expect(elements).toEqual([1]);
    expect(founds({ faults } as never)).toEqual(['more text on line 2, after the JSON that ends on line 1']);
  });

  it('takes the last of two keys, as JSON does, and says so', async () => {
    const { head, elements, faults } = await readDocument('{"a":[1],"b":2,"a":[3]}', ['a']);
    expect(head).toMatchObject({ outline: { a: [3], b: 2 } });
    expect(elements).toEqual([3]);
    expect(founds({ faults } as never)).toEqual(['the key "a" twice']);
  });

  it('keeps the order of the file where a key comes twice', async () => {
    const { elements } = await readDocument('{"a":[1],"b":[2],"a":[3]}', ['a', 'b']);
    expect(elements).toEqual([2, 3]);
  });

  it('says so of two lists under the same dotted path, written in two ways', async () => {
    expect(founds(await readDocument('{"a.b":[1],"a":{"\\u0062":[2]}}', ['a.b']))).toEqual([
      'the key "a.b" twice',
    ]);
  });

  it('keeps __proto__ as a key', async () => {
    const { head, elements } = await readDocument('{"__proto__":{"x":[1]},"a":[{"__proto__":{"y":1}}]}', [
      '__proto__.x',
      'a',
    ]);
    expect(elements).toEqual([1, JSON.parse('{"__proto__":{"y":1}}')]);
    const { outline } = head as { outline: object };
    expect(Object.getPrototypeOf(outline)).toBe(Object.prototype);
    expect(Object.keys(outline)).toEqual(['__proto__', 'a']);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('cuts long texts of the outline, and leaves out large values', async () => {
    const { head, elements } = await readDocument(
      JSON.stringify({ t: 'x'.repeat(5_000), big: ['y'.repeat(70_000)], o: 'z'.repeat(70_000) }),
      ['big'],
    );
    expect((head as { outline: unknown }).outline).toEqual({
      t: 'x'.repeat(1_000),
      big: ['y'.repeat(1_000)],
    });
    expect(elements).toEqual(['y'.repeat(70_000)]);
  });

  it('passes on a hundred faults and counts the others', async () => {
    const { faults } = await readDocument(`[${'x,'.repeat(149)}1]`.replace('[x', '[1,x'));
    expect(faults).toHaveLength(101);
    expect(faults.at(-1)?.found).toBe('49 more faults after the first 100');
  });

  it('says that bytes are not UTF-8, and where', async () => {
    const bytes = Buffer.concat([Buffer.from('["a",\n"'), Buffer.from([0xff]), Buffer.from('",\n"b"]')]);
    const { elements, faults } = await readDocument(bytes);
    expect(elements).toEqual(['a', 'b']);
    expect(faults).toMatchObject([
      { found: 'bytes that are not UTF-8 in a value', place: { row: 2, line: 2 } },
    ]);
  });

  it('gives halves of surrogate pairs as JSON does', async () => {
    expect((await readDocument('["\\ud800"]')).elements).toEqual(['\ud800']);
  });

  it('says that a NUL is not JSON', async () => {
    const { elements, faults } = await readDocument('[1,"a\0b",2]');
    expect(elements).toEqual([1, 2]);
    expect(faults).toHaveLength(1);
  });
});

describe('nesting', () => {
  const nested = (levels: number, inner = '1') => `${'['.repeat(levels)}${inner}${']'.repeat(levels)}`;

  it.each([200, 201])('of an element: %i levels', async (levels) => {
    const { elements, faults } = await readDocument(`[0,\n${nested(levels)},2]`);
    expect(elements).toHaveLength(levels === 200 ? 3 : 2);
    expect(faults.map(({ place }) => place)).toEqual(levels === 200 ? [] : [{ row: 2, line: 2 }]);
  });

  it.each([10_000, 1_000_000])('of %i levels is a fault wherever it stands', async (levels) => {
    const deep = nested(levels);
    expect(founds(await readDocument(deep))).toEqual(['a value nested more than 200 levels deep']);
    expect(founds(await readDocument(`{"a":${deep}}`, ['b']))).toEqual([
      'a value nested more than 200 levels deep, on line 1',
    ]);
    expect(founds(await readDocument(`{"a":{"b":{"c":{"d":{"e":${deep}}}}}}`))).toEqual([
      'a value nested more than 200 levels deep, on line 1',
    ]);
    expect(founds(await readDocument('['.repeat(levels)))).toEqual(['JSON that is cut off']);
  });

  it('that ends a reader is a fault of the element', async () => {
    const { faults } = await readWith(() => {
      throw new RangeError('Maximum call stack size exceeded');
    });
    expect(faults).toHaveLength(1);
  });

  it('does not hide a bug of a reader', async () => {
    const bug = () => {
      throw new TypeError('a bug');
    };
    await expect(readWith(bug)).rejects.toThrow('a bug');
  });

  async function readWith(element: () => void): Promise<{ faults: string[] }> {
    const { openDocument } = await import('../../../action/evidence/documents/open.ts');
    const { sourceOfBytes } = await import('../../../action/evidence/documents/source.ts');
    const opening = await openDocument(sourceOfBytes('x', Buffer.from('[1]')));
    const faults: string[] = [];
    if ('opened' in opening) await opening.opened.walk({ element }, ({ found }) => faults.push(found));
    return { faults };
  }
});

describe('many keys', () => {
  const map = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`file-${i}`, [i]])));

  it('below one key leave the lists after it to be found', async () => {
    const text = `{"coverageMap":${map(30_000)},"testResults":[1,2]}`;
    const { head, elements, faults } = await readDocument(text, ['testResults']);
    expect(elements).toEqual([1, 2]);
    expect(faults).toEqual([]);
    expect(head?.kind === 'json' && head.lengths.size).toBe(2_001);
  });

  it('below several keys are counted for each', async () => {
    const text = `{"a":${map(1_500)},"b":${map(1_500)}}`;
    expect((await readDocument(text, ['b.file-1499'])).elements).toEqual([1_499]);
  });

  it('that hide a list which is wanted are a fault', async () => {
    expect(founds(await readDocument(`{"a":${map(3_000)}}`, ['a.file-2999']))).toEqual([
      'too many keys to find the list "a.file-2999" among',
    ]);
  });

  it('of a kilobyte each are passed over', async () => {
    const { head, elements } = await readDocument(`{"${'k'.repeat(2_000)}":[1],"a":[2]}`, ['a']);
    expect(head).toMatchObject({ lengths: new Map([['a', 1]]) });
    expect((head as { outline: unknown }).outline).toEqual({ a: [2] });
    expect(elements).toEqual([2]);
  });
});
