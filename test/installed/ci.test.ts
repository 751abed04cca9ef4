import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aPoc, type Files, type Poc } from '../repository-builder.ts';
import { describeLint } from '../workflows/lint/lint-problem.ts';
import { lintWorkflow } from '../workflows/lint.ts';
import { bash, type Ran } from './bash.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A fenced block of docs/ci.md: the one that holds this text. */
async function blockWith(text: string): Promise<string> {
  const page = await readFile(join(root, 'docs/ci.md'), 'utf8');
  const blocks = [...page.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map((match) => match[1] as string);
  const found = blocks.filter((block) => block.includes(text));
  if (found.length !== 1)
    throw new Error(`docs/ci.md: found ${found.length} blocks with "${text}"; expected one.`);
  return found[0] as string;
}

type Job = {
  variables: Record<string, string>;
  script: string[];
  after_script: string[];
  artifacts: { reports: { junit: string } };
};
type Step = { run?: string; uses?: string; with?: Record<string, string> };

/** Depends on the package as it lies here, so that nothing is fetched. */
const PACKAGE: Files = {
  '.gitignore': 'node_modules/\n',
  'package.json': JSON.stringify({ private: true, devDependencies: { 'create-poc': `file:${root}` } }),
};
const KNOWN = { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', CI_JOB_ID: String(process.pid) };

/** A merge request as a runner checks it out: a clone without a branch of its own. */
async function checkedOut(poc: Poc): Promise<string> {
  await bash(poc.folder, 'npm install --package-lock-only --ignore-scripts --offline');
  await poc.commit('What it depends on');
  await poc.repository.git('checkout', '-B', 'proposal');
  await poc.commit('A proposal', { 'notes.txt': 'more\n' });
  const folder = await mkdtemp(join(tmpdir(), 'poc-ci-'));
  const made = await bash(
    folder,
    `git clone -q '${poc.repository.folder}' . && git checkout -q --detach origin/proposal && git update-ref -d refs/remotes/origin/main`,
  );
  if (made.code !== 0) throw new Error(made.output);
  return folder;
}

describe('docs/ci.md', () => {
  const folders: string[] = [];
  let red: string;
  let green: string;

  beforeAll(async () => {
    const now = new Date();
    const files = PACKAGE;
    red = await checkedOut(await aPoc({ now, files, results: null }));
    green = await checkedOut(await aPoc({ now, files }));
    folders.push(red, green);
  });
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

  /** The lines of a job, one after the other as a runner does, with its variables. */
  async function gitlab(folder: string): Promise<Ran> {
    const { gate } = parse(await blockWith('CI_PIPELINE_SOURCE')) as { gate: Job };
    const known = Object.entries(gate.variables).map(([name, value]) => [
      name,
      value.replace(/\$(\w+)/g, (_, other: string) => KNOWN[other as keyof typeof KNOWN]),
    ]);
    const env = { ...KNOWN, ...Object.fromEntries(known) };
    const ran = await bash(folder, gate.script.join('\n'), env);
    // What the gate prints is no file of the proposal.
    expect((await bash(folder, 'git status --porcelain')).output).toBe('');
    expect((await bash(folder, gate.after_script.join('\n'), env)).code).toBe(0);
    return ran;
  }

  it('has a job for GitLab that is red when the gate is, says why, and keeps the tests', async () => {
    const { code, output } = await gitlab(red);
    expect([code, output]).toEqual([1, expect.stringContaining('run.json was not found.')]);
    const { gate } = parse(await blockWith('CI_PIPELINE_SOURCE')) as { gate: Job };
    const tests = await readFile(join(red, gate.artifacts.reports.junit), 'utf8');
    expect(tests).toMatch(/<testsuites [^>]*errors="[1-9]/);
    expect(tests).toMatch(/<property name="base" value="[0-9a-f]{40}"\/>/);
  });

  it('has a job for GitLab that is green when the gate is', async () => {
    const { code, output } = await gitlab(green);
    expect([code, output]).toEqual([0, expect.not.stringContaining('Blocks this pull request')]);
    expect(await readFile(join(green, 'poc-junit.xml'), 'utf8')).toMatch(/ failures="0" errors="0" /);
  });

  it('has a line for any other CI', async () => {
    const line = await blockWith('npx poc check --base origin/main\n');
    await bash(green, 'git fetch -q origin +main:refs/remotes/origin/main');
    expect((await bash(green, line)).code).toBe(0);
  });

  it('has a workflow for code scanning that GitHub understands', async () => {
    const file = join(green, 'poc-scan.yml');
    await writeFile(file, await blockWith('upload-sarif'));
    expect((await lintWorkflow(file, { actionsRoot: green })).map(describeLint)).toEqual([]);
  });

  it.each([
    ['green when the gate is red, for it only shows', 'npx poc check', 0],
    ['red when the gate could not run', 'npx poc check nowhere', 1],
  ])('has a step for code scanning that is %s', async (_, instead, code) => {
    const { jobs } = parse(await blockWith('upload-sarif')) as { jobs: { scan: { steps: Step[] } } };
    const run = jobs.scan.steps.find((step) => step.run?.includes('sarif'))?.run as string;
    const uploaded = jobs.scan.steps.find((step) => step.uses?.includes('upload-sarif'))?.with?.sarif_file;
    const temp = await mkdtemp(join(tmpdir(), 'poc-ci-'));
    folders.push(temp);
    const script = run.replace('npx poc check', instead);
    await bash(red, 'git fetch -q origin +main:refs/remotes/origin/main');
    expect((await bash(red, script, { POC_BASE: 'origin/main', RUNNER_TEMP: temp })).code).toBe(code);
    if (code === 0)
      expect(
        JSON.parse(await readFile(String(uploaded).replace(/^\$\{\{ runner\.temp \}\}/, temp), 'utf8')),
      ).toMatchObject({
        version: '2.1.0',
      });
  });
});
