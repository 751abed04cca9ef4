import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFixtureBench, type FixtureBench, jobOf, stepOf } from './fixture-run.ts';
import type { JobResult, WorkflowResult } from './runner/results.ts';
import { npmPassThrough } from './runner/run-options.ts';

let bench: FixtureBench;

beforeAll(async () => {
  bench = await createFixtureBench();
});

afterAll(() => bench.remove());

const conclusions = (job: JobResult) =>
  Object.fromEntries(job.steps.map((step) => [step.id, step.conclusion]));

describe('files and shells', () => {
  let result: WorkflowResult;
  const step = (id: string) => stepOf(result, 'files', id);
  beforeAll(async () => {
    result = await bench.run('files.yml');
  });

  test('a heredoc in GITHUB_ENV keeps its lines, in the environment and in the env context', () => {
    expect(step('read').log).toContain('first line\n\na=b<<c\n');
    expect(step('read').log.split('\n')[0]?.trim()).toBe('2');
  });

  test('a folder in GITHUB_PATH is searched first, the latest before all, and = before << is a plain value', () => {
    expect(step('read').log).toContain('\ntool ran\n[a<<b]\n');
  });

  test('a summary is kept up to 1 MiB; one byte more is dropped with an error that does not fail the step', () => {
    expect(step('write').summary).toBe('# Summary\n');
    expect(step('summary-fits').summary?.length).toBe(1024 * 1024);
    expect(step('summary-too-long')).toMatchObject({ outcome: 'success', summary: null });
    expect(step('summary-too-long').annotations[0]?.message).toContain('upload aborted');
  });

  test.each([
    ['bad-env', "Matching delimiter not found 'NEVER'"],
    ['node-options', "Can't store NODE_OPTIONS"],
    ['no-folder', 'Found no folder nowhere'],
    ['no-shell', 'Found shell: pwsh; expected bash, sh, python'],
    ['pipefail', 'Process completed with exit code 1.'],
  ])('%s fails with: %s', (id, message) => {
    expect(step(id).outcome).toBe('failure');
    expect(step(id).log).toContain(message);
  });

  test('only shell: bash has pipefail, and working-directory is below the workspace', () => {
    expect(step('no-pipefail').outcome).toBe('success');
    expect(step('folder').log).toBe('tools\n');
  });
});

describe('workflow commands', () => {
  let result: WorkflowResult;
  const step = (id: string) => stepOf(result, 'commands', id);
  beforeAll(async () => {
    result = await bench.run('commands.yml');
  });

  test('annotations have their place, relative to the workspace, and are unescaped', () => {
    expect(step('annotate').annotations[0]).toEqual({
      kind: 'error',
      message: 'first\nsecond 100%',
      title: 'Bad: thing',
      file: 'src/a.ts',
      line: 3,
      endLine: 4,
      column: 2,
      endColumn: null,
      shown: true,
    });
  });

  test('the older form is obeyed in the middle of a line, as on GitHub', () => {
    const messages = step('annotate').annotations.map((one) => [one.kind, one.message]);
    expect(messages).toContainEqual(['warning', 'still a command']);
  });

  test('groups are rewritten, debug lines hidden, unknown commands shown', () => {
    const { log } = step('annotate');
    expect(log).toContain('##[group]Details\ninside\n##[endgroup]\n');
    expect(log).not.toContain('hidden');
    expect(log).toContain('::unknown::plain text');
  });

  test('ten of each kind are shown, the eleventh is not', () => {
    const shown = (kind: string) =>
      step('many')
        .annotations.filter((one) => one.kind === kind)
        .map((one) => one.shown);
    expect(shown('error')).toEqual([...Array(10).fill(true), false, false]);
    expect(shown('notice').filter(Boolean)).toHaveLength(10);
  });

  test('a masked text stays masked in later steps', () => {
    expect(step('mask').log).toBe('it is ***\n');
    expect(step('still-masked').log).toBe('again ***\n');
  });

  test('commands between stop-commands and its token are plain text', () => {
    expect(step('stopped').annotations.map((one) => one.message)).toEqual(['an annotation']);
    expect(step('stopped').log).toContain('::error::not an annotation');
  });

  test('set-output is refused with what to use instead', () => {
    expect(step('switched-off')).toMatchObject({ outcome: 'failure', outputs: {} });
    expect(step('switched-off').log).toContain('Write to $GITHUB_OUTPUT instead.');
  });
});

describe('time', () => {
  let result: WorkflowResult;
  beforeAll(async () => {
    result = await bench.run('time.yml');
  });

  test('a step that takes longer than its timeout-minutes fails', () => {
    const { outcome, log } = stepOf(result, 'step-limit', 'slow');
    expect(outcome).toBe('failure');
    expect(log).toContain("The action 'Sleep' has timed out after 0.005 minutes.");
    expect(stepOf(result, 'step-limit', 'after').log).toBe('after\n');
  });

  test('a job that takes longer than its timeout-minutes is cancelled, and still cleans up', () => {
    expect(conclusions(jobOf(result, 'job-limit'))).toEqual({
      slow: 'cancelled',
      skipped: 'skipped',
      cleanup: 'success',
      cancelled: 'success',
    });
    expect(jobOf(result, 'job-limit').result).toBe('cancelled');
    expect(stepOf(result, 'job-limit', 'cleanup').log).toBe('cleaned up, cancelled\n');
  });

  test('a process in the background lives until the job ends, and no longer', async () => {
    const alive = stepOf(result, 'background', 'alive');
    expect(alive.outcome, alive.log).toBe('success');
    // One that has ended and that nobody has collected yet still has a folder, but no command line.
    const commandLine = `/proc/${alive.log.trim()}/cmdline`;
    const left = () => (existsSync(commandLine) ? readFileSync(commandLine, 'utf8') : '');
    await expect.poll(left).toBe('');
  });
});

describe('the machine', () => {
  const host = process.versions.node;
  let result: WorkflowResult;
  beforeAll(async () => {
    process.env.LEAK = 'of the machine';
    const vars = { NODES: JSON.stringify([host, '24.x', '18']) };
    result = await bench.run('node.yml', { vars, passThrough: npmPassThrough });
    delete process.env.LEAK;
  });

  test('setup-node puts the wanted Node on PATH, and fails for one that is not here', () => {
    const legs = result.jobs.filter((job) => job.id === 'node');
    expect(legs.map((job) => job.result)).toEqual(['success', 'success', 'failure']);
    expect(legs[0]?.steps[1]?.log).toContain(`v${host}\n`);
    expect(legs[1]?.steps[1]?.log).toMatch(/^v24\./);
    expect(legs[2]?.steps[0]?.log).toContain(`Found node-version 18; expected one of ${host}, 24.`);
  });

  test('setup-node with a cache fails without a lock file', () => {
    expect(stepOf(result, 'locked', 'cached').log).toContain('Dependencies lock file is not found');
  });

  test('npm ci runs in an environment with a home of its own and nothing of the machine', () => {
    const install = stepOf(result, 'locked', 'install');
    expect(install.outcome, install.log).toBe('success');
    expect(install.log).toContain(`home is ${bench.folder}`);
    expect(install.log).not.toContain('LEAK');
  });
});
