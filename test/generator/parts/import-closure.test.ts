import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importClosure } from '../../../generator/parts/import-closure.ts';
import { layer } from '../../../generator/template-files.ts';
import { emptyFolder, writeTree } from '../fake-package.ts';

/** What `own` imports through the files of `template`, as paths and package names. */
function closure(own: Record<string, string>, template: Record<string, string>, there: string[] = []) {
  const folder = emptyFolder();
  writeTree(join(folder, 'own'), own);
  writeTree(join(folder, 'template'), template);
  const files = (name: string) => [...layer(join(folder, name)).values()];
  const found = importClosure(files('own'), files('template'), ({ path }) => there.includes(path));
  return { files: found.files.map(({ path }) => path).sort(), packages: [...found.packages].sort() };
}

const TEMPLATE = {
  'src/a.ts': "import { b } from './b.ts';\nimport { z } from 'zod';\n",
  'src/b.ts': "import './c.ts';\nimport { readFileSync } from 'node:fs';\n",
  'src/c.ts.hbs': "import { a } from './a.ts';\n",
  'src/d.ts': '',
  'test/made-up.ts': "import { d } from '../src/d.ts';\n",
  'README.md': "import x from './nowhere.ts'\n",
};

describe('what a part imports', () => {
  it.each<[string, string, string[], string[]]>([
    [
      'directly or not, in a ring too',
      "import { a } from '../a.ts';",
      ['src/a.ts', 'src/b.ts', 'src/c.ts'],
      ['node:', 'zod'],
    ],
    [
      'for its types only',
      "import type { A } from '../a.ts';",
      ['src/a.ts', 'src/b.ts', 'src/c.ts'],
      ['node:', 'zod'],
    ],
    ['when it runs', "await import('../d.ts');", ['src/d.ts'], []],
    ['for what that does', "import '../d.ts';", ['src/d.ts'], []],
    ['to hand it on', "export { d } from '../d.ts';", ['src/d.ts'], []],
    ['over several lines', "import {\n  a,\n  d,\n} from '../d.ts';", ['src/d.ts'], []],
    [
      'from packages',
      "import x from '@a/b/c';\nimport y from 'y/sub';\nimport z from 'node:test';",
      [],
      ['@a/b', 'node:', 'y'],
    ],
    ['from itself', "import { p } from './part.ts';", [], []],
    ['nothing', 'export const x = 1;', [], []],
  ])('is followed: %s', (_, text, files, packages) => {
    expect(closure({ 'src/p/part.ts': text }, TEMPLATE)).toEqual({ files, packages });
  });

  it('is followed from its tests too, and not from what is no code', () => {
    const own = { 'test/p.test.ts': "import { m } from './made-up.ts';", 'docs/p.md': "from '../gone.ts'" };
    expect(closure(own, TEMPLATE).files).toEqual(['src/d.ts', 'test/made-up.ts']);
  });

  it('is not followed through what somebody has already', () => {
    const own = { 'src/p/part.ts': "import { a } from '../a.ts';" };
    expect(closure(own, TEMPLATE, ['src/a.ts'])).toEqual({ files: [], packages: [] });
    expect(closure(own, TEMPLATE, ['src/b.ts'])).toEqual({ files: ['src/a.ts'], packages: ['zod'] });
  });

  it('comes with the types of a package that has none of its own', () => {
    const template = { ...TEMPLATE, 'src/types.d.ts': "// Why.\ndeclare module 'untyped';\n" };
    const own = (text: string) => closure({ 'src/p/part.ts': text }, template).files;
    expect(own("import x from 'untyped';")).toEqual(['src/types.d.ts']);
    expect(own("import x from 'typed';")).toEqual([]);
  });

  it('is refused where it leads nowhere', () => {
    expect(() => closure({ 'src/p/part.ts': "import '../gone.ts';" }, TEMPLATE)).toThrow(
      'src/p/part.ts imports ../gone.ts, and no template is written to src/gone.ts.',
    );
  });
});
