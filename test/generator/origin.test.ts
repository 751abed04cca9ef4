import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitHubRepository, originOf } from '../../generator/origin.ts';
import { packageSource } from '../../generator/package-source.ts';
import { emptyFolder, fillPackage, writeTree } from './fake-package.ts';

const MANIFEST = { name: 'create-poc', version: '0.1.0' };

/** A package as npm installs it, with the hidden lock file that npm writes beside it. */
function installed(entry: unknown, manifest: Record<string, unknown> = {}): string {
  const folder = emptyFolder();
  const packages = { 'node_modules/create-poc': entry };
  writeTree(folder, { 'node_modules/.package-lock.json': JSON.stringify({ lockfileVersion: 3, packages }) });
  const root = join(folder, 'node_modules/create-poc');
  mkdirSync(root, { recursive: true });
  return fillPackage(root, { version: '0.1.0', ...manifest });
}

const FROM_REGISTRY = {
  version: '0.1.0',
  resolved: 'https://registry.example/create-poc/-/create-poc-0.1.0.tgz',
};

describe('where the package came from', () => {
  it.each([
    ['registry', 'a registry', FROM_REGISTRY],
    [
      'registry',
      'a mirror below a path, without TLS',
      { version: '0.1.0', resolved: 'http://127.0.0.1:4873/npm/create-poc/-/create-poc-0.1.0.tgz' },
    ],
    [
      'elsewhere',
      'a folder that is laid out as a registry',
      { version: '0.1.0', resolved: 'file:///mirror/create-poc/-/create-poc-0.1.0.tgz' },
    ],
    ['elsewhere', 'a tarball', { version: '0.1.0', resolved: 'file:../../create-poc-0.1.0.tgz' }],
    [
      'elsewhere',
      'a tarball on the web',
      { version: '0.1.0', resolved: 'https://files.example/create-poc-0.1.0.tgz' },
    ],
    ['elsewhere', 'another version', { ...FROM_REGISTRY, version: '0.2.0' }],
    [
      'elsewhere',
      'a file of another version',
      { version: '0.1.0', resolved: 'https://registry.example/create-poc/-/create-poc-0.1.01.tgz' },
    ],
    ['elsewhere', 'a lock file that does not say', { version: '0.1.0' }],
    ['elsewhere', 'a lock file without it', undefined],
  ])('is %s for %s', async (origin, _, entry) => {
    expect(await originOf(installed(entry), MANIFEST)).toBe(origin);
  });

  it('is elsewhere for a checkout, even when npm has written beside it', async () => {
    const folder = emptyFolder();
    const packages = { 'node_modules/create-poc': FROM_REGISTRY };
    writeTree(folder, { '.package-lock.json': JSON.stringify({ packages }) });
    const root = join(folder, 'create-poc');
    mkdirSync(root);
    expect(await originOf(fillPackage(root), MANIFEST)).toBe('elsewhere');
  });

  it.each([['{'], ['[]'], ['']])('is elsewhere when the lock file holds %j', async (text) => {
    const root = installed(FROM_REGISTRY);
    writeTree(root, { '../.package-lock.json': text });
    expect(await originOf(root, MANIFEST)).toBe('elsewhere');
  });
});

describe('the repository on GitHub', () => {
  it.each([
    ['owner/repo', 'owner/repo'],
    ['github:owner/repo', 'owner/repo'],
    ['https://github.com/owner/repo', 'owner/repo'],
    [{ type: 'git', url: 'git+https://github.com/owner/re.po.git' }, 'owner/re.po'],
    ['git@github.com:owner/repo.git', 'owner/repo'],
    ['ssh://git@github.com/owner/repo.git#main', 'owner/repo'],
    ['https://gitlab.com/owner/repo', undefined],
    ['https://github.com.evil.example/owner/repo', undefined],
    ['https://evil.example/github.com/owner/repo', undefined],
    ['gitlab:owner/repo', undefined],
    [undefined, undefined],
    [{}, undefined],
  ])('%j is %s', (repository, expected) => {
    expect(gitHubRepository({ ...MANIFEST, ...(repository === undefined ? {} : { repository }) })).toBe(
      expected,
    );
  });
});

describe('how a made repository refers to the package', () => {
  it('is its version, in both places, when it is published and names its repository', async () => {
    const root = installed(FROM_REGISTRY, { repository: 'github:owner/repo' });
    expect(await packageSource(root)).toEqual({
      root,
      version: '0.1.0',
      dependency: '0.1.0',
      actionUses: 'owner/repo@v0.1.0',
      vendored: false,
    });
  });

  it.each([
    ['from a tarball', { version: '0.1.0', resolved: 'file:x.tgz' }, { repository: 'github:owner/repo' }],
    ['without a repository', FROM_REGISTRY, { repository: undefined }],
  ])('is the copy inside, in both places, %s', async (_, entry, manifest) => {
    const root = installed(entry, manifest);
    expect(await packageSource(root)).toEqual({
      root,
      version: '0.1.0',
      dependency: 'file:.github/actions/poc-gate',
      actionUses: './.github/actions/poc-gate',
      vendored: true,
    });
  });
});
