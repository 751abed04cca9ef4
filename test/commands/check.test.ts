import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHECKS } from '../../action/checks/index.ts';
import { report as reportSchema } from '../../action/contract/report.ts';
import { headline } from '../../action/reporters/words.ts';
import { aFolder, aPoc, aRow, cases, type Ended, NOW, type Poc, poc } from '../repository-builder.ts';

const USAGE = 'See `poc check --help`.';

describe('poc check', () => {
  let good: Poc;
  beforeAll(async () => {
    good = await aPoc();
  });

  it('ends with 0 when nothing blocks, and says so first', async () => {
    const { code, out, err } = await good.run('check');
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n')[0]).toBe(headline(await good.check()));
    expect(out.split('\n').at(-1)).toMatch(
      /^on top of commit [0-9a-f]{7} · bars of the last commit [0-9a-f]{7} · \d+ checks of create-poc \S+ · `npx poc explain CHECK` tells all about one$/,
    );
  });

  it.each(['terminal', 'json', 'markdown'])(
    'ends with 1 when something blocks, as %s too',
    async (format) => {
      const blocked = await aPoc({ results: null });
      const { code, out, err } = await blocked.run('check', '--format', format);
      expect([code, err]).toEqual([1, '']);
      expect(out).toContain('run.json was not found.');
    },
  );

  it('says the same three ways', async () => {
    const [terminal, json, markdown] = await Promise.all(
      ['terminal', 'json', 'markdown'].map((format) => good.run('check', `--format=${format}`)),
    );
    const report = reportSchema.parse(JSON.parse(json?.out ?? ''));
    expect(report).toMatchObject({
      verdict: 'continue',
      blocked: false,
      stage: 'explore',
      next_stage: 'pilot',
    });
    expect(terminal?.out.startsWith(`${headline(report)}\n`)).toBe(true);
    expect(markdown?.out.startsWith(`### ${headline(report)}\n`)).toBe(true);
    for (const { id } of report.results) expect(terminal?.out).toContain(id);
    expect([terminal?.code, json?.code, markdown?.code]).toEqual([0, 0, 0]);
  });

  it('prints JSON and nothing else, by the published schema, for a POC that is broken all over', async () => {
    const broken = await aPoc();
    await broken.write({
      'poc.yaml': 'version: [',
      'baseline.yaml': '- list\n',
      'eval/cases/cases.jsonl': '{"id":1}\n'.repeat(300),
      'policy/kill.yaml': '\u0000',
      'policy/thresholds.yaml': 'bars: {eval/pass-rate: {reviewed: .nan}}\n',
      'eval/results/run.json': '{',
      'decisions/0001-x.md': '---\n',
    });
    const { code, out, err } = await broken.run('check', '--format', 'json');
    expect([code, err]).toEqual([1, '']);
    const report = reportSchema.parse(JSON.parse(out));
    expect(report).toMatchObject({ verdict: 'cannot-judge', blocked: true, stage: null, poc: null });
    expect(report.results).toHaveLength(CHECKS.length);
    expect(report.results.find((one) => one.id === 'scope/one-workflow')).toMatchObject({
      outcome: 'not-proven',
      message:
        'poc.yaml:1:11: found "version: ["; expected valid YAML (Flow sequence in block collection must be sufficiently indented and end with a ]).',
      location: { file: 'poc.yaml', line: 1, column: 11 },
      remedy: 'Correct this line; often a quote, a colon or the indentation is off.',
    });
  });

  it.each([
    ['sarif', (out: string) => JSON.parse(out).version, '2.1.0'],
    ['junit', (out: string) => out.split('\n')[0], '<?xml version="1.0" encoding="UTF-8"?>'],
  ] as const)(
    'says the same as %s, for those who scan and those who count tests',
    async (format, read, first) => {
      const blocked = await aPoc({ results: null });
      const { code, out, err } = await blocked.run('check', '--format', format);
      expect([code, err]).toEqual([1, '']);
      expect(read(out)).toBe(first);
      expect(out).toContain('run.json was not found.');
    },
  );

  it('shows with --stage what would block there, and ends as it would', async () => {
    const own = await good.check();
    const asIf = await good.check('--stage', 'pilot');
    expect([own.as_if, own.blocked, own.next_stage]).toEqual([null, false, 'pilot']);
    expect(asIf).toMatchObject({ as_if: 'pilot', blocked: true, stage: 'explore', next_stage: 'production' });
    const { code, out } = await good.run('check', '--stage=pilot');
    expect([code, out.split('\n')[0]]).toEqual([1, headline(asIf)]);
    expect(headline(asIf)).toMatch(/; as if in pilot, \d+ things would block$/);
  });

  it('has no grace with --stage, also for the stage that it is in', async () => {
    const young = await aPoc({ timings: [] });
    const early = new Date('2026-11-11T12:00:00Z');
    const ended = async (...more: string[]) => {
      const { out } = await poc(['check', '--format=json', ...more], { cwd: young.folder, now: early });
      const found = reportSchema.parse(JSON.parse(out)).results;
      return found.find((one) => one.id === 'baseline/measured-timings');
    };
    expect(await ended()).toMatchObject({ outcome: 'not-proven', blocks: false });
    expect(await ended('--stage', 'explore')).toMatchObject({ outcome: 'not-proven', blocks: true });
  });

  it('says of results of another commit which input changed', async () => {
    const stale = await aPoc();
    await stale.write({ 'src/workflow.ts': 'export const other = 1;\n', 'prompts/new.md': 'new' });
    const fresh = (await stale.check()).results.find((one) => one.id === 'eval/results-fresh');
    expect(fresh).toMatchObject({
      outcome: 'not-proven',
      blocks: true,
      location: { file: 'eval/results/run.json' },
    });
    expect(fresh?.message).toMatch(
      /^The results are for source [0-9a-f]{8}…, this tree has [0-9a-f]{8}…; for prompts [0-9a-f]{8}…, this tree has [0-9a-f]{8}… \(made at commit [0-9a-f]{7}\)\.$/,
    );
  });

  it('judges a folder by its path, and a POC in a subfolder under its name', async () => {
    const inside = await aPoc({ prefix: 'pocs/a/' });
    const { code, out } = await poc(['check', 'pocs/a', '--format', 'json'], {
      cwd: inside.repository.folder,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ folder: 'pocs/a', blocked: false });
    expect((await good.check()).folder).toBe('.');
  });

  it('judges a POC without git, which has no base', async () => {
    const folder = await aFolder({ 'poc.yaml': 'version: 1\n' });
    const { code, out } = await poc(['check', folder, '--format', 'json'], { cwd: folder });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      commit: null,
      base: { commit: null, how: 'this folder is not in a git repository' },
    });
  });

  it('takes the day from outside', async () => {
    const late = new Date('2026-12-01T00:00:00Z');
    const { code, out } = await poc(['check'], { cwd: good.folder, now: late });
    expect(code).toBe(1);
    expect(out).toContain('The decision was due on 2026-11-24, 7 days ago.');
    expect((await poc(['check'], { cwd: good.folder, now: NOW })).code).toBe(0);
  });

  it('compares with the commit that --base names', async () => {
    const branch = await aPoc();
    const base = await branch.repository.git('rev-parse', 'HEAD');
    await branch.commit('fewer cases', { 'eval/cases/cases.jsonl': null });
    await branch.write({ 'eval/cases/one.jsonl': `${JSON.stringify(cases(1)[0])}\n` });
    const report = await branch.check('--base', base);
    expect(report.base).toEqual({ commit: base, how: base });
    expect(report.results.find((one) => one.id === 'eval/case-set-integrity')?.message).toContain(
      'case case-2 was removed',
    );
  });

  it('is blocked by a base that is not there, with what to do', async () => {
    const { code, out } = await good.run('check', '--base', 'nowhere');
    expect(code).toBe(1);
    expect(out).toContain(
      'The base to compare with, nowhere, which is not a commit of this clone, was not found.',
    );
    expect(out).toContain('→ Fetch it (`git fetch origin nowhere`), or name another with `--base`.');
  });

  it('does not hand git a base that looks like an option', async () => {
    const { code, out } = await good.run('check', '--base=--output=owned', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out).base).toEqual({
      commit: null,
      how: '--output=owned, which is not a commit of this clone,',
    });
    expect(await good.repository.git('status', '--porcelain')).toBe('');
  });

  it('keeps control characters of the repository away from the terminal', async () => {
    const hostile = await aPoc();
    const manifest = await readFile(join(hostile.folder, 'poc.yaml'), 'utf8');
    await hostile.write({
      'eval/cases/\u001b[2J\n::error::x.jsonl': '\u001b]0;owned\u0007 {',
      'poc.yaml': `${manifest}"\\e[31mred\\n::set-output name=x::y": 1\n`,
    });
    const { out } = await hostile.run('check');
    expect(out).toContain('which nothing reads');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u009b]|^::/m);
  });

  it.each<[string, string[], string]>([
    [
      'a format that it does not have',
      ['--format', 'xml'],
      '--format: found "xml"; expected terminal, json, markdown, sarif, junit.',
    ],
    [
      'a stage that nobody is in',
      ['--stage', 'stopped'],
      '--stage: found "stopped"; expected explore, pilot, production.',
    ],
    ['a format without a name', ['--format'], `Option '--format <value>' argument missing. ${USAGE}`],
    ['an option that it does not have', ['--fast'], `Unknown option '--fast'.`],
    ['two folders', ['.', '.'], `found 2 folders; expected one. ${USAGE}`],
    [
      'a folder that is not there',
      ['none'],
      'none: found no such folder; expected the folder of a proof of concept. Name one that exists.',
    ],
    [
      'a file in place of a folder',
      ['poc.yaml'],
      'poc.yaml: found no such folder; expected the folder of a proof of concept. Name one that exists.',
    ],
    [
      'a folder named like an option',
      ['--', '--help'],
      '--help: found no such folder; expected the folder of a proof of concept. Name one that exists.',
    ],
    [
      'a folder that is no POC',
      ['src'],
      'src: found no poc.yaml; expected the folder of a proof of concept. Go to one, or make one with `npm create poc` (src has none).',
    ],
  ])('ends with 2 for %s, on standard error alone', async (_, args, says) => {
    const ended = await good.run('check', '--format=json', ...args);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err.startsWith(`poc check: ${says}`)).toBe(true);
  });

  it('goes through a link that a person names, and judges what is there', async () => {
    const folder = await aFolder({ way: { link: good.folder } });
    expect((await poc(['check', 'way'], { cwd: folder })).code).toBe(0);
  });

  it('ends with 2 for an option in front of a base', async () => {
    expect(await good.run('check', '--base', '--format')).toMatchObject({ code: 2, out: '' });
  });
});

