import { describe, expect, it } from 'vitest';
import { collect } from '../../action/evidence/collect.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { aPoc, NOW } from '../repository-builder.ts';

const RUN = 'eval/results/run.json';
const recordOf = (digest: string) =>
  `---\nstatus: accepted\ndate: 2026-11-20\ndecision: harden\ndecision-makers: [Olga Owner]\nevidence:\n  - { file: ${RUN}, digest: "${digest}" }\n---\n# Harden\n`;

describe('the files that a decision names', () => {
  /** A record is committed with the results that it rests on; then others lie in their place. */
  async function digests(proposed: 'a commit' | 'the files on disk') {
    const poc = await aPoc();
    const head = await poc.commit('A decision', {
      'decisions/0001-harden.md': recordOf(`sha256:${'0'.repeat(64)}`),
    });
    const read = async () => {
      const repository = await openRepository(poc.folder);
      if (repository === null) throw new Error('expected a repository');
      const readings = await collect({
        tree: await openWorkingTree(poc.folder, repository.git),
        repository,
        base: { commit: head, how: 'the last commit' },
        head: proposed === 'a commit' ? head : null,
        author: 'bo',
        now: NOW,
      });
      return readings.recordedFiles.status === 'read' ? readings.recordedFiles.value.get(RUN) : undefined;
    };
    const before = await read();
    await poc.write({ [RUN]: '{}\n' });
    return { before, after: await read() };
  }

  it('are those of the commit that is proposed, whatever the workflow measured in their place', async () => {
    const { before, after } = await digests('a commit');
    expect(before).toMatch(/^sha256:/);
    expect(after).toBe(before);
  });

  it('are those on disk at a desk, where nothing is committed yet', async () => {
    const { before, after } = await digests('the files on disk');
    expect(after).toMatch(/^sha256:/);
    expect(after).not.toBe(before);
  });
});
