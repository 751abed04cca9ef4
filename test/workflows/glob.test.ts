import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFiles, isHidden, nameFits } from './runner/glob.ts';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'glob-'));
  for (const file of ['a.txt', 'b.md', 'deep/a.txt', 'deep/er/a.txt', 'deep/er/.dot/c.txt', 'a+b.txt']) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), file);
  }
});

afterAll(() => rmSync(root, { recursive: true }));

test.each([
  [['a.txt'], 'a.txt', 'a.txt'],
  [['*.txt'], 'a+b.txt a.txt', ''],
  [['?.txt'], 'a.txt', ''],
  [['a+b.txt'], 'a+b.txt', 'a+b.txt'],
  [['deep'], 'deep/a.txt deep/er/.dot/c.txt deep/er/a.txt', 'deep'],
  [['deep/*'], 'deep/a.txt deep/er/.dot/c.txt deep/er/a.txt', 'deep'],
  [['**/a.txt'], 'a.txt deep/a.txt deep/er/a.txt', ''],
  [['deep/**/a.txt', '!deep/er'], 'deep/a.txt', 'deep'],
  [['', '# a comment', ' b.md '], 'b.md', 'b.md'],
  [['nowhere/*'], '', 'nowhere'],
])('%j finds "%s" below "%s"', (patterns, files, searched) => {
  const found = findFiles(patterns, root);
  expect(found.files.map((file) => relative(root, file)).join(' ')).toBe(files);
  expect(found.searchPaths.map((path) => relative(root, path))).toEqual([searched]);
});

test('a wildcard that would be read as text is refused', () => {
  expect(() => findFiles(['[ab].txt'], root)).toThrow('has a wildcard that the test runner lacks');
});

test('hidden is what has a dotted name below the root, not above it', () => {
  expect(isHidden(join(root, 'deep/er/.dot/c.txt'), root)).toBe(true);
  expect(isHidden(join(root, 'deep/er/.dot/c.txt'), join(root, 'deep/er/.dot'))).toBe(false);
});

test('a name fits a pattern as a whole', () => {
  expect([nameFits('report-20', 'report-*'), nameFits('my-report-20', 'report-*')]).toEqual([true, false]);
});
