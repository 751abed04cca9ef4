import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { create, planFiles } from '../../generator/create.ts';
import { packageManifest } from '../../generator/package-root.ts';
import { packageSource } from '../../generator/package-source.ts';
import { filesBelow } from '../../generator/template-files.ts';
import { vendoredFiles } from '../../generator/vendor.ts';
import { emptyFolder, fakePackage } from './fake-package.ts';
import { ADA, ANSWERS, gitEnv, TODAY } from './test-desk.ts';

const COPY = '.github/actions/poc-gate/';

describe('the copy of the package in a made repository', () => {
  it('holds what npm would publish, byte for byte', () => {
    const root = fakePackage();
    const files = vendoredFiles(root);
    const copied = files.filter(({ path }) => !/poc-gate\/(package\.json|\.gitattributes)$/.test(path));
    const published = ['lib', 'templates', 'action/dist', 'action/contract/json-schema'].flatMap((folder) =>
      filesBelow(join(root, folder)).map((path) => `${folder}/${path}`),
    );
    expect(copied.map(({ path }) => path.slice(COPY.length)).sort()).toEqual(
      [...published, 'action.yml', 'LICENSE'].sort(),
    );
    for (const { path, content } of copied) {
      expect(content).toEqual(readFileSync(join(root, path.slice(COPY.length))));
    }
  });

  it('runs nothing and fetches nothing when it is installed', () => {
    const file = vendoredFiles(fakePackage({ scripts: { prepare: 'exit 1' } })).find(
      ({ path }) => path === `${COPY}package.json`,
    );
    const manifest = JSON.parse(file?.content.toString() ?? '');
    expect(Object.keys(manifest)).not.toContain('scripts');
    expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual([]);
    const { name, version, license, type, bin, exports, engines } = manifest;
    const own = packageManifest(fakePackage());
    expect({ name, version, license, type, bin, exports, engines }).toEqual({
      name: 'create-poc',
      version: own?.version,
      license: own?.license,
      type: own?.type,
      bin: own?.bin,
      exports: own?.exports,
      engines: own?.engines,
    });
  });

  it.each(['lib', 'action/dist', 'action.yml'])('is refused when %s is not built', (entry) => {
    const root = fakePackage();
    rmSync(join(root, entry), { recursive: true });
    expect(() => vendoredFiles(root)).toThrow(`${entry} is not in this copy of create-poc`);
  });

  it('is installed by npm without a network, gives poc, and leaves the work tree clean', async () => {
    const parent = emptyFolder();
    // No registry answers here, so that anything fetched fails at once.
    const offline = { npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' };
    const env = { ...gitEnv(ADA), ...offline, npm_config_audit: 'false' };
    const folder = join(parent, 'demo');
    const files = planFiles(ANSWERS, await packageSource(fakePackage()), TODAY);
    const target = { folder, shown: 'demo', exists: false, hasGit: false };
    await create(files, { target, git: true, env, version: '0.1.0' });
    const at = { cwd: folder, env: env as NodeJS.ProcessEnv, encoding: 'utf8' as const };
    execFileSync('npm', ['install', '--no-fund', '--package-lock=false'], at);
    expect(execFileSync('npx', ['--no-install', 'poc'], at)).toBe('the vendored poc\n');
    expect(execFileSync('git', ['status', '--porcelain'], at)).toBe('');
  });

  it('can make the next repository, with the same copy in it', async () => {
    const first = vendoredFiles(fakePackage());
    const parent = emptyFolder();
    const target = { folder: join(parent, 'copy'), shown: 'copy', exists: false, hasGit: false };
    await create(first, { target, git: false, env: gitEnv(''), version: '0.1.0' });
    expect(readdirSync(parent)).toEqual(['copy']);
    const second = vendoredFiles(join(target.folder, COPY));
    expect(second).toEqual(first);
  });
});
