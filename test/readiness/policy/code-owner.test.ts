import { describe, expect, it } from 'vitest';
import { whoAgrees } from '../../../action/readiness/policy/code-owner.ts';
import { given } from '../../given.ts';

const asked = (owners: readonly string[], author: string | null, proposers: readonly string[] = []) => {
  const base = given.base({ codeOwners: new Map([['poc.yaml', owners]]) });
  return whoAgrees(given.change({ base, author, proposers }), 'poc.yaml');
};

describe('who has to agree to a change', () => {
  it.each([
    ['a team', ['@acme/platform'], 'bea-builder', ['@acme/platform']],
    ['somebody else beside the author', ['@bea-builder', '@sam'], 'bea-builder', ['@sam']],
    ['nobody where the author is the only one', ['@Bea-Builder'], 'bea-builder', []],
    ['everybody where the author is not known', ['@bea-builder'], null, ['@bea-builder']],
  ])('is %s', (_, owners, author, agree) => {
    expect(asked(owners, author)).toEqual(agree);
  });

  it.each([
    ['a login', ['@bea'], ['12+bea@users.noreply.github.com']],
    ['an address', ['bea@example.org'], ['Bea Builder', 'bea@example.org']],
  ])('is nobody where the only one, by %s, has a commit in it', (_, owners, proposers) => {
    expect(asked(owners, 'bb-1987', proposers)).toEqual([]);
    expect(asked([...owners, '@sam'], 'bb-1987', proposers)).toEqual(['@sam']);
  });

  it('is nobody for a file that has no owner, and without a base', () => {
    expect(whoAgrees(given.change(), 'README.md')).toEqual([]);
    expect(whoAgrees(given.change({ base: null }), 'poc.yaml')).toEqual([]);
  });
});
