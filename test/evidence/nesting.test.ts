import { describe, expect, it } from 'vitest';
import { bracketsOf, depthOfYaml } from '../../action/evidence/nesting.ts';

describe('the brackets of a JSON text', () => {
  it.each([
    ['1', 0, false],
    ['{}', 1, false],
    ['{"a":[{"b":[]}]}', 4, false],
    ['{"a":[{"b":[]}]', 4, true],
    ['{"a":"[[[[', 1, true],
    ['{"a":"[[[["}', 1, false],
    ['{"a":"\\"[[[["}', 1, false],
    ['{"a":"\\\\","b":[]}', 2, false],
    ['[1,2', 1, true],
    ['', 0, false],
  ])('of %s go %i deep, left open: %s', (json, deepest, open) => {
    expect(bracketsOf(json)).toEqual({ deepest, open });
  });

  it('are counted where recursion would overflow', () => {
    expect(bracketsOf('['.repeat(1_000_000))).toEqual({ deepest: 1_000_000, open: true });
  });
});

describe('the depth of a YAML text', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['a: 1', 2],
    ['a:\n  b:\n    - c', 4],
    ['a: [[1]]', 4],
    ['- - - a', 4],
    ['? ? a', 3],
    ['a: "[[[["', 2],
    ['a: |\n  [[[[\n  {{{{', 2],
    ['a: 1 # [[[[', 2],
    ['a: ["]", "]", [1]]', 4],
    ['a: 1\n---\n- - b', 3],
  ])('of %j is %i', (text, depth) => {
    expect(depthOfYaml(text)).toBe(depth);
  });

  it('is counted where composing would end the process', () => {
    expect(depthOfYaml(`a: ${'['.repeat(30_000)}`)).toBe(30_001);
  });
});
