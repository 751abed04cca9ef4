import { describe, expect, it } from 'vitest';
import {
  compared,
  type Line,
  linesOf,
  mergedPackage,
  type PackageJson,
  withLines,
} from '../../../generator/parts/package-lines.ts';

const owner = (name: string, change: Partial<Parameters<typeof linesOf>[0][number]>) => ({
  name,
  dependencies: {},
  devDependencies: {},
  scripts: {},
  ...change,
});
const dependency = (name: string, value = '1.0.0'): Line => ({ group: 'dependencies', name, value });
const development = (name: string, value = '1.0.0'): Line => ({ group: 'devDependencies', name, value });
const script = (name: string, value = 'tsx x'): Line => ({ group: 'scripts', name, value });
const text = (json: unknown, indent: string | number = 2) => `${JSON.stringify(json, null, indent)}\n`;

describe('the lines that parts want', () => {
  it('are each there once, and needed to run where one part runs with it', () => {
    const lines = linesOf([
      owner('a', { devDependencies: { x: '1.0.0', y: '1.0.0' }, scripts: { x: 'tsx x' } }),
      owner('b', { dependencies: { x: '1.0.0' }, devDependencies: { y: '1.0.0' } }),
      owner('c', { devDependencies: { x: '1.0.0' } }),
    ]);
    expect(lines).toEqual([dependency('x'), development('y'), script('x')]);
  });

  it.each([
    [
      'a package',
      { dependencies: { x: '1.0.0' } },
      { devDependencies: { x: '1.0.1' } },
      'x: a wants 1.0.0, and b wants 1.0.1.',
    ],
    [
      'a script',
      { scripts: { x: 'one' } },
      { scripts: { x: 'two' } },
      'script x: a wants one, and b wants two.',
    ],
  ])('are refused where two want %s otherwise', (_, one, other, says) => {
    expect(() => linesOf([owner('a', one), owner('b', other)])).toThrow(says);
  });
});

describe('a line in package.json', () => {
  it.each<[Line, PackageJson, object]>([
    [dependency('x'), {}, { status: 'new' }],
    [dependency('x'), { dependencies: { x: '1.0.0' } }, { status: 'there' }],
    [dependency('x'), { dependencies: { x: '^1.0.0' } }, { status: 'other', found: '^1.0.0' }],
    // It has to move up.
    [dependency('x'), { devDependencies: { x: '1.0.0' } }, { status: 'new' }],
    [dependency('x'), { devDependencies: { x: '2.0.0' } }, { status: 'other', found: '2.0.0' }],
    [development('x'), { dependencies: { x: '1.0.0' } }, { status: 'there' }],
    [development('x'), { devDependencies: { x: '1.0.0' } }, { status: 'there' }],
    [script('x'), { dependencies: { x: 'tsx x' } }, { status: 'new' }],
    [script('x'), { scripts: { x: 'mine' } }, { status: 'other', found: 'mine' }],
    [dependency('toString'), { dependencies: {} }, { status: 'new' }],
  ])('%j is, in %j, %j', (line, manifest, expected) => {
    expect(compared(manifest, [line])).toEqual([{ line, ...expected }]);
  });
});

describe('package.json with more lines', () => {
  it('has packages in npm’s order and scripts in that of people, and nothing else is touched', () => {
    const before = { name: 'x', scripts: { z: '1', a: '2' }, dependencies: { b: '1.0.0' }, other: [1] };
    const after = withLines(text(before), [
      dependency('@z/a'),
      dependency('a'),
      development('d'),
      script('m'),
    ]);
    expect(after).toBe(
      text({
        name: 'x',
        scripts: { z: '1', a: '2', m: 'tsx x' },
        dependencies: { '@z/a': '1.0.0', a: '1.0.0', b: '1.0.0' },
        other: [1],
        devDependencies: { d: '1.0.0' },
      }),
    );
  });

  it('has a package that is needed to run only there', () => {
    const before = { devDependencies: { x: '1.0.0', y: '1.0.0' } };
    expect(JSON.parse(withLines(text(before), [dependency('x')]))).toEqual({
      devDependencies: { y: '1.0.0' },
      dependencies: { x: '1.0.0' },
    });
  });

  it.each(['\t', '    ', ' '])('keeps the indent %j', (indent) => {
    const lines = withLines(text({ name: 'x' }, indent), [script('a')]);
    expect(lines).toBe(text({ name: 'x', scripts: { a: 'tsx x' } }, indent));
  });

  it('keeps CRLF', () => {
    const windows = text({ name: 'x' }).replaceAll('\n', '\r\n');
    expect(withLines(windows, [script('a')])).toMatch(/^\{\r\n {2}"name": "x",\r\n/);
  });

  it('is the same text where there is no line to add', () => {
    const odd = '{"name":   "x"}';
    expect(withLines(odd, [])).toBe(odd);
    expect(mergedPackage(odd, [])).toBe(odd);
  });

  it('is not made where the template says something else', () => {
    const template = text({ devDependencies: { x: '1.0.1' } });
    expect(() => mergedPackage(template, [dependency('x')])).toThrow(
      'package.json: dependencies.x is 1.0.1, and a part or the kind wants 1.0.0.',
    );
  });
});
