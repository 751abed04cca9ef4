import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, templateFiles } from '../../generator/template-files.ts';
import { emptyFolder, FIXTURE_TEMPLATES, writeTree } from './fake-package.ts';

function templates(files: Record<string, string>): string {
  const folder = emptyFolder();
  writeTree(folder, files);
  return folder;
}

describe('the files of a template', () => {
  it('are found with those of dotted folders, and written under the names they will have', () => {
    expect(templateFiles(FIXTURE_TEMPLATES, 'classify').map(({ path }) => path)).toEqual([
      '.config/__keep_name',
      '.editorconfig',
      '.github/workflows/plain.yml',
      '.github/workflows/poc.yml',
      '.gitignore',
      'README.md',
      'bin/run.sh',
      'logo.bin',
      'package.json',
      'poc.yaml',
      'src/labels.json',
    ]);
  });

  it('lose the underscore that hides them from npm in any folder, and keep a double one', () => {
    const folder = templates({ 'base/a/_npmrc.hbs': '', 'base/a/__mocks__/_b': '', 'kinds/classify/c': '' });
    expect(templateFiles(folder, 'classify').map(({ path }) => path)).toEqual([
      'a/.npmrc',
      'a/__mocks__/.b',
      'c',
    ]);
  });

  it('of a kind stand over those of the base', () => {
    const readme = templateFiles(FIXTURE_TEMPLATES, 'classify').find(({ path }) => path === 'README.md');
    expect(readme?.source).toBe(join(FIXTURE_TEMPLATES, 'kinds/classify/README.md.hbs'));
  });

  it('stand over those of the base also when only one of the two is filled in', () => {
    const folder = templates({ 'base/a.md.hbs': '{{name}}', 'kinds/classify/a.md': 'plain' });
    expect(templateFiles(folder, 'classify')).toMatchObject([{ path: 'a.md', rendered: false }]);
  });

  it.each([
    ['base', { 'kinds/classify/a': '' }],
    ['kinds/classify', { 'base/a': '' }],
  ])('are missed when %s has none, for then nothing would be written without a word', (layer, files) => {
    const folder = templates(files as Record<string, string>);
    expect(() => templateFiles(folder, 'classify')).toThrow(`${join(folder, layer)} holds no template files`);
  });

  it('may not meet in one path', () => {
    const folder = templates({ 'base/a.md': '', 'base/a.md.hbs': '', 'kinds/classify/b': '' });
    expect(() => templateFiles(folder, 'classify')).toThrow('also written to a.md');
  });

  it('hold no placeholders in their names', () => {
    const folder = templates({ 'base/{{name}}.md': '', 'kinds/classify/b': '' });
    expect(() => templateFiles(folder, 'classify')).toThrow('a path holds no placeholders');
  });

  it('are no links, which npm would leave out', () => {
    const folder = templates({ 'a.md': '' });
    symlinkSync('a.md', join(folder, 'b.md'));
    expect(() => filesBelow(folder)).toThrow('b.md is neither a file nor a folder');
  });
});
