import { describe, expect, it } from 'vitest';
import { filesMatching, fixedPart, outputsMatching, patternFault } from '../../action/evidence/glob.ts';
import { cpuTime } from '../cpu-time.ts';
import { aTree } from '../repository-builder.ts';

const FILES = [
  '.env',
  '--all',
  'a\nb.ts',
  'data/train-1.jsonl',
  'data/train.jsonl',
  'data/training/x.jsonl',
  'eval/cases/a.jsonl',
  'eval/cases/deep/er/b.jsonl',
  'eval/cases.jsonl',
  'src',
  'src/.hidden.ts',
  'src/a b ü.ts',
  'src/a.ts',
  'src/a.ts.bak',
  'src/lib/b.ts',
  'source/a.ts',
  'xsrc/a.ts',
];
const tree = aTree(Object.fromEntries(FILES.map((file) => [file, ''])));

describe('a pattern', () => {
  it.each([
    ['src/**', ['src', 'src/.hidden.ts', 'src/a b ü.ts', 'src/a.ts', 'src/a.ts.bak', 'src/lib/b.ts']],
    ['./src/**', ['src', 'src/.hidden.ts', 'src/a b ü.ts', 'src/a.ts', 'src/a.ts.bak', 'src/lib/b.ts']],
    ['src/*.ts', ['src/.hidden.ts', 'src/a b ü.ts', 'src/a.ts']],
    ['src/**/*.ts', ['src/.hidden.ts', 'src/a b ü.ts', 'src/a.ts', 'src/lib/b.ts']],
    ['**/a.ts', ['source/a.ts', 'src/a.ts', 'xsrc/a.ts']],
    ['data/train*.jsonl', ['data/train-1.jsonl', 'data/train.jsonl']],
    ['eval/cases/**/*.jsonl', ['eval/cases/a.jsonl', 'eval/cases/deep/er/b.jsonl']],
    ['src/a.ts', ['src/a.ts']],
    ['*', ['--all', '.env', 'a\nb.ts', 'src']],
    ['*.ts', ['a\nb.ts']],
    ['a*a*.ts', []],
    ['src/a*a.ts', []],
    ['src/*a*.ts', ['src/a b ü.ts', 'src/a.ts']],
    ['s*c/a*s', ['src/a b ü.ts', 'src/a.ts']],
    ['../**', []],
    ['/src/**', []],
    ['src', ['src']],
    ['SRC/**', []],
    ['src.*', []],
  ])('%s matches %j', async (pattern, files) => {
    expect(await filesMatching(tree, [pattern])).toEqual([...files].sort());
  });

  it('matches a file once, however many of the list it fits', async () => {
    expect(await filesMatching(tree, ['src/a.ts', 'src/*.ts', 'source/**'])).toEqual([
      'source/a.ts',
      'src/.hidden.ts',
      'src/a b ü.ts',
      'src/a.ts',
    ]);
  });

  it('of every file takes every file', async () => {
    expect(await filesMatching(tree, ['**'])).toEqual([...FILES].sort());
  });

  it.each([
    ['stars between letters', `${'*a'.repeat(60)}b`, `${'a'.repeat(250)}c`],
    ['folders between names', `${'**/a/'.repeat(60)}b`, `${'a/'.repeat(2000)}c`],
  ])('with many %s is answered at once', async (_, pattern, file) => {
    const search = async () => expect(await filesMatching(aTree({ [file]: '' }), [pattern])).toEqual([]);
    expect(await cpuTime(search)).toBeLessThan(2000);
  });
});

describe('a pattern that a person wrote', () => {
  it.each(['src/**', 'data/train*.jsonl', '**/*.md', 'a/@b/c+d/e,f.ts', 'policy/thresholds.yaml'])(
    'may be %s',
    (pattern) => {
      expect(patternFault(pattern)).toBeNull();
    },
  );

  it.each([
    ['src/{a,b}/**', 'a pattern of another kind'],
    ['src/[ab].ts', 'a pattern of another kind'],
    ['src/!(a).ts', 'a pattern of another kind'],
    ['!src/**', 'a pattern of another kind'],
    ['src/?.ts', 'a pattern of another kind'],
    ['src\\a.ts', 'a pattern of another kind'],
    ['(a+)+b', 'a pattern of another kind'],
    ['../shared/**', 'a pattern that leads out of the folder'],
    ['src/../../**', 'a pattern that leads out of the folder'],
    ['/etc/**', 'a pattern that leads out of the folder'],
    ['src/**.ts', '`**` beside other characters'],
    ['src/***', '`**` beside other characters'],
  ])('is told that %s is %s', (pattern, fault) => {
    expect(patternFault(pattern)).toBe(fault);
  });
});

describe('the files that a tool put out', () => {
  const outputs = aTree({ 'out/a.json': '', 'out/deep/b.json': '', 'other.json': '' });

  it.each([
    ['out/*.json', ['out/a.json']],
    ['./out/**', ['out/a.json', 'out/deep/b.json']],
    ['**/*.json', ['other.json', 'out/a.json', 'out/deep/b.json']],
    ['none/*.json', []],
  ])('that match %s are %j', async (pattern, files) => {
    expect(await outputsMatching(outputs, [pattern])).toEqual(files);
  });

  it('are each there once, and a path without a star is there even when the file is not', async () => {
    expect(await outputsMatching(outputs, ['out/*.json', 'out/a.json', './gone.json'])).toEqual([
      'gone.json',
      'out/a.json',
    ]);
  });

  it.each([
    ['eval/results/**/run.json', 'eval/results'],
    ['eval/*/x.json', 'eval'],
    ['**', ''],
    ['./eval/run.json', 'eval/run.json'],
  ])('of %s lie below %j', (pattern, folder) => {
    expect(fixedPart(pattern)).toBe(folder);
  });
});
