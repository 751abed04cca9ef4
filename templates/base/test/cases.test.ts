import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rawInputOf, readCases } from '../eval/cases.ts';
import { inTurn } from '../eval/in-turn.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cases-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const line = (id: string, over: object = {}) =>
  `${JSON.stringify({ id, input: { fields: { text: id } }, expected: { label: 'x' }, suite: 'scored', ...over })}\n`;
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe('the cases', () => {
  it('come from every file, in order', () => {
    write('b.jsonl', `${line('3')}\n${line('4')}`);
    write('a.jsonl', line('1') + line('2'));
    write('notes.txt', 'not a case');
    expect(readCases(folder).map((one) => one.id)).toEqual(['1', '2', '3', '4']);
  });

  it.each([
    ['text that is not JSON', `${line('1')}{"id":`, /a\.jsonl:2: found text that is not JSON/],
    ['a case without a suite', line('1', { suite: undefined }), /a\.jsonl:1: found suite/],
    ['a training row', line('1', { suite: 'training' }), /a\.jsonl:1: found suite/],
    ['an id that stands twice', line('1') + line('1'), /found the case id 1 twice; expected each once/],
    ['no case at all', '\n', /found no case; expected one/],
  ])('are refused when there is %s', (_, text, message) => {
    write('a.jsonl', text);
    expect(() => readCases(folder)).toThrow(message);
  });
});

describe('what the workflow receives', () => {
  it.each<[string, Parameters<typeof rawInputOf>[0]['input'], unknown]>([
    ['fields as they are', { fields: { text: 'a' } }, { fields: { text: 'a' } }],
    ['bytes from base64', { raw_base64: 'AP8=' }, Buffer.from([0, 255])],
    ['no bytes', { raw_base64: '' }, Buffer.alloc(0)],
    [
      'the bytes that were kept of a larger file',
      { raw_base64: 'AP8=', raw_bytes: 9 },
      Buffer.from([0, 255]),
    ],
    ['bytes repeated', { raw_base64: 'YWI=', times: 3 }, Buffer.from('ababab')],
    ['anything else as it is', 42, 42],
  ])('is %s', (_, input, expected) => {
    expect(rawInputOf({ input })).toEqual(expected);
  });
});

describe('work in turn', () => {
  it('keeps the order, and never has more under way than it may', async () => {
    let underWay = 0;
    let most = 0;
    const results = await inTurn([5, 1, 3, 0, 2], 2, async (ms) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, ms));
      underWay -= 1;
      return ms * 10;
    });
    expect(results).toEqual([50, 10, 30, 0, 20]);
    expect(most).toBe(2);
  });
});
