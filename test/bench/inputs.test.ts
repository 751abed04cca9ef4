import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceOfFile } from '../../action/evidence/documents/source.ts';
import { readFormat } from '../../action/evidence/result-file.ts';

type Written = { bytes: number; rows: number; passes: number };
type Inputs = Record<
  'writePromptfoo' | 'writeLines' | 'writeJUnit',
  (path: string, options: object) => Written
>;

// The bench is plain JavaScript, which has no types to import.
const { writePromptfoo, writeLines, writeJUnit } = (await import(
  new URL('inputs.mjs', import.meta.url).href
)) as Inputs;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'poc-bench-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('what the bench measures', () => {
  it.each([
    ['promptfoo JSON', writePromptfoo, { rows: 40, rowBytes: 958 }, 'promptfoo JSON'],
    ['promptfoo JSON, indented', writePromptfoo, { rows: 40, rowBytes: 2_560, indent: 2 }, 'promptfoo JSON'],
    ['JSON lines', writeLines, { rows: 40 }, 'plain JSON lines'],
    ['JUnit XML', writeJUnit, { rows: 40 }, 'JUnit XML'],
  ])('is read as %s, with as many passes as were written', async (name, write, options, format) => {
    const path = join(folder, name);
    const { bytes, rows, passes } = write(path, options);
    expect((await stat(path)).size).toBe(bytes);
    expect(passes).toBeGreaterThan(0);
    expect(passes).toBeLessThan(rows);
    const source = await sourceOfFile(path, name);
    const verdicts: string[] = [];
    const read = await readFormat(source, undefined, ({ verdict }) => verdicts.push(verdict));
    await source.close();
    expect(read).toMatchObject({ records: rows, problems: [], format: { name: format } });
    expect(verdicts.filter((verdict) => verdict === 'pass')).toHaveLength(passes);
  });

  it('is the same in every run', async () => {
    const sizes = [1, 2].map((i) => writeLines(join(folder, `again-${i}`), { rows: 20 }));
    expect(sizes[0]).toEqual(sizes[1]);
  });
});
