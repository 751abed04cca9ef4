import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRepository } from '../../action/evidence/repository.ts';
import { aRepository } from '../repository-builder.ts';

describe('a folder inside a repository', () => {
  it.each([
    ['is part of it', '', 'triage/'],
    ['is none of it when the repository ignores the folder', '/triage/\n', null],
    ['is none of it when the repository ignores a folder above', '/*\n!.gitignore\n', null],
  ])('%s', async (_, ignore, prefix) => {
    const { folder, commit } = await aRepository();
    await commit('start', { '.gitignore': ignore, 'triage/poc.yaml': 'version: 1\n' });
    expect((await openRepository(join(folder, 'triage')))?.prefix ?? null).toBe(prefix);
  });
});