describe('poc check of a pull request that deletes', () => {
  const ended = async (poc: Poc): Promise<Ended> => poc.run('check');

  it('poc.yaml is blocked: it cannot be judged', async () => {
    const gone = await aPoc();
    await gone.write({ 'poc.yaml': null });
    const { code, out } = await ended(gone);
    expect(code).toBe(1);
    expect(out).toContain('poc.yaml was not found.');
    expect(await gone.check()).toMatchObject({ verdict: 'cannot-judge', blocked: true });
  });

  it('the failing case is blocked, and it is named', async () => {
    const failed = await aPoc({
      results: (all) => all.map((one, i) => aRow(one, i === 4 ? { verdict: 'fail' } : {})),
    });
    const kept = cases(12).filter((_, i) => i !== 4);
    await failed.write({ 'eval/cases/cases.jsonl': kept.map((one) => `${JSON.stringify(one)}\n`).join('') });
    await failed.evaluate(kept.map((one) => aRow(one)));
    const { code, out } = await ended(failed);
    expect(code).toBe(1);
    expect(out).toContain('case case-5 was removed, and it failed at base');
  });

  it('a source file, and evaluates before it is committed, stays fresh after the commit', async () => {
    const tidy = await aPoc({ files: { 'src/old.ts': 'export const old = 1;\n' } });
    await tidy.write({ 'src/old.ts': null });
    await tidy.evaluate(cases(12).map((one) => aRow(one)));
    expect((await ended(tidy)).code).toBe(0);
    await tidy.commit('without the old one');
    const { code } = await poc(['check'], { cwd: join(tidy.folder) });
    expect(code).toBe(0);
  });
});
