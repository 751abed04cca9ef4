import { describe, expect, it } from 'vitest';
import { matchesGlob, matchesPath } from '../../action/intake/glob.ts';
import { cpuTime } from '../cpu-time.ts';

describe('a glob', () => {
  it.each([
    ['easy-ham-1', 'easy-ham-1', true],
    ['easy-ham-1', 'easy-ham', false],
    ['easy-ham-1', 'easy-ham-*', true],
    ['easy-ham-', 'easy-ham-*', true],
    ['easy-ham-12', 'easy-ham-?', false],
    ['easy-ham-1', '*ham*', true],
    ['aab', '*ab', true],
    ['abcabd', 'a*abd', true],
    ['a.b', 'a?b', true],
    ['axb', 'a.b', false],
    ['', '*', true],
    ['', '?', false],
    ['x', '', false],
    ['a(b', 'a(*', true],
  ])('%j against %j: %s', (text, glob, expected) => {
    expect(matchesGlob(text, glob)).toBe(expected);
  });

  it('takes no longer for a hostile pattern', async () => {
    const match = () => expect(matchesGlob('a'.repeat(5000), `${'*a'.repeat(200)}b`)).toBe(false);
    expect(await cpuTime(match)).toBeLessThan(1000);
  });
});

describe('a path', () => {
  it.each([
    ['spam/1.txt', '*.txt', true],
    ['spam/1.json', '*.txt', false],
    ['spam/1.txt', 'spam/*', true],
    ['ham/1.txt', 'spam/*', false],
    ['spam/1.txt', 'spam', false],
  ])('%s against %s: %s', (path, glob, expected) => {
    expect(matchesPath(path, glob)).toBe(expected);
  });
});
