import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EvalCase } from '../../action/contract/eval-case.ts';
import { freshDesk, MALFORMED_OUT, OUT, TRAIN_OUT } from './desk.ts';

const desk = freshDesk();

const rawOf = (one: EvalCase | undefined) =>
  (one?.input as { raw_base64: string } | undefined)?.raw_base64 ?? '';

describe('poc eval import of a folder', () => {
  const importFolder = (...more: string[]) =>
    desk.run([
      'inbox',
      '--source-system',
      'mail',
      '--map',
      'good=attention',
      '--map',
      'junk*=ignore',
      '--json',
      ...more,
    ]);

  beforeEach(() => {
    desk.write('inbox/good/2.txt', 'A question about an order');
    desk.write('inbox/good/deep/1.eml', 'From: a@example.org\nTo: b\nSubject: Hello\n\nWhen do you open?');
    desk.write('inbox/junk-1/3.txt', 'You have won');
    desk.write('inbox/junk-2/4.txt', '');
    desk.write('inbox/good/2.json', '{}');
    desk.write('inbox/loose.txt', 'No label');
    desk.write('inbox/.hidden/x.txt', 'x');
  });

  it('takes the label from the first sub-folder, and accounts for every file', async () => {
    const { code, out } = await importFolder('--only', '*.txt');
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report.counts).toMatchObject({ read: 7, malformed: 2, not_matched: 3 });
    expect(report.not_matched).toEqual({ '(hidden)': 1, '.eml': 1, '.json': 1 });
    expect(report.malformed).toEqual({ empty: 1, no_label: 1 });
    expect(report.labels.map(({ label }: { label: string }) => label)).toEqual(['good', 'junk-1']);
  });

  it('follows no symbolic link and opens no pipe', async () => {
    desk.write('outside.txt', 'SECRET outside');
    symlinkSync(desk.at('outside.txt'), desk.at('inbox/good/link.txt'));
    symlinkSync(desk.at('.'), desk.at('inbox/good/up'));
    execFileSync('mkfifo', [desk.at('inbox/good/pipe.txt')]);
    const { code, out } = await importFolder();
    expect(code).toBe(0);
    expect(JSON.parse(out).not_matched).toEqual({ '(symbolic link)': 2, '(hidden)': 1, '(not a file)': 1 });
    const written = [OUT, TRAIN_OUT, MALFORMED_OUT].flatMap(desk.cases);
    expect(JSON.stringify(written)).not.toContain('SECRET');
  });

  it('refuses to write through a symbolic link', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    symlinkSync(elsewhere, desk.at('eval'));
    const { code, said } = await importFolder();
    expect(said).toMatch(/eval: found a symbolic link/);
    expect(code).toBe(1);
    expect(existsSync(join(elsewhere, 'cases'))).toBe(false);
    rmSync(elsewhere, { recursive: true });
  });

  it('reads no more than the start of a huge file, and counts it', async () => {
    const size = 5 * 1024 ** 3;
    desk.write('inbox/good/huge.txt', 'x'.repeat(100_000));
    truncateSync(desk.at('inbox/good/huge.txt'), size);
    await importFolder();
    const huge = desk.cases(MALFORMED_OUT).find(({ slices }) => slices.includes('too_large'));
    expect(huge).toMatchObject({ input: { raw_bytes: size }, slices: ['real', 'too_large'] });
    expect(Buffer.from(rawOf(huge), 'base64').toString()).toBe('x'.repeat(65_536));
  });

  it('takes consecutive files in the order of their names, across folders', async () => {
    await importFolder('--sampling', 'consecutive', '--n', '2', '--train', '0');
    expect(desk.cases(OUT).map(({ expected }) => expected)).toEqual([
      { label: 'attention' },
      { label: 'attention' },
    ]);
    expect(desk.cases(OUT)[0]?.id).toMatch(/^m-/);
  });

  it('says which rule is about nothing', async () => {
    const { out } = await importFolder('--map', 'eggs=ignore');
    expect(JSON.parse(out).notes).toContain('No label of the source matches --map eggs=ignore.');
  });

  it.each(['--label-field', '--id-field'])('has no use for %s', async (flag) => {
    const { code, said } = await importFolder(flag, 'x');
    expect(said).toContain(`${flag}: found it with a folder`);
    expect(code).toBe(2);
  });
});
