import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFixtureBench, type FixtureBench, jobOf, stepOf } from './fixture-run.ts';
import { RunRefused } from './runner/refusal.ts';
import type { JobResult, WorkflowResult } from './runner/results.ts';

let bench: FixtureBench;

beforeAll(async () => {
  bench = await createFixtureBench();
});

afterAll(() => bench.remove());

const conclusions = (job: JobResult) =>
  Object.fromEntries(job.steps.map((step) => [step.id, step.conclusion]));
const results = (result: WorkflowResult) =>
  Object.fromEntries(result.jobs.map((job) => [job.id, job.result]));

describe('expressions and contexts', () => {
  let result: WorkflowResult;
  beforeAll(async () => {
    result = await bench.run('expressions.yml', {
      secrets: { PASSWORD: 'open-sesame' },
      vars: { COLOUR: 'green' },
    });
  });

  test('env at three levels, the innermost wins, and expressions see github, vars, runner and env', () => {
    const log = stepOf(result, 'show', 'say').log;
    expect(log.split('\n')[0]).toBe('step yes it is main-green a+b step Linux main');
  });

  test('a step name may be an expression', () => {
    expect(stepOf(result, 'show', 'say').name).toBe('Say push');
  });

  test('secrets and the token are masked in logs', () => {
    expect(stepOf(result, 'show', 'say').log).toContain('password is *** and ***');
  });

  test('an if decides on the output of an earlier step', () => {
    const [, , , held, never, hashed] = jobOf(result, 'show').steps;
    expect([held?.log, never?.outcome, hashed?.log]).toEqual(['held\n', 'skipped', 'no files\n']);
  });

  test('an output goes to the job and on to the job that needs it, unless a secret is in it', () => {
    expect(jobOf(result, 'show').outputs).toEqual({ kept: 'main-green' });
    expect(jobOf(result, 'show').withheldOutputs).toEqual(['secret']);
    expect(jobOf(result, 'after').steps[0]?.log).toBe('got main-green and [] from success\n');
  });

  test('a script of several lines loses the indentation of YAML, and keeps its quotes and braces', () => {
    expect(stepOf(result, 'show', 'lines').log).toBe(
      "it's 'main' {x} {0} }}\n  indented main\nsecond paragraph main\n",
    );
  });

  test('a script of one line keeps all its quotes', () => {
    expect(stepOf(result, 'show', 'quotes').log).toBe('one main three  spaces\n');
  });

  test('inputs of workflow_dispatch have their defaults, and their types', async () => {
    const event = { name: 'workflow_dispatch', payload: { ...bench.push, inputs: { colour: 'blue' } } };
    const dispatched = await bench.run('dispatch.yml', { event });
    expect(jobOf(dispatched, 'show').steps[0]?.log).toBe('blue refs/heads/main\n');
  });
});

describe('failures', () => {
  let result: WorkflowResult;
  beforeAll(async () => {
    result = await bench.run('failure.yml');
  });

  test('a failing step stops its job, except for steps that ask for failure or always', () => {
    expect(conclusions(jobOf(result, 'failing'))).toEqual({
      before: 'success',
      broken: 'failure',
      skipped: 'skipped',
      'on-failure': 'success',
      always: 'success',
      'on-success': 'skipped',
    });
  });

  test('a run without shell stops at the first command that fails, and says its exit code', () => {
    const { log, annotations } = stepOf(result, 'failing', 'broken');
    expect(log).toBe('##[error]Process completed with exit code 1.\n');
    expect(annotations).toMatchObject([{ kind: 'error', message: 'Process completed with exit code 1.' }]);
  });

  test('continue-on-error keeps the outcome and turns the conclusion round', () => {
    expect(stepOf(result, 'tolerant', 'shaky')).toMatchObject({ outcome: 'failure', conclusion: 'success' });
    expect(jobOf(result, 'tolerant').steps[1]?.log).toBe('failure then success\n');
  });

  test('a job whose need failed is skipped, and so is what needs that; failure() sees through both', () => {
    expect(results(result)).toEqual({
      tolerant: 'success',
      failing: 'failure',
      skipped: 'skipped',
      'skipped-too': 'skipped',
      reporter: 'success',
      tolerated: 'success',
      'after-tolerated': 'success',
    });
    expect(jobOf(result, 'reporter').steps[0]?.log).toBe('skipped-too was skipped\n');
  });

  test('a job with continue-on-error counts as success, and its outcome still says failure', () => {
    expect(jobOf(result, 'tolerated')).toMatchObject({ outcome: 'failure', result: 'success' });
  });

  test('one failed job fails the run', () => {
    expect(result.conclusion).toBe('failure');
  });
});

