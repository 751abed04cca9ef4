import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { command } from '../src/command.ts';
import { UnusableFile } from '../src/jsonl.ts';

const USAGE = 'npm run sweep -- --by NAME';
const before = process.argv;
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => {
  process.argv = before;
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

const run = async (words: string[], main: (args: string[]) => number = takesBy) => {
  process.argv = ['node', 'sweep.ts', ...words];
  await command(main, USAGE);
  return process.exitCode;
};

function takesBy(args: string[]): number {
  parseArgs({ args, options: { by: { type: 'string' } } });
  return 1;
}

it.each([
  [['--bye', 'x'], "Unknown option '--bye'"],
  [['--by'], "Option '--by <value>' argument missing"],
  [['--by', '--by'], "Option '--by' argument is ambiguous"],
  [['x'], "Unexpected argument 'x'"],
])('%j is told with what the command takes, and ends with 2', async (words, found) => {
  expect(await run(words)).toBe(2);
  expect(vi.mocked(console.error).mock.calls).toEqual([
    [`command line: found ${found}; expected:\n${USAGE}`],
  ]);
});

it('the exit code is what the command returns', async () => {
  expect(await run(['--by', 'x'])).toBe(1);
  expect(console.error).not.toHaveBeenCalled();
});

it('--help prints how it is used, and runs nothing', async () => {
  expect(await run(['--by', 'x', '--help'])).toBeUndefined();
  expect(vi.mocked(console.log).mock.calls).toEqual([[USAGE]]);
});

it('what a person can mend is told in its own words', async () => {
  const unusable = () => {
    throw new UnusableFile('a.yaml: found nothing; expected a list. Write one.');
  };
  expect(await run([], unusable)).toBe(2);
  expect(vi.mocked(console.error).mock.calls).toEqual([
    ['a.yaml: found nothing; expected a list. Write one.'],
  ]);
});

it('a disk that refuses is told, and is no fault of ours', async () => {
  expect(await run([], () => Number(readFileSync('/nowhere/at/all')))).toBe(2);
  expect(vi.mocked(console.error).mock.calls).toEqual([
    [
      "found ENOENT: no such file or directory, open '/nowhere/at/all'; expected a place that can be used. Mend it, and run it again.",
    ],
  ]);
});

it.each([new TypeError('x is not a function'), new Error('no disk')])(
  '%s is a fault of ours',
  async (fault) => {
    const faulty = () => {
      throw fault;
    };
    await expect(run([], faulty)).rejects.toBe(fault);
  },
);
