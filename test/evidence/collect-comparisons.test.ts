import { describe, expect, it } from 'vitest';
import { chooseBase } from '../../action/evidence/base.ts';
import { collect } from '../../action/evidence/collect.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { aPoc, NOW, type Poc } from '../repository-builder.ts';

async function collected({ folder }: Poc) {
  const repository = await openRepository(folder);
  if (repository === null) throw new Error('expected a repository');
  const tree = await openWorkingTree(folder, repository.git);
  return collect({
    tree,
    repository,
    base: await chooseBase(repository, null),
    head: null,
    author: 'bo',
    now: NOW,
  });
}

const mix = (...slices: string[]) =>
  ['version: 1', 'query: q', 'window: {from: 2026-08-01, to: 2026-10-31}', 'slices:', ...slices, ''].join(
    '\n',
  );

describe('what a POC is compared with', () => {
  it('is nothing where the repository has none of it', async () => {
    expect(await collected(await aPoc())).toMatchObject({
      graderLabels: { value: { agreement: null, author: 'bo', caseIds: expect.any(Set) } },
      mixes: { value: { now: null, before: null } },
      alternative: { value: null },
    });
  });

  it('knows the mix of the base, and what the pull request changes of the grader', async () => {
    const poc = await aPoc();
    await poc.commit('a mix', {
      'eval/slices.yaml': mix('  - {name: a, share: 0.5}', '  - {name: b, share: 0.5}'),
    });
    await poc.repository.git('checkout', '--quiet', '-b', 'branch');
    await poc.commit('another', {
      'eval/slices.yaml': mix('  - {name: a, share: 1}'),
      'eval/grader.ts': 'export const grade = 2;',
    });
    const { mixes, graderLabels } = await collected(poc);
    expect(mixes).toMatchObject({
      value: {
        now: { value: { slices: [{ name: 'a', share: 1 }] } },
        before: { slices: [{ name: 'a' }, { name: 'b', share: 0.5 }] },
      },
    });
    expect(graderLabels).toMatchObject({ value: { changed: { grader: ['eval/grader.ts'], results: [] } } });
  });

  it('cannot be read where poc.yaml cannot', async () => {
    const poc = await aPoc();
    await poc.write({ 'poc.yaml': 'version: [' });
    const { manifest, graderLabels, alternative } = await collected(poc);
    expect([graderLabels, alternative]).toEqual([manifest, manifest]);
  });
});
