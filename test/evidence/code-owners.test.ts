import { describe, expect, it } from 'vitest';
import { readCodeOwners } from '../../action/evidence/code-owners.ts';
import { aTree } from '../repository-builder.ts';

const owned = async (text: string, file = 'policy/waivers.yaml', prefix = '') =>
  (await readCodeOwners(aTree({ '.github/CODEOWNERS': text }), prefix)).get(file);

describe('who has to agree to a change of the policy', () => {
  it.each([
    ['everybody’s file', '* @org/all', ['@org/all']],
    ['the folder from the root', '/policy/ @org/platform', ['@org/platform']],
    ['the folder without a slash at its end', '/policy @org/platform', ['@org/platform']],
    ['the folder anywhere', 'policy/ @org/platform', ['@org/platform']],
    ['the file', '/policy/waivers.yaml @ann', ['@ann']],
    ['the name of the file anywhere', 'waivers.yaml @ann', ['@ann']],
    ['the ending', '*.yaml @ann', ['@ann']],
    ['files of the folder', '/policy/*.yaml @ann', ['@ann']],
    ['an address', '/policy/ ann@example.org', ['ann@example.org']],
    ['two owners', '/policy/ @ann @org/platform', ['@ann', '@org/platform']],
    ['a comment behind it', '/policy/ @ann # and nobody else', ['@ann']],
    ['Windows line ends', '/policy/ @ann\r\n', ['@ann']],
    ['the last line that matches', '* @all\n/policy/ @ann', ['@ann']],
  ])('is told by %s', async (_, text, expected) => {
    expect(await owned(text)).toEqual(expected);
  });

  it.each([
    ['no file', ''],
    ['a comment', '# /policy/ @ann'],
    ['another folder', '/src/ @ann'],
    ['another file', '/policy/kill.yaml @ann'],
    ['a folder of that name below another', '/docs/policy/ @ann'],
    ['a pattern without owners', '/policy/'],
    ['a later line that takes them away', '/policy/ @ann\n/policy/waivers.yaml'],
    ['a word that is no owner', '/policy/ nobody'],
  ])('is nobody by %s', async (_, text) => {
    expect(await owned(text)).toBeUndefined();
  });

  it('goes by the folder of the POC in its repository', async () => {
    const file = 'policy/waivers.yaml';
    expect(await owned('/pocs/a/policy/ @ann', file, 'pocs/a/')).toEqual(['@ann']);
    expect(await owned('/policy/ @ann', file, 'pocs/a/')).toBeUndefined();
  });

  it('is read from the first place that there is, as GitHub does', async () => {
    const tree = aTree({ CODEOWNERS: '* @root', 'docs/CODEOWNERS': '* @docs' });
    expect((await readCodeOwners(tree, '')).get('poc.yaml')).toEqual(['@root']);
  });
});
