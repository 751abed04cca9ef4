import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report as reportSchema } from '../../action/contract/report.ts';
import { shardOf } from '../../action/readiness/eval/shards.ts';
import { npmThatAudits } from './audited.ts';
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
  const PATH = `${await npmThatAudits(join(packed.folder, 'npm'))}:${process.env.PATH}`;
  for (const line of blockWith('cd invoice-triage').split('\n').slice(1))
    ran[line] = await bash(poc, line, { PATH });
  for (const line of ['npm run eval:alternative', 'npm run typecheck']) ran[line] = await bash(poc, line);
});

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

  it.each([
    'npm install',
    'npm test',
    'npm run eval',
    'npm run scan',
    'npm run eval:alternative',
    'npm run typecheck',
  ])('does %s', (command) => {
    expect(ran[command]).toEqual({ code: 0, output: expect.not.stringMatching(/npm (?:error|ERR)/) });
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

  it('has an alternative that was run on the same cases, which the gate reads and does not take for the POC', async () => {
    const runOf = async (folder: string) => JSON.parse(await readFile(join(poc, folder, 'run.json'), 'utf8'));
    const [own, theirs] = [await runOf('eval/results'), await runOf('alternative/results')];
    expect(theirs).toMatchObject({ n: own.n, rows: 'alternative/results/results.jsonl' });
    const { source, model, ...exam } = theirs.inputs;
    expect(own.inputs).toMatchObject(exam);
    expect([source === own.inputs.source, model]).toEqual([false, ['alternative/keyword-rule']]);
    const { output } = await bash(poc, 'npx poc check --format json 2>/dev/null');
    const { results } = reportSchema.parse(JSON.parse(output));
    const messageOf = (id: string) => results.find((one) => one.id === id)?.message;
    expect(messageOf('eval/results-fresh')).toContain('All digests match');
    // The samples are made up, and so no real case is there to compare on.
    expect(messageOf('scope/simplest-alternative')).toBe(
      'No real case has a verdict both for “keyword rule” and for the POC.',
    );
  });

  it('lists the checks as data', async () => {
    const { output } = await bash(poc, 'npx poc checks --json 2>/dev/null');
    expect(JSON.parse(output)).toMatchObject({ schema: 'poc-checks/v1' });
  });

  it('writes one page for whoever pays, from a chunk that no other command loads', async () => {
    const { code, output } = await bash(poc, 'npm run report 2>&1');
    expect([code, output]).toEqual([0, expect.stringContaining('poc-report.html')]);
    const page = await readFile(join(poc, 'poc-report.html'), 'utf8');
    expect(page).toContain('Not measured');
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    await rm(join(poc, 'poc-report.html'));
  });

  it('says how many cases are to be timed, and what a decision takes', async () => {
    const status = await bash(poc, 'npm run time -- status 2>&1');
    expect([status.code, status.output]).toEqual([
      0,
      expect.stringContaining('The gate asks for 5 rows (explore): 5 more rows.'),
    ]);
    const decide = await bash(poc, 'npm run decide -- stop 2>&1');
    expect(decide.code).not.toBe(0);
    for (const flag of ['--reason', '--by']) expect(decide.output).toContain(flag);
  });

  it('installs again from its lock file', async () => {
    const { code, output } = await bash(poc, 'npm ci 2>&1');
    expect(output).not.toMatch(/npm error/);
    expect(code).toBe(0);
  });

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
    expect(output.trim().split('\n').sort()).toEqual([
      '?? alternative/results/',
      '?? eval/results/',
      '?? evidence/',
      '?? package-lock.json',
    ]);
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
      blockWith('poc roi'),
      blockWith('eval read'),
      blockWith('promptfoo eval'),
      // By test/sync.test.ts.
      'npm run sync',
    ];
    expect(readmeBlocks().map((block) => block.commands)).toEqual(run);
  });

  it('prints what is missing before there is a number', async () => {
    const { code, output } = await bash(poc, blockWith('poc roi'));
    expect([code, output]).toEqual([1, expect.stringContaining('0 timings of today’s work count.')]);
  });

  it('shows what the gate sees in a file of results', async () => {
    const { code, output } = await bash(poc, blockWith('eval read'));
    expect([code, output]).toEqual([0, expect.stringContaining('POC eval rows')]);
  });

  it('records what promptfoo wrote, with some of its cases failed', async () => {
    await writePromptfoo(join(poc, 'node_modules/.bin/promptfoo'));
    const { code, output } = await bash(poc, `${blockWith('promptfoo eval')} 2>&1`);
    expect(output).toContain('16 rows in eval/results/promptfoo.json: ');
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(join(poc, 'eval/results/run.json'), 'utf8'))).toMatchObject({
      n: 16,
      result: { passed: 11 },
      rows: ['eval/results/promptfoo.json'],
    });
  });

  it('shows pictures that are there', () => {
    const shown = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)];
    const paths = shown.map(([, path = '']) => path);
    expect(paths).toHaveLength(3);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
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
  });
});

/**
 * In the place of promptfoo, which would take minutes to install: writes a file that promptfoo wrote, as of now, where it
 * is told to, and ends as promptfoo does when cases failed.
 */
async function writePromptfoo(path: string): Promise<void> {
  const file = join(root, 'test/evidence/formats/fixtures/promptfoo/ends.json');
  const program = `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require('node:fs');
const [command, option, target] = process.argv.slice(2);
if (command !== 'eval' || option !== '-o') throw new Error('unknown arguments');
const written = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'));
const now = new Date().toISOString();
written.results.timestamp = now;
Object.assign(written.metadata, { exportedAt: now, evaluationCreatedAt: now });
writeFileSync(target, JSON.stringify(written));
process.exitCode = 100;
`;
  await writeFile(path, program, { mode: 0o755 });
}
