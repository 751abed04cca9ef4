import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { report as reportSchema } from '../../action/contract/report.ts';
import { npmThatAudits } from '../installed/audited.ts';
import { bash, type Ran } from '../installed/bash.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const poc = join(root, 'demo/mail-triage');
let demo: Ran;

const scripts = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;
const linesOf = (path: string) =>
  readFileSync(join(poc, path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; source_ref: string });

// The bundles were built just before the tests; building them again here would replace files that other tests run.
beforeAll(async () => {
  const npm = await npmThatAudits(await mkdtemp(join(tmpdir(), 'create-poc-demo-')));
  demo = await bash(root, (scripts.demo ?? '').replace('npm run build && ', ''), {
    PATH: `${npm}:${process.env.PATH}`,
  });
  await rm(npm, { recursive: true });
}, 400_000);

describe('npm run demo, on 6,046 real e-mails', () => {
  it('builds first and then runs what is tested here', () => {
    expect(scripts.demo).toBe('npm run build && node test/demo/demo.mjs');
  });

  it('goes from nothing to a verdict, and says that a red gate is the right one', () => {
    expect(demo.output).toContain('The gate blocks, as it should');
    expect(demo.code).toBe(0);
  });

  it('searches what it imported, and tells the addresses in it from what must not be there', () => {
    expect(demo.output).toMatch(/personal data: 0 high, [1-9]\d* medium in \d+ files/);
    expect(demo.output).toContain('✅ data/clean-repo');
  });

  it('accounts for every e-mail', () => {
    const count = (words: RegExp) => Number((words.exec(demo.output)?.[1] ?? 'NaN').replaceAll(',', ''));
    const parts = [
      /([\d,]+)\s+new, to score/,
      /([\d,]+)\s+new, to train on/,
      /([\d,]+)\s+duplicates/,
      /([\d,]+)\s+malformed\b/,
      /([\d,]+)\s+not sampled/,
    ];
    expect(parts.map(count).reduce((a, b) => a + b)).toBe(6046);
  });

  it('sends real mess down the malformed path, and every such message is refused', () => {
    const malformed = linesOf('eval/cases/imported-malformed.jsonl');
    const rows = new Map(linesOf('eval/results/results.jsonl').map((row) => [row.id, row]));
    expect(malformed.length).toBeGreaterThan(100);
    for (const one of malformed)
      expect(rows.get(one.id)).toMatchObject({ outcome: 'refused', verdict: 'pass' });
  });

  it('never trains on what it scores', () => {
    const scored = new Set(linesOf('eval/cases/imported.jsonl').map((one) => one.source_ref));
    const trained = linesOf('data/train.jsonl').map((one) => one.source_ref);
    expect(trained).toHaveLength(500);
    expect(trained.filter((ref) => scored.has(ref))).toEqual([]);
  });

  it('leaves a folder whose gate says the same again, as data', async () => {
    const { code, output } = await bash(poc, 'npx poc check --format json 2>/dev/null');
    const report = reportSchema.parse(JSON.parse(output));
    expect(code).toBe(1);
    expect(report.results.filter((one) => one.blocks).map((one) => one.id)).toEqual([
      'baseline/task-defined',
    ]);
    expect(report.standing.pass_rate?.cases).toBe(500);
    // Not a figure to reach: far above what always answering "attention" would get, far below a made-up 100 %.
    expect(report.standing.pass_rate?.rate).toBeGreaterThan(0.8);
    expect(report.standing.pass_rate?.rate).toBeLessThan(0.995);
  });

  it('is kept out of the repository', () => {
    expect(existsSync(poc)).toBe(true);
    expect(readFileSync(join(root, '.gitignore'), 'utf8')).toContain('/demo/');
  });
});
