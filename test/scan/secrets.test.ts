import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SECRET_SCANNER, secretsIn } from '../../action/scan/secrets.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const GITHUB = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
const NPM = ['npm', 'a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6'].join('_');
const KEY = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');
const BODY = 'MIIEpAIBAAKCAQEA7Zq7YyTQ0v5vI8JmYd0s1qA9PqzL1T3qX5m1lT0vI8JmYd0s';

const found = async (text: string, file = 'a.txt') =>
  (await secretsIn(file, text)).map(
    ({ rule, severity, line, times }) => `${severity} ${rule} ${line} ×${times}`,
  );

describe('a secret', () => {
  it.each([
    ['a token of GitHub', `x\nkey = "${GITHUB}"`, 'high github/GITHUB_TOKEN 2 ×1'],
    ['a token of npm', NPM, 'high npm/NPM_ACCESS_TOKEN 1 ×1'],
    [
      'a private key',
      `${KEY}\n${BODY}\n${BODY}\n${KEY.replace('BEGIN', 'END')}`,
      'high privatekey/PrivateKey 1 ×1',
    ],
    [
      'a password in an address',
      ['postgres://u', 'secretpw1@db.internal:5432/x'].join(':'),
      'high database-connection-string/PostgreSQLConnection 1 ×1',
    ],
  ])('such as %s is found', async (_, text, expected) => {
    expect(await found(text)).toEqual([expected]);
  });

  it('is found in spite of a comment that would have it ignored', async () => {
    expect(await found(`// secretlint-disable\nkey = "${GITHUB}"\n`)).toEqual([
      'high github/GITHUB_TOKEN 2 ×1',
    ]);
    expect(await found(`key = "${GITHUB}" // secretlint-disable-line`)).toHaveLength(1);
  });

  it('that stands twice in a file is one finding, and two are two', async () => {
    expect(await found(`${GITHUB}\n${GITHUB}`)).toEqual(['high github/GITHUB_TOKEN 1 ×2']);
    expect(await found(`${GITHUB}\n${GITHUB.replace('ghp_w', 'ghp_v')}`)).toHaveLength(2);
  });

  it('is never quoted', async () => {
    expect(JSON.stringify(await secretsIn('a.txt', GITHUB))).not.toContain(GITHUB.slice(4, 20));
  });

  it.each(['const token = process.env.TOKEN;', `${GITHUB.slice(0, 20)}…`, '', 'sha512-Zm9vYmFy=='])(
    'is not %s',
    async (text) => {
      expect(await found(text)).toEqual([]);
    },
  );
});

describe('the scanner', () => {
  it('finds nothing in itself, since every copy of the gate in a repository holds it', async () => {
    const folders = ['core', 'profiler', 'secretlint-rule-preset-recommend'].map(
      (name) => `node_modules/@secretlint/${name}/module`,
    );
    const files = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.js'))
        .map((name) => join(folder, name)),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const file of files)
      expect([file, await found(readFileSync(file, 'utf8'), file)]).toEqual([file, []]);
  });

  it('names the version that is installed', () => {
    const { version } = JSON.parse(readFileSync('node_modules/@secretlint/core/package.json', 'utf8'));
    expect(SECRET_SCANNER.version).toBe(version);
  });
});
