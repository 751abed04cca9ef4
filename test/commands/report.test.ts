import { lstat, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { aFolder, aPoc, type Poc, poc, timings } from '../repository-builder.ts';

const OUT = 'poc-report.html';
const FORCE = 'Name another with --out, or write over it with --force.';

describe('poc report', () => {
  let good: Poc;
  beforeAll(async () => {
    good = await aPoc({ timings: timings(6) });
  });
  const read = (folder: string, file = OUT) => readFile(join(folder, file), 'utf8');

  it('writes one file, says where and how big it is, and leaves nothing else', async () => {
    const before = await readdir(good.folder);
    const { code, out, err } = await good.run('report');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^Wrote poc-report\.html \(\d+ kB\)\. Open it in a browser; it can be sent as it is\.$/,
    );
    expect((await readdir(good.folder)).sort()).toEqual([...before, OUT].sort());
    const page = await read(good.folder);
    expect(page).toContain('Continue: not proven either way');
    expect(page).toContain('baseline/timings.csv:2');
    expect(page).toContain('12 of 12');
  });

  it('writes also what is blocked, since a sponsor has to see that too', async () => {
    const blocked = await aPoc({ results: null });
    expect((await blocked.run('check')).code).toBe(1);
    expect((await blocked.run('report')).code).toBe(0);
    expect(await read(blocked.folder)).toContain('It has not been evaluated on real cases');
  });

  it('writes anew what it wrote, and the same again', async () => {
    await good.run('report');
    const first = await read(good.folder);
    expect((await good.run('report')).code).toBe(0);
    expect(await read(good.folder)).toBe(first);
  });

  it('judges a folder from elsewhere, and writes where it is run', async () => {
    const elsewhere = await aFolder({});
    const { code } = await poc(['report', good.folder, '--out', 'for-sam.html'], {
      cwd: elsewhere,
      now: good.now,
    });
    expect(code).toBe(0);
    expect(await readdir(elsewhere)).toEqual(['for-sam.html']);
  });

  it('writes over no file of another, unless it is told to', async () => {
    const folder = await aPoc();
    await folder.write({ [OUT]: '<h1>mine</h1>' });
    const { code, err } = await folder.run('report');
    expect([code, err]).toEqual([
      2,
      `poc report: ${OUT}: found a file that is no report; expected a report, or no file. ${FORCE}`,
    ]);
    expect(await read(folder.folder)).toBe('<h1>mine</h1>');
    expect((await folder.run('report', '--force')).code).toBe(0);
    expect(await read(folder.folder)).toContain('<!doctype html>');
  });

  it('follows no link out of the folder', async () => {
    const folder = await aPoc();
    const outside = await aFolder({ 'target.txt': 'precious' });
    await symlink(join(outside, 'target.txt'), join(folder.folder, OUT));
    expect((await folder.run('report')).code).toBe(2);
    expect((await folder.run('report', '--force')).code).toBe(2);
    expect(await read(outside, 'target.txt')).toBe('precious');
    expect((await lstat(join(folder.folder, OUT))).isSymbolicLink()).toBe(true);
  });

  it.each([
    [
      'a folder in its place',
      ['--out', 'src'],
      /^poc report: src: found what is no regular file; expected a report, or no file\. Name another with --out\.$/,
    ],
    [
      'a device in its place, though it is forced',
      ['--out', '/dev/null', '--force'],
      /^poc report: \/dev\/null: found what is no regular file; expected a report, or no file\./,
    ],
    [
      'a folder that is not there',
      ['--out', 'no/such/file.html'],
      /^poc report: no\/such\/file\.html: ENOENT.*; expected a place that can be written/,
    ],
    ['a name of nothing', ['--out', ''], /^poc report: --out: found nothing; expected the name of a file\./],
    ['two folders', ['a', 'b'], /^poc report: found 2 folders; expected one\. See `poc report --help`\.$/],
    [
      'an option that it does not have',
      ['--open'],
      /^poc report: Unknown option '--open'.* See `poc report --help`\.$/,
    ],
    ['a folder that is no POC', ['policy'], /found no poc\.yaml; expected the folder of a proof of concept/],
    [
      'a folder that is nowhere',
      ['nowhere'],
      /found no such folder; expected the folder of a proof of concept/,
    ],
  ])('could not run with %s', async (_, argv, expected) => {
    const before = await readdir(good.folder);
    const { code, out, err } = await good.run('report', ...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(expected);
    expect(await readdir(good.folder)).toEqual(before);
  });

  it('leaves no half of a report where it could not be put in its place', async () => {
    const folder = await aPoc();
    await mkdir(join(folder.folder, OUT));
    expect((await folder.run('report', '--force')).code).toBe(2);
    expect((await readdir(folder.folder)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('compares with the base that is named', async () => {
    const { code } = await good.run('report', '--base', 'nowhere', '--out', 'against.html');
    expect(code).toBe(0);
    expect(await read(good.folder, 'against.html')).toContain('which is not a commit of this clone');
  });

  it('says what it does', async () => {
    const { code, out } = await good.run('report', '--help');
    expect(code).toBe(0);
    expect(out).toContain('poc report [FOLDER] [--out FILE]');
  });
});
