import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBrowser, freePort } from './served.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'review-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Each starts a program, which takes its time where others are at work too. */
vi.setConfig({ testTimeout: 60_000 });

const WORDS = ['--import', 'tsx', 'src/review-page/cli.ts'];
const env = (more: Record<string, string> = {}) => ({ ...process.env, POC_STATE: folder, ...more });

it.each([
  [['seed', '2'], {}, 1, /found 0 cases that can be seeded; expected 2/],
  [['seed', '0'], {}, 2, /seed: found "0"; expected how many, 1 or more/],
  [['sow'], {}, 2, /review: found "sow"; expected nothing, or seed N/],
  [['--as', 'user-1:king'], {}, 2, /--as: found "user-1:king"; expected a pseudonym and a role/],
  [[], { POC_REVIEW_SAMPLE: '10%' }, 2, /POC_REVIEW_SAMPLE: found "10%"; expected a share from 0 to 1/],
] as const)('npm run review -- %j with %j ends with %i', (words, more, status, said) => {
  const {
    status: ended,
    stdout,
    stderr,
  } = spawnSync(process.execPath, [...WORDS, ...words], {
    env: env(more),
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(stdout + stderr).toMatch(said);
  expect(ended).toBe(status);
});

it('npm run review prints a link that signs in, and ends when it is told to', async () => {
  const PORT = String(await freePort());
  const child = spawn(process.execPath, [...WORDS, '--as', 'user-2:reviewer'], { env: env({ PORT }) });
  let out = '';
  const link = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      out += text;
      const [, found] = /user-2 as reviewer: (\S+)/.exec(out) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${out}`)));
  });
  const { visit } = createBrowser(`http://127.0.0.1:${PORT}`);
  expect((await visit(link)).text).toContain('Nothing waits for you');
  expect((await visit(link)).text).toContain('This link does not work');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
