import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inBatches } from '../src/provider-batch/requests.ts';
import { type BatchServer, batchServer } from './batch-server.ts';
import { ANSWER, ITEM } from './made-up.ts';

let folder: string;
let server: BatchServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'batch-provider-'));
  withoutParts();
  server = await batchServer({ answer: ANSWER, confidence: 0.9 });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const out = () => join(folder, 'results.jsonl');
const log = () => join(folder, 'runs.jsonl');
const lines = (file: string) =>
  (existsSync(file) ? readFileSync(file, 'utf8') : '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const refs = () =>
  lines(out())
    .map(({ case_ref }) => case_ref)
    .toSorted();

/** This repository without the parts around the model: some of them refuse a model that nobody has a price of. */
function withoutParts(): void {
  const copy = join(folder, 'copy');
  for (const name of ['src', 'data', 'prompts', 'policy', 'package.json', 'tsconfig.json'])
    if (existsSync(name)) cpSync(name, join(copy, name), { recursive: true });
  // Taken apart, so that nobody takes it for an import of this file.
  const parts = `import type { MakePart } from ${"'./part.ts'"};\nexport const PARTS: readonly MakePart[] = [];\n`;
  writeFileSync(join(copy, 'src/parts.ts'), parts);
  symlinkSync(
    dirname(dirname(createRequire(import.meta.url).resolve('tsx/package.json'))),
    join(copy, 'node_modules'),
  );
}

const CLI = 'provider-batch/provider-batch';

/** The real command with the real workflow. */
async function run(model: string, script: string, ...words: string[]) {
  const items = join(folder, 'items.jsonl');
  const one = (case_ref: string) => JSON.stringify({ case_ref, ...ITEM });
  if (!existsSync(items)) writeFileSync(items, ['a', 'b', 'c', 'd'].map(one).join('\n'));
  const env = {
    PATH: process.env.PATH,
    POC_MODEL: model,
    POC_MODEL_URL: server.url,
    ANTHROPIC_BASE_URL: server.url,
    ANTHROPIC_API_KEY: 'key',
    POC_STATE: join(folder, 'state'),
    POC_LOG: log(),
  };
  const all = ['--import', 'tsx', `src/${script}-cli.ts`, ...words, items, '--out', out()];
  const child = spawn(process.execPath, all, { env, cwd: join(folder, 'copy') });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { status, stdout, stderr };
}

describe('a batch at a provider', { timeout: 60_000 }, () => {
  describe.each(['compatible/wire', 'anthropic/wire'])('(%s)', (model) => {
    const submit = () => run(model, CLI, 'submit');
    const collect = () => run(model, CLI, 'collect');

    it('is submitted without a run, waits, and its answers pass through the workflow by their ids', async () => {
      expect(await submit()).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('4 cases submitted'),
      });
      expect(server.batches.map((batch) => batch.length)).toEqual([4]);
      expect(lines(log())).toEqual([]);
      expect(await submit()).toMatchObject({ status: 2, stderr: expect.stringContaining('paid for twice') });
      expect(await run(model, 'batch/batch')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('found provider-batch at work on these results'),
      });
      expect(await collect()).toMatchObject({ status: 1, stdout: expect.stringContaining('0 of 4 cases') });
      server.ended = true;
      expect(await collect()).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('the discount of the provider for batches is not'),
      });
      expect(refs()).toEqual(['a', 'b', 'c', 'd']);
      for (const result of lines(out())) expect(result.suggestion.answer).toEqual(ANSWER);
      expect(lines(log()).map(({ kind }) => kind)).toEqual(['live', 'live', 'live', 'live']);
      expect(server.live).toBe(0);
      expect(await collect()).toMatchObject({ status: 2, stderr: expect.stringContaining('no such file') });
    });

    it('names what expired, failed or is missing, which the next one asks again', async () => {
      await submit();
      server.ended = true;
      server.fates = ['expired', 'errored', 'missing'];
      const { status, stderr } = await collect();
      expect(status).toBe(1);
      for (const name of ['a', 'b', 'c']) expect(stderr).toContain(`${name}: found no answer`);
      expect(refs()).toEqual(['d']);
      await submit();
      expect(server.batches[1]).toHaveLength(3);
      expect(await run(model, CLI, 'nothing')).toMatchObject({ status: 2 });
      server.fates = [];
      expect(await collect()).toMatchObject({ status: 0 });
      expect(refs()).toEqual(['a', 'b', 'c', 'd']);
    });

    it('is not believed where something else is asked now', async () => {
      await submit();
      server.ended = true;
      const items = join(folder, 'items.jsonl');
      writeFileSync(items, JSON.stringify({ case_ref: 'a', fields: { ...ITEM.fields, text: 'another' } }));
      expect(await collect()).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('a: found no answer'),
      });
      expect(lines(out())).toEqual([]);
    });
  });
});

describe('requests', () => {
  const of = (bytes: number) => ({ body: 'x'.repeat(bytes) });
  it.each([
    [[1, 1, 1], 3, 10_000, [3]],
    [[1, 1, 1, 1], 3, 10_000, [3, 1]],
    [[500, 500], 9, 2_000, [2]],
    [[500, 501], 9, 2_000, [1, 1]],
    [[], 9, 2_000, []],
  ])('of %j bytes, at most %i and %i bytes at once, are parted into %j', (bytes, requests, most, parted) => {
    expect(inBatches(bytes.map(of), { requests, bytes: most }).map((one) => one.length)).toEqual(parted);
  });
});
