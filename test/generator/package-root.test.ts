import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../generator/package-root.ts';
import { emptyFolder, fakePackage, REPOSITORY, writeTree } from './fake-package.ts';

describe('the folder of the package', () => {
  it('is found from the sources', () => {
    expect(join(packageRoot(), '/')).toBe(REPOSITORY);
  });

  it.each([
    ['generator/bin', {}],
    // ncc leaves a package.json beside each bundle, and the compiler one that is a copy of ours.
    ['lib/create-poc', { 'lib/create-poc/package.json': '{"type":"module"}' }],
    ['build/generator', { 'build/package.json': '{"name":"create-poc","version":"0.0.0"}' }],
    [
      'node_modules/other/lib',
      { 'node_modules/other/package.json': '{"name":"other"}', 'node_modules/other/templates/a': '' },
    ],
  ])('is found from %s', (folder, files) => {
    const root = fakePackage();
    mkdirSync(join(root, folder), { recursive: true });
    writeTree(root, files as Record<string, string>);
    expect(packageRoot(join(root, folder))).toBe(root);
  });

  it('is not made up where there is none', () => {
    expect(() => packageRoot(emptyFolder())).toThrow('No package.json named create-poc');
  });
});
