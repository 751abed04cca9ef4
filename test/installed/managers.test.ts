import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report as reportSchema } from '../../action/contract/report.ts';
import { bash, type Ran } from './bash.ts';
import { type Packed, pack } from './packed.ts';

/** Each makes another kind. The versions are those that a made repository pins where its people pin none. */
const MANAGERS = [
  { name: 'pnpm', get: 'pnpm@12.21.0', lockfile: 'pnpm-lock.yaml', kind: 'draft', flags: '' },
  {
    name: 'yarn',
    get: '@yarnpkg/cli-dist@4.18.1',
    lockfile: 'yarn.lock',
    kind: 'extract',
    flags: '--fields issued:date,total:amount',
  },
  { name: 'bun', get: 'bun@1.4.5', lockfile: 'bun.lock', kind: 'classify', flags: '--labels pay,question' },
] as const;

let packed: Packed;
beforeAll(async () => {
  packed = await pack();
});
afterAll(() => rm(packed.folder, { recursive: true, force: true }));

describe.each(MANAGERS)('a repository of somebody who uses $name', ({ name, get, lockfile, kind, flags }) => {
  const poc = () => join(packed.folder, name);
  const manager = (words: string): Promise<Ran> => bash(poc(), `npx --yes ${get} ${words} 2>&1`);

  beforeAll(async () => {
    const made = await bash(
      packed.folder,
      `npx --yes ./${basename(packed.tarball)} ${name} --yes --kind ${kind} --workflow W --performer P --unit U --real-case R --owner O ${flags}`,
    );
    expect(made.output).toContain(`Made ${name}`);
  });

  it('is installed, and one lock file is all that git sees of it', async () => {
    const { code, output } = await manager('install');
    expect([code, output]).toEqual([0, expect.any(String)]);
    expect(await bash(poc(), 'git status --porcelain')).toEqual({ code: 0, output: `?? ${lockfile}\n` });
  });

  it('has its types, and runs its cases', async () => {
    expect(await manager('run typecheck')).toMatchObject({ code: 0 });
    expect(await manager('run eval')).toEqual({
      code: 0,
      output: expect.stringContaining('Recorded in eval/results/run.json'),
    });
  });

  it('is judged by its gate', async () => {
    const { output } = await bash(poc(), 'npx poc check --format json 2>/dev/null');
    const { results } = reportSchema.parse(JSON.parse(output));
    expect(results.find(({ id }) => id === 'eval/results-fresh')?.outcome).toBe('pass');
  });

  it('is installed by its workflow as the lock file says, which stays as it is', async () => {
    const before = await readFile(join(poc(), lockfile), 'utf8');
    const { code, output } = await bash(poc(), 'rm -rf node_modules && CI=true sh .github/install.sh 2>&1');
    expect([code, output]).toEqual([0, expect.any(String)]);
    expect(await readFile(join(poc(), lockfile), 'utf8')).toBe(before);
    expect(await bash(poc(), 'npm run typecheck 2>&1')).toMatchObject({ code: 0 });
  });
});
