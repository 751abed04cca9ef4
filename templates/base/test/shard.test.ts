import { describe, expect, it } from 'vitest';
import { readEvalSettings } from '../eval/settings.ts';
import { casesOf, parseShard, shardOf } from '../eval/shard.ts';

describe('the shard of a case', () => {
  // The gate has the same function: whoever changes this one makes it refuse every sharded run.
  it.each([
    ['', 2, 2],
    ['a', 2, 1],
    ['a', 7, 6],
    ['b', 2, 2],
    ['foobar', 4, 1],
    ['foobar', 255, 191],
    ['case-1', 1, 1],
    ['case-1', 4, 4],
    ['case-1', 256, 192],
    ['case-2', 4, 3],
    ['Größe 😀', 4, 4],
  ])('%j of %d is in shard %d', (id, of, expected) => {
    expect(shardOf(id, of)).toBe(expected);
  });

  it('is one of them all: together the shards hold every case once', () => {
    const cases = Array.from({ length: 100 }, (_, n) => ({ id: `case-${n}` }));
    const shards = [1, 2, 3].map((index) => casesOf({ index, of: 3 }, cases));
    expect(shards.flat()).toHaveLength(100);
    expect(new Set(shards.flat())).toEqual(new Set(cases));
    for (const shard of shards) expect(shard.length).toBeGreaterThan(15);
  });

  it('is not asked for when nothing is divided, and keeps the order when it is', () => {
    const cases = ['case-1', 'a', 'case-2', 'foobar'].map((id) => ({ id }));
    expect(casesOf(null, cases)).toEqual(cases);
    expect(casesOf({ index: 1, of: 2 }, cases).map(({ id }) => id)).toEqual(['a', 'case-2', 'foobar']);
  });
});

describe('what the environment says of a run', () => {
  it.each([
    ['1/1', { index: 1, of: 1 }],
    ['2/4', { index: 2, of: 4 }],
    ['256/256', { index: 256, of: 256 }],
  ])('%s is a shard', (text, shard) => {
    expect(parseShard(text)).toEqual(shard);
    expect(readEvalSettings({ POC_SHARD: text }).shard).toEqual(shard);
  });

  it.each(['0/4', '5/4', '1/257', '1/0', '02/4', '1', '1/', '/2', 'x/y', '1/2/3', '-1/2', '1.5/2', '1 / 2'])(
    '%s is none',
    (text) => {
      expect(() => readEvalSettings({ POC_SHARD: text })).toThrow(
        `POC_SHARD: found "${text}"; expected a part of at most 256. Write`,
      );
    },
  );

  it.each([
    ['1', 1],
    ['3', 3],
    ['1000', 1000],
  ])('%s attempts at each case', (text, repeats) => {
    expect(readEvalSettings({ POC_REPEATS: text }).repeats).toBe(repeats);
  });

  it.each(['0', '1001', '-1', '1.5', '1e2', 'x'])('%s attempts are refused', (text) => {
    expect(() => readEvalSettings({ POC_REPEATS: text })).toThrow(
      `POC_REPEATS: found "${text}"; expected a whole number from 1 to 1000. Write`,
    );
  });

  it.each([[{}], [{ POC_SHARD: '', POC_REPEATS: ' ' }]])('is all cases, each once, for %o', (env) => {
    expect(readEvalSettings(env)).toEqual({ shard: null, repeats: 1 });
  });
});
