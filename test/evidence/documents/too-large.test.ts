import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';

const LONG = 'x'.repeat(2_000);

describe.each([
  ['an element of JSON', `[1,"${LONG}",2]`, 1],
  ['a JSON line', `{"a":1}\n{"a":"${LONG}"}\n{"a":2}\n`, 1],
  ['a JSON line at the end', `{"a":1}\n{"a":2}\n{"a":"${LONG}"}`, 2],
  ['a record of CSV', `a,b\n1,2\n3,"${LONG}"\n4,5\n`, 1],
  [
    'a text in XML',
    `<testsuite><testcase name="a"/><testcase><failure>${LONG}</failure></testcase></testsuite>`,
    1,
  ],
  ['an attribute in XML', `<testsuite><testcase name="a"/><testcase name="${LONG}"/></testsuite>`, 1],
])('%s of two kilobytes', (_, text, before) => {
  const read = (element: number) => readDocument(text, undefined, { chunk: 64, block: 64, element });

  it('is read where that much is allowed', async () => {
    expect((await read(4_096)).faults).toEqual([]);
  });

  it('is a fault where it is not, and what stands before it is read', async () => {
    const { elements, faults } = await read(1_000);
    expect(elements.length).toBeGreaterThanOrEqual(before);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.expected).toMatch(/^at most \d+ bytes$/);
  });
});

describe('a value of two kilobytes that no reader wants', () => {
  it('is a fault beside the elements', async () => {
    const text = `{"blob":"${LONG}","r":[1,2]}`;
    const { elements, faults } = await readDocument(text, ['r'], { element: 1_000 });
    expect(elements).toEqual([1, 2]);
    expect(faults.map(({ found }) => found)).toEqual(['a value of 2002 bytes, on line 1']);
  });
});

describe('an id of a megabyte', () => {
  const id = 'i'.repeat(1_000_000);
  const attribute = { attributes: { name: id } };

  it.each([
    ['JSON', `[{"id":"${id}"}]`, { id }],
    ['JSON lines', `{"id":"${id}"}\n{"id":1}\n`, { id }],
    ['CSV', `id,b\n${id},1\n`, { id, b: '1' }],
    ['XML', `<testsuite><testcase name="${id}"/></testsuite>`, attribute],
  ])('is read from %s', async (_, text, wanted) => {
    const { elements, faults } = await readDocument(text);
    expect(elements[0]).toMatchObject(wanted);
    expect(faults).toEqual([]);
  });
});
