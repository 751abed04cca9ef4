import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report as reportSchema } from '../../action/contract/report.ts';
import { shardOf } from '../../action/readiness/shards.ts';
import { bash, type Ran } from './bash.ts';
import { type Packed, pack } from './packed.ts';
import { blockWith, readmeBlocks } from './readme.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let packed: Packed;
let poc: string;
let made: Ran;
const ran: Record<string, Ran> = {};

// As the README tells it, in a folder that holds nothing but the tarball.
beforeAll(async () => {
  packed = await pack();
  poc = join(packed.folder, 'invoice-triage');
  made = await bash(packed.folder, blockWith('--workflow'));
  for (const line of blockWith('cd invoice-triage').split('\n').slice(1)) ran[line] = await bash(poc, line);
  ran['npm run typecheck'] = await bash(poc, 'npm run typecheck');
}, 300_000);

afterAll(() => rm(packed.folder, { recursive: true, force: true }));

describe('the package', () => {
  it('has no dependencies: everything is in its bundles', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.optionalDependencies).toBeUndefined();
  });

  it('holds bundles, templates with their dotfiles, schemas, the Action and the licences, and nothing else', () => {
    const paths = packed.files.map((file) => file.path);
    const tops = new Set(paths.map((path) => path.split('/')[0]));
    expect([...tops].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'action',
      'action.yml',
      'lib',
      'package.json',
      'templates',
    ]);
    for (const path of [
      'action/dist/index.js',
      'action/dist/licenses.txt',
      'action/contract/json-schema/poc.schema.json',
      'lib/create-poc/index.js',
      'lib/create-poc/licenses.txt',
      'lib/poc/index.js',
      'lib/plop-pack/index.js',
      'templates/base/_gitignore',
      'templates/base/.github/workflows/poc.yml.hbs',
    ]) {
      expect(paths).toContain(path);
    }
    expect(
      paths.filter(
        (path) => /node_modules|\.env|\.tgz|\.test\.ts$/.test(path) && !path.startsWith('templates/'),
      ),
    ).toEqual([]);
  });

  it('is packed with every file of the templates', async () => {
    const entries = await readdir(join(root, 'templates'), { recursive: true, withFileTypes: true });
    const onDisk = entries.filter((entry) => entry.isFile()).length;
    expect(packed.files.filter((file) => file.path.startsWith('templates/'))).toHaveLength(onDisk);
  });
});

describe('a repository made from the tarball', () => {
  it('is made by the README’s command', () => {
    expect(made.output).toContain('Made invoice-triage');
    expect(made.code).toBe(0);
  });

  it.each(['npm install', 'npm test', 'npm run eval', 'npm run typecheck'])('does %s', (command) => {
    expect(ran[command]?.output).not.toMatch(/npm (?:error|ERR)/);
    expect(ran[command]?.code).toBe(0);
  });

  it('is gated honestly red at once: the work is not defined, and samples do not count', () => {
    const gate = ran['npm run gate'];
    expect(gate?.code).toBe(1);
    expect(gate?.output).toContain('baseline/task-defined');
    expect(gate?.output).toMatch(/0 real cases; \d+ synthetic ones do not count/);
  });

  it('says the same as data', async () => {
    const { code, output } = await bash(poc, 'npx poc check --format json 2>/dev/null');
    const report = reportSchema.parse(JSON.parse(output));
    expect(code).toBe(1);
    expect(report.results.filter((result) => result.blocks).map((result) => result.id)).toEqual([
      'baseline/task-defined',
    ]);
  });

  it('evaluates a part of the cases, each of them as often as it is told', async () => {
    const { code, output } = await bash(poc, 'POC_SHARD=1/2 POC_REPEATS=2 npm run eval');
    expect([code, output]).toEqual([0, expect.stringContaining('attempts at')]);
    const folder = join(poc, 'eval/results/shard-1-of-2');
    const rows = (await readFile(join(folder, 'results.jsonl'), 'utf8')).trim().split('\n');
    const attempts = rows.map((row) => JSON.parse(row) as { id: string; repeat: number });
    const ids = [...new Set(attempts.map(({ id }) => id))];
    expect(attempts.map(({ id, repeat }) => [id, repeat])).toEqual(
      ids.flatMap((id) => [0, 1].map((repeat) => [id, repeat])),
    );
    expect(new Set(ids.map((id) => shardOf(id, 2)))).toEqual(new Set([1]));
    expect(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'))).toMatchObject({
      n: rows.length,
      shard: { index: 1, of: 2 },
    });
    await rm(folder, { recursive: true });
  });

  it('lists the checks as data', async () => {
    const { output } = await bash(poc, 'npx poc checks --json 2>/dev/null');
    expect(JSON.parse(output)).toMatchObject({ schema: 'poc-checks/v1' });
  });

  it('installs again from its lock file', async () => {
    const { code, output } = await bash(poc, 'npm ci 2>&1');
    expect(output).not.toMatch(/npm error/);
    expect(code).toBe(0);
  }, 120_000);

  it('has no trace of the machine that made it', async () => {
    const { output } = await bash(poc, 'git ls-files -z --cached --others --exclude-standard | xargs -0 cat');
    const traces = [packed.folder, root, `//${hostname()}`, `@${hostname()}`];
    expect(traces.filter((trace) => output.includes(trace))).toEqual([]);
    // A short home folder, such as /root, may be the end of a path of ours.
    const home = homedir().replaceAll(/[^\w/]/g, '\\$&');
    expect(output).not.toMatch(new RegExp(`(?<![\\w.-])${home}\\b`));
    expect(await readFile(join(poc, 'package-lock.json'), 'utf8')).not.toMatch(/file:\/|"\.\.\//);
  });

  it('has a clean working tree but for what was made since', async () => {
    const { output } = await bash(poc, 'git status --porcelain');
    expect(output.trim().split('\n').sort()).toEqual(['?? eval/results/', '?? package-lock.json']);
  });
});

describe('the README', () => {
  it('names no command that no test runs', () => {
    const run = [
      // By .ci/run, on a fresh clone, and by the test of the demo.
      'npm ci && npm run demo',
      'npm cit',
      // By this file.
      blockWith('npm pack'),
      blockWith('--workflow'),
      blockWith('cd invoice-triage'),
      // By test/sync.test.ts.
      'npm run sync',
    ];
    expect(readmeBlocks().map((block) => block.commands)).toEqual(run);
  });

  it('shows a picture that is there', () => {
    const [, path = ''] = /!\[[^\]]+\]\(([^)]+)\)/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
    expect(existsSync(join(root, path))).toBe(true);
  });

  it('tells what is missing when the questions cannot be asked', async () => {
    const [, command = ''] = blockWith('npm pack').split('\n');
    const { code, output } = await bash(
      packed.folder,
      `${command.replace('invoice-triage', 'another')} 2>&1`,
    );
    expect(code).toBe(1);
    for (const flag of ['--workflow', '--performer', '--unit', '--real-case', '--labels'])
      expect(output).toContain(flag);
    expect(existsSync(join(packed.folder, 'another'))).toBe(false);
  }, 60_000);
});
