import { describe, expect, it } from 'vitest';
import { type Read, readDocument, TINY } from './read-document.ts';

const JSON_TEXT =
  '{"version":3,"r":[{"id":"é\\"1","n":[1,-2.5e3]},\n{"id":"b","x":null}],"stats":{"n":2},"t":true}';
const LINES = '{"id":"é\\"1"}\n{"id":"b","n":[1]}\r\n\n{"id":"c"}\n';
const CSV = 'id,text\n1,"a ""é"",\nb"\n2,x\n3,"y"\n';
const XML =
  '<?xml version="1.0"?><testsuites><testsuite name="é"><testcase name="a&amp;b"/>' +
  '<testcase name="c"><failure message="m"><![CDATA[x]]></failure></testcase></testsuite></testsuites>';

/** Whether nothing in what is left can tell that there was more: lines, each of which is whole. */
function isWhole(lines: Buffer): boolean {
  const last = lines.toString().split('\n').at(-1) ?? '';
  if (last.trim() === '') return lines.length > 0;
  try {
    JSON.parse(last);
    return true;
  } catch {
    return false;
  }
}

describe.each([
  ['JSON', JSON_TEXT, ['r'], () => false],
  ['JSON lines', LINES, undefined, isWhole],
  ['XML', XML, undefined, () => false],
])('%s that is cut off', (_, text, from, canBeWhole) => {
  const whole = Buffer.from(text);

  it('is whole when it is whole', async () => {
    const { elements, faults } = await readDocument(whole, from);
    expect(elements.length).toBeGreaterThan(1);
    expect(faults).toEqual([]);
  });

  it('at any byte is a fault, after the elements that are whole', async () => {
    const all = (await readDocument(whole, from)).elements;
    for (let end = 0; end < whole.length; end += 1) {
      for (const sizes of [undefined, TINY]) {
        const part = whole.subarray(0, end);
        const { elements, faults } = await readDocument(part, from, sizes);
        expect(elements, `cut at ${end}`).toEqual(all.slice(0, elements.length));
        expect(faults.length > 0, `cut at ${end}`).toBe(!canBeWhole(part));
      }
    }
  });

  it('is the same in chunks of any size', async () => {
    const expected = await readDocument(whole, from);
    for (let chunk = 1; chunk <= whole.length; chunk += 1) {
      expect(await readDocument(whole, from, { chunk, block: chunk }), `chunks of ${chunk}`).toEqual(
        expected,
      );
    }
  });
});

describe('CSV that is cut off', () => {
  const whole = Buffer.from(CSV);

  it('at any byte gives records as they stand there, or a fault', async () => {
    const all = (await readDocument(whole)).elements as Record<string, string>[];
    expect(all).toHaveLength(3);
    for (let end = 0; end < whole.length; end += 1) {
      const read: Read = await readDocument(whole.subarray(0, end));
      const elements = read.elements as Record<string, string>[];
      const last = elements.at(-1);
      expect(elements.slice(0, -1), `cut at ${end}`).toEqual(all.slice(0, Math.max(0, elements.length - 1)));
      // A table has no end of its own: a last cell may be shorter, and nothing shows it.
      expect(all[elements.length - 1]?.text ?? '', `cut at ${end}`).toContain(last?.text ?? '');
      const atStart = read.head?.kind === 'csv' && end <= CSV.indexOf('\n') + 1;
      if (elements.length === 0 && !atStart) expect(read.faults, `cut at ${end}`).not.toEqual([]);
    }
  });

  it('is the same in chunks of any size', async () => {
    const expected = await readDocument(whole);
    for (let chunk = 1; chunk <= whole.length; chunk += 1) {
      expect(await readDocument(whole, undefined, { chunk, block: 1 }), `chunks of ${chunk}`).toEqual(
        expected,
      );
    }
  });
});

describe('a file that gets shorter while it is read', () => {
  it.each([
    ['JSON', JSON_TEXT, ['r']],
    ['XML', XML, undefined],
  ])('of %s is a fault', async (_, text, from) => {
    const bytes = Buffer.from(text);
    const shorter = bytes.subarray(0, bytes.length - 30);
    const source = {
      name: 'x',
      size: bytes.length,
      read: async (offset: number, length: number, into?: Uint8Array) => {
        const part = shorter.subarray(offset, offset + length);
        into?.set(part);
        return into?.subarray(0, part.length) ?? part;
      },
      close: async () => {},
    };
    expect((await readDocument(source, from)).faults).not.toEqual([]);
  });
});
