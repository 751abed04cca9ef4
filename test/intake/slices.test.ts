import { describe, expect, it } from 'vitest';
import type { Item } from '../../action/intake/entry.ts';
import { MAX_SLICE_CHARACTERS, sliceFields, sliceOf, slicesIn } from '../../action/intake/slices.ts';

const item = (...sliceValues: string[]): Item => ({
  status: 'item',
  kind: 'row',
  identifier: 'x',
  label: 'a',
  fields: { text: 'x' },
  sliceValues,
});

describe('a value', () => {
  it.each([
    ['web form', { name: 'web form' }],
    ['  e-mail\t', { name: 'e-mail' }],
    ['<forks.example.org>', { name: '<forks.example.org>' }],
    ['__proto__', { name: '__proto__' }],
    ['\u00DC', { name: '\u00DC' }],
    ['x'.repeat(MAX_SLICE_CHARACTERS), { name: 'x'.repeat(MAX_SLICE_CHARACTERS) }],
    ['', 'empty'],
    [' \n\t ', 'empty'],
    ['x'.repeat(MAX_SLICE_CHARACTERS + 1), 'unusable'],
    ['x'.repeat(10_000), 'unusable'],
    ['a\u001b[31mb', 'unusable'],
    ['a\n\t b', { name: 'a b' }],
    ['a\u2028b', { name: 'a b' }],
    ['a\0b', 'unusable'],
    ['a\u202Eb', 'unusable'],
    ['a\u200Bb', 'unusable'],
    ['a\uD800', 'unusable'],
    ['a\uFFFD', 'unusable'],
  ])('%j names %j', (value, is) => {
    expect(sliceOf(value)).toEqual(is);
  });
});

describe('slices', () => {
  it('of an item are those that its values name', () => {
    expect(slicesIn(item('web', '', 'x\0', ' vip '))).toEqual(['web', 'vip']);
  });

  it('are counted by field, with what names none', () => {
    const placed = [
      { item: item('web', ''), split: 'sampled' },
      { item: item(' web', 'vip'), split: 'training' },
      { item: item('mail', 'a\0'), split: null },
      { item: item(), split: 'sampled' },
    ] as const;
    expect(sliceFields(['channel', 'rank'], placed)).toEqual([
      {
        field: 'channel',
        slices: [
          { slice: 'mail', items: 1, sampled: 0, training: 0 },
          { slice: 'web', items: 2, sampled: 1, training: 1 },
        ],
        empty: 1,
        unusable: 0,
      },
      {
        field: 'rank',
        slices: [{ slice: 'vip', items: 1, sampled: 0, training: 1 }],
        empty: 2,
        unusable: 1,
      },
    ]);
  });
});
