import { describe, expect, it } from 'vitest';
import { isProposer } from '../../../action/readiness/policy/proposer.ts';

const commits = ['Bea Builder', 'bea@example.org', '7+bb-1987@users.noreply.github.com'];

describe('who proposes a pull request', () => {
  it.each([
    ['the login that opened it', 'ada', true],
    ['that login as a mention, in capitals', '@ADA', true],
    ['a name on its commits', 'bea  builder', true],
    ['a login that is made of that name', 'bea-builder', true],
    ['an address on its commits', 'Bea@example.org', true],
    ['the part of it before the @', 'bea', true],
    ['the login behind an address that GitHub hides', 'bb-1987', true],
    ['a namesake', 'Bea Buildwell', false],
    ['the same part of another address', 'bea@example.com', false],
    ['a part of the name', 'Builder', false],
    ['nobody', '', false],
  ])('is asked of %s', (_, name, is) => {
    expect(isProposer(name, { author: 'ada', proposers: commits })).toBe(is);
  });

  it('is nobody where neither a login nor a commit is known', () => {
    expect(isProposer('ada', { author: null, proposers: [] })).toBe(false);
  });
});
