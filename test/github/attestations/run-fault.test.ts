import { beforeAll, describe, expect, it } from 'vitest';
import { openRepository, type Repository } from '../../../action/evidence/repository.ts';
import { runFault } from '../../../action/github/attestations/run-fault.ts';
import { aFolder, aRepository, type RepositoryBuilder } from '../../repository-builder.ts';

const WORKFLOW = '.github/workflows/poc.yml';
const FORGER = '.github/workflows/forger.yml';

/**
 *     first ── base ── brings a workflow ── takes it away ── changes a workflow ── head
 *                └──── aside
 */
const at: Record<string, string> = {};
let made: RepositoryBuilder;
let repository: Repository;

async function opened(path: string): Promise<Repository> {
  const found = await openRepository(path);
  if (found === null) throw new Error('expected a repository');
  return found;
}

beforeAll(async () => {
  made = await aRepository();
  at.first = await made.commit('first', { [WORKFLOW]: 'on: push\n', [FORGER]: 'old\n' });
  at.base = await made.commit('base', { [WORKFLOW]: 'on: pull_request\n', [FORGER]: null });
  await made.git('checkout', '--quiet', '-b', 'aside');
  at.aside = await made.commit('aside', { 'a.txt': 'a' });
  await made.git('checkout', '--quiet', '--detach', at.base);
  at.brings = await made.commit('brings a workflow', { [FORGER]: 'forges\n' });
  at.takes = await made.commit('takes it away', { [FORGER]: null });
  at.changes = await made.commit('changes a workflow', { [WORKFLOW]: 'on: [push]\n' });
  at.head = await made.commit('head', { [WORKFLOW]: 'on: pull_request\n' });
  repository = await opened(made.folder);
});

const commitOf = (name: string): string => at[name] ?? name;

describe('what speaks against a run', () => {
  it.each<[string, string, string | null, string]>([
    ['the head', 'head', 'base', WORKFLOW],
    ['a commit of this pull request', 'takes', 'base', WORKFLOW],
    ['the base', 'base', 'base', WORKFLOW],
    ['a commit before the base, with the workflow as it was then', 'first', 'base', WORKFLOW],
    ['a commit before the base, with a workflow that is no more', 'first', 'base', FORGER],
    ['any commit that leads here, where there is no base', 'brings', null, FORGER],
  ])('is nothing when it ran on %s', async (_, commit, base, workflow) => {
    const known = base === null ? null : commitOf(base);
    expect(await runFault(repository, known, { commit: commitOf(commit), workflow })).toBeNull();
  });

  it.each<[string, string, string | null, string, string]>([
    [
      'a workflow that this pull request brought and took away',
      'brings',
      'base',
      FORGER,
      `${FORGER} as commit`,
    ],
    [
      'a workflow that this pull request changed',
      'changes',
      'base',
      WORKFLOW,
      'which is not as the base has it: merge the workflow first',
    ],
    [
      'a workflow that is nowhere',
      'head',
      'base',
      '.github/workflows/none.yml',
      'which is not as the base has it',
    ],
    ['a commit of another branch', 'aside', 'base', WORKFLOW, 'which is on another branch'],
    [
      'a commit of another branch, where there is no base',
      'aside',
      null,
      WORKFLOW,
      'which is on another branch',
    ],
    [
      'a commit that is not here',
      'd'.repeat(40),
      'base',
      WORKFLOW,
      'commit ddddddd, which is not in this clone: attest on a branch',
    ],
  ])('is %s', async (_, commit, base, workflow, why) => {
    const known = base === null ? null : commitOf(base);
    expect(await runFault(repository, known, { commit: commitOf(commit), workflow })).toContain(why);
  });

  it('is nothing on the one commit of a clone without history, and every other is not there', async () => {
    const shallow = await aFolder();
    await made.git('clone', '--quiet', '--depth', '1', `file://${made.folder}`, shallow);
    const cloned = await opened(shallow);
    const head = cloned.head ?? '';
    expect(await runFault(cloned, head, { commit: head, workflow: WORKFLOW })).toBeNull();
    expect(await runFault(cloned, head, { commit: commitOf('first'), workflow: WORKFLOW })).toContain(
      'fetch-depth: 0',
    );
  });
});
