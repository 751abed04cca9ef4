import { describe, expect, it } from 'vitest';
import { isInside, outside, tooLarge } from '../../action/evidence/tree.ts';

describe('a path', () => {
  it.each([
    'a',
    'a/b.txt',
    './a',
    '--output=x',
    '-rf',
    'a b',
    'ü/✓.md',
    'a\nb',
    '..a/b..',
    '...',
    '.github/workflows/x.yml',
    '.gitignore',
    'a.git/b',
  ])('%j stays inside the folder', (path) => {
    expect(isInside(path)).toBe(true);
    expect(outside(path)).toBeNull();
  });

  it.each([
    '',
    '..',
    '../a',
    'a/../../b',
    'a/..',
    '/etc/passwd',
    '//server/share',
    'C:\\a',
    'c:a',
    'a\\..\\b',
    '\\\\server\\share',
    'a\0b',
    '.git/config',
    'a/.git/HEAD',
    '.GIT/config',
    '.git',
  ])('%j leads out of it', (path) => {
    expect(isInside(path)).toBe(false);
    expect(outside(path)).toEqual({ status: 'unreadable', why: 'a path that leads out of the folder' });
  });
});

describe('a file', () => {
  it('of 64 MiB is read, and of one byte more is not', () => {
    expect(tooLarge(64 * 1024 * 1024)).toBeNull();
    expect(tooLarge(64 * 1024 * 1024 + 1)).toEqual({ status: 'unreadable', why: 'a file of 67108865 bytes' });
  });
});