describe('matrix', () => {
  let result: WorkflowResult;
  beforeAll(async () => {
    result = await bench.run('matrix.yml');
  });

  test('legs are the product without what is excluded, joined and extended by include', () => {
    const legs = result.jobs.filter((job) => job.id === 'legs');
    expect(legs.map((job) => job.steps[0]?.log.trim())).toEqual([
      'apple 1 green 0/4',
      'apple 2 green 1/4',
      'pear 1  2/4',
      'plum 9  3/4',
    ]);
    expect(legs[2]?.name).toBe('legs (pear, 1)');
    expect(legs[3]?.outputs).toEqual({ last: 'plum9' });
  });

  test('a computed matrix with fail-fast cancels the legs after the one that failed', () => {
    const legs = result.jobs.filter((job) => job.id === 'computed');
    expect(legs.map((job) => [job.matrix, job.result])).toEqual([
      [{ n: 1 }, 'success'],
      [{ n: 2 }, 'failure'],
      [{ n: 3 }, 'cancelled'],
    ]);
  });

  test('without fail-fast the legs after it still run', () => {
    const legs = result.jobs.filter((job) => job.id === 'persistent');
    expect(legs.map((job) => job.result)).toEqual(['success', 'failure', 'success']);
  });

  test('an empty vector fails the job with the reason', () => {
    expect(jobOf(result, 'empty').steps[0]?.log).toBe(
      "##[error]Matrix vector 'n' does not contain any values.\n",
    );
  });
});

describe('what cannot run here', () => {
  test('an action without a stand-in fails the job before its first step', async () => {
    const result = await bench.run('unknown-action.yml');
    const job = jobOf(result, 'unknown');
    expect([job.result, job.steps.length]).toEqual(['failure', 1]);
    expect(job.steps[0]?.log).toContain(
      'Found uses: somebody/else@0123456789012345678901234567890123456789, which has no stand-in; expected',
    );
    expect(job.steps[0]?.log).toContain('Pass a stand-in for somebody/else in standIns.');
  });

  test.each([
    ['not-built.yml', 'jobs.boxed.container: found a part of the workflow language'],
    ['other-machine.yml', 'found "windows-latest"; expected an ubuntu runner'],
    ['invalid.yml', "Unexpected value 'stepz'"],
  ])('%s is refused: %s', async (name, message) => {
    const refused = bench.run(name);
    await expect(refused).rejects.toThrow(RunRefused);
    await expect(refused).rejects.toThrow(message);
  });

  test('a commit of another repository is refused, with what to set', async () => {
    const event = { name: 'push', payload: { ...bench.push, after: 'a'.repeat(40) } };
    await expect(bench.run('failure.yml', { event })).rejects.toThrow('event.payload.after: found "aaaa');
  });

  test('a Node that is not 24 is refused', async () => {
    const node20 = join(bench.folder, 'node20');
    writeFileSync(node20, '#!/bin/sh\necho v20.20.2\n', { mode: 0o755 });
    const refused = bench.run('failure.yml', { node24: node20 });
    await expect(refused).rejects.toThrow('found Node 20.20.2; expected a Node 24');
  });
});
