import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEligible } from '../../action/evidence/usage-extracts.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { criteria } from '../repository-builder/files.ts';
import { aFolder, type Files, NOW, poc } from '../repository-builder.ts';

const FILE = 'usage/eligible.csv';
const MAP = ['--case-ref', 'id', '--closed', 'closed', '--closed-by', 'agent'];
const KEY = { POC_SOURCE_KEY: 'a-key-of-sixteen' };
const HEAD = 'id,closed,agent\n';
const row = (id: string, closed: string, agent = 'Anna Adler') => `${id},${closed},${agent}\n`;
const EXPORT = [
  HEAD,
  row('T-1', '2026-11-02T09:10:00Z'),
  row('T-2', '2026-11-16T09:20:00Z', 'Bert Bach'),
  row('T-3', '2026-11-17T09:30:00+01:00', ' anna  ADLER'),
].join('');
const PEOPLE = 'name,pseudonym\nAnna Adler,user-1\nA. Adler,user-1\n';

/** Runs `poc usage eligible export.csv` in a folder with these files. */
async function ran(files: Files, argv: readonly string[] = MAP, env: Record<string, string> = KEY) {
  const folder = await aFolder({ ...criteria(NOW, 'pilot'), '.gitignore': '.poc/\n', ...files });
  const again = (...words: string[]) =>
    poc(['usage', 'eligible', 'export.csv', ...words], { cwd: folder, env });
  const ended = await again(...argv);
  const text = () => readFile(join(folder, FILE), 'utf8');
  const cells = async (at: number) =>
    (await text())
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',')[at]);
  const put = (content: string) => writeFile(join(folder, 'export.csv'), content);
  return { ...ended, folder, again, text, cells, put, has: (path: string) => existsSync(join(folder, path)) };
}

describe('poc usage eligible', () => {
  it('lists cases that the gate reads, without the names of people, and counts them by week', async () => {
    const { code, out, err, text, folder } = await ran({ 'export.csv': EXPORT });
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`3 rows in export.csv, of which
  3  added to usage/eligible.csv
  0  there already
  0  of a case that is listed with another closing, which stays
  0  not closed yet
  0  refused
Cases closed in the week from
  2026-11-02        1
  2026-11-09        0
  2026-11-16        2
None of the users of poc.yaml (user-1, user-2, user-3) closed one of these, so nobody sees what they do without the POC. Take usage/eligible.csv away and add the exports again with --people, which says who they are.`);
    expect(await text()).not.toMatch(/anna|adler|bert|bach/i);
    const read = await readEligible(await openWorkingTree(folder, null), FILE);
    if (read.status !== 'read') return expect.unreachable(JSON.stringify(read));
    const rows = read.value.rows.map(({ value }) => value);
    expect(rows.map(({ case_ref: ref, closed_at: at }) => [ref, at])).toEqual([
      ['T-1', '2026-11-02T09:10:00Z'],
      ['T-2', '2026-11-16T09:20:00Z'],
      ['T-3', '2026-11-17T09:30:00+01:00'],
    ]);
    expect(rows[0]?.closed_by).toMatch(/^person-[0-9a-f]{8}$/);
    expect(rows[2]?.closed_by).toBe(rows[0]?.closed_by);
    expect(rows[1]?.closed_by).not.toBe(rows[0]?.closed_by);
  });

  it('names whoever closed a case as poc.yaml does, by --people, and makes a key only for the others', async () => {
    const argv = [...MAP, '--people', 'names.csv'];
    const all = { 'export.csv': HEAD + row('T-1', '2026-11-02T09:00:00Z', 'a. ADLER'), 'names.csv': PEOPLE };
    const known = await ran(all, argv, {});
    expect([known.code, await known.cells(2), known.has('.poc/source.key')]).toEqual([0, ['user-1'], false]);
    expect(known.out).not.toContain('None of the users');
    const some = await ran({ 'export.csv': EXPORT, 'names.csv': PEOPLE }, argv, {});
    expect(await some.cells(2)).toEqual(['user-1', expect.stringMatching(/^person-/), 'user-1']);
    expect(some.out).toContain('Made .poc/source.key, the key of the pseudonyms.');
  });

  it('gives the pseudonyms that poc time import gives', async () => {
    const baseline = {
      'baseline.yaml':
        'version: 1\nunit: u\nstart_event: a\nstop_event: b\nperformer_roles: [c]\neligible_per_month: 9\nvolume_query: q\nvolume_window: w\nexclusions: []\n',
    };
    const { cells, folder } = await ran({ 'export.csv': EXPORT, ...baseline });
    await writeFile(
      join(folder, 'timed.csv'),
      'id,agent,from,to\nX,Anna Adler,2026-11-02T09:00:00Z,2026-11-02T09:04:10Z\n',
    );
    const argv = ['--case-ref', 'id', '--performer', 'agent', '--started', 'from', '--stopped', 'to'];
    await poc(['time', 'import', 'timed.csv', ...argv], { cwd: folder, env: KEY });
    expect(await readFile(join(folder, 'baseline/timings.csv'), 'utf8')).toContain(
      `X,${(await cells(2))[0]},`,
    );
  });

  it('never lists a case twice, however exports overlap', async () => {
    const { again, put, cells, text } = await ran({ 'export.csv': EXPORT });
    const before = await text();
    const same = await again(...MAP);
    expect([same.code, await text()]).toEqual([0, before]);
    expect(same.out).toContain('  0  added to usage/eligible.csv\n  3  there already\n');
    await put(EXPORT + row(' t–1 ', '2026-11-18T10:00:00Z') + row('T-4', '2026-11-18T11:00:00Z'));
    const more = await again(...MAP);
    expect([more.code, (await text()).startsWith(before)]).toEqual([0, true]);
    expect(more.out).toContain(
      '  1  added to usage/eligible.csv\n  3  there already\n  1  of a case that is listed',
    );
    expect(await cells(0)).toEqual(['T-1', 'T-2', 'T-3', 'T-4']);
  });

  it('keeps whoever is listed as having closed a case, and says that the export has another', async () => {
    const { put, again, cells } = await ran({ 'export.csv': HEAD + row('T-1', '2026-11-02T09:00:00Z') });
    const before = await cells(2);
    await put(HEAD + row('T-1', '2026-11-02T10:00:00+01:00', 'Bert Bach'));
    const { out } = await again(...MAP);
    expect(out).toContain(
      '  0  there already\n  1  of a case that is listed with another closing, which stays\n',
    );
    expect(await cells(2)).toEqual(before);
  });

  it.each([
    [
      'at once',
      [
        ['T-1', '2026-11-09T09:00:00Z'],
        ['T-1', '2026-11-02T09:00:00Z'],
      ],
    ],
    [
      'in the order of closing',
      [
        ['T-1', '2026-11-02T09:00:00Z'],
        ['T-1', '2026-11-09T09:00:00Z'],
      ],
    ],
  ])('lists a case that was reopened by its first closing, exported %s', async (_, rows) => {
    const { code, out, cells } = await ran({
      'export.csv': HEAD + rows.map(([id, at]) => row(id as string, at as string)).join(''),
    });
    expect([code, await cells(1)]).toEqual([0, ['2026-11-02T09:00:00Z']]);
    expect(out).toContain('  1  of a case that is listed with another closing, which stays\n');
  });

  it('accounts for every row: what is refused is listed with its row and reason, the rest is written', async () => {
    const long = 'x'.repeat(10_000);
    const { code, out, err, cells } = await ran({
      'export.csv': [
        HEAD,
        row('T-1', '2026-11-02T09:00:00Z'),
        row('T-2', ''),
        row('T-3', 'yesterday'),
        row('T-4', '2026-11-03'),
        row('', '2026-11-02T09:00:00Z'),
        row('T-6', '2026-11-02T09:00:00Z', ' '),
        row('T-7', '2026-11-20T12:10:01Z'),
        row('T-8', '2026-11-20T12:10:00Z'),
        row('=1+1', '2026-11-02T09:00:00Z'),
        row('a\u001bb', '2026-11-02T09:00:00Z'),
        'T-11,2026-11-02T09:00:00Z\n',
        ',,\n',
        `T-13,${long},x\n`,
        'T-14,2026-11-02T09:00:00Z,"x\n',
      ].join(''),
    });
    expect(out).toContain(`14 rows in export.csv, of which
   2  added to usage/eligible.csv
   0  there already
   0  of a case that is listed with another closing, which stays
   1  not closed yet
  11  refused:
      row 4: closed "yesterday" is no ISO 8601 time; --time-format says how times are written
      row 5: closed "2026-11-03" is a day; the time of day is needed too, as in 2026-11-03T09:30:00Z
      row 6: case_ref "": expected text
      row 7: closed_by "": expected text
      row 8: closed at 2026-11-20T12:10:01Z, which is yet to come
      row 10: case_ref "=1+1", which a spreadsheet would run
      row 11: case_ref "a\\u001bb", which holds a control character
      row 12: 2 cells; the header has 3
      row 13: it is empty
      row 14: closed "xxx`);
    expect(out).toContain('row 15: a quote is not closed, or stands inside a cell');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(300);
    expect([code, err]).toEqual([
      1,
      'poc usage eligible: 11 rows were refused; expected rows as the list above says. Correct them at their source and run it again: what is listed already is passed over.',
    ]);
    expect(await cells(0)).toEqual(['T-1', 'T-8']);
  });

  const old = (...rows: string[]) => ['case_ref,closed_at,closed_by', ...rows, ''].join('\n');
  it.each([
    [
      'no file',
      { 'export.csv': null },
      MAP,
      /^poc usage eligible: export\.csv: found ENOENT.*; expected an export\. Name a file that is there\.$/,
    ],
    [
      'no header',
      { 'export.csv': '' },
      MAP,
      /export\.csv:1: found no row of column names; expected CSV in UTF-8/,
    ],
    [
      'no such column',
      {},
      ['--case-ref', 'ref', ...MAP.slice(2)],
      /--case-ref: found "ref"; expected a column of export\.csv: id, closed, agent\. Name one of them\.$/,
    ],
    [
      'a broken list',
      { [FILE]: old('T-1,soon,user-1') },
      MAP,
      /usage\/eligible\.csv:2: closed_at: found "soon"; expected a time with its zone/,
    ],
    [
      'another header',
      { [FILE]: 'week,count\n' },
      MAP,
      /usage\/eligible\.csv:1: found a header without case_ref, closed_at, closed_by/,
    ],
    [
      'a link',
      { 'elsewhere/a': '', usage: { link: 'elsewhere' } },
      MAP,
      /^poc usage eligible: poc\.yaml: evidence\.eligible: found the symbolic link usage; expected a file inside this folder\. Write, for example, eligible: usage\/eligible\.csv\.$/,
    ],
    ['no poc.yaml', { 'poc.yaml': null }, MAP, /poc\.yaml: found no such file/],
    [
      'no list of people',
      {},
      [...MAP, '--people', 'names.csv'],
      /names\.csv: found ENOENT.*; expected CSV in UTF-8 with the header name,pseudonym/,
    ],
    [
      'a list with another header',
      { 'names.csv': 'a,b\n' },
      [...MAP, '--people', 'names.csv'],
      /names\.csv:1: found a header without name, pseudonym/,
    ],
    [
      'somebody with two pseudonyms',
      { 'names.csv': `${PEOPLE} anna ADLER ,user-2\n` },
      [...MAP, '--people', 'names.csv'],
      /names\.csv:4: found anna ADLER with a second pseudonym; expected one for each name\. Take one line out\.$/,
    ],
    [
      'a pseudonym that a spreadsheet runs',
      { 'names.csv': 'name,pseudonym\nA,=1\n' },
      [...MAP, '--people', 'names.csv'],
      /names\.csv:2: found the pseudonym "=1", which a spreadsheet would run/,
    ],
    [
      'a time without its zone',
      { 'export.csv': HEAD + row('T-1', '2026-11-02 09:00:00') },
      MAP,
      /export\.csv: row 2: found "2026-11-02 09:00:00", a time without its zone; expected to be told which\. Add --zone/,
    ],
    [
      'two ways to name people',
      {},
      [...MAP, '--people', 'x', '--names-as-they-are'],
      /--people: found it together with --names-as-they-are; expected one of them\. Leave one out\.$/,
    ],
    [
      'no zone of that name',
      {},
      [...MAP, '--zone', 'Mars'],
      /--zone: found "Mars"; expected a name of the IANA time zones/,
    ],
    [
      'a format without a day',
      {},
      [...MAP, '--time-format', 'HH:mm'],
      /--time-format: found "HH:mm"; expected a format/,
    ],
    ['a flag that is none', {}, [...MAP, '--closer', 'x'], /--closer.* See `poc usage eligible --help`\.$/],
  ])('ends with 2 for %s, says why, and adds nothing', async (_, files, argv, says) => {
    const { code, out, err, folder } = await ran({ 'export.csv': EXPORT, ...files }, argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    const left = await readFile(join(folder, FILE), 'utf8').catch(() => null);
    expect(left).toBe((files as Record<string, string>)[FILE] ?? null);
  });

  it('names everything that is wrong with the arguments at once', async () => {
    const { code, err } = await ran({ 'export.csv': EXPORT }, ['second.csv']);
    expect([code, err.split('\n').length]).toEqual([2, 4]);
  });

  it('makes no second key for pseudonyms that are there, unless names stay as they are', async () => {
    const files = { 'export.csv': EXPORT, [FILE]: old('T-9,2026-11-01T09:00:00Z,person-0123abcd') };
    const lost = await ran(files, MAP, {});
    expect([lost.code, lost.err]).toEqual([
      2,
      'poc usage eligible: usage/eligible.csv:2: found pseudonyms and no key; expected the key that made them, since with another the same people get other names. Put it into .poc/source.key or POC_SOURCE_KEY.',
    ]);
    expect((await lost.again(...MAP, '--names-as-they-are')).code).toBe(0);
    expect(await lost.cells(2)).toEqual(['person-0123abcd', 'Anna Adler', 'Bert Bach', 'anna  ADLER']);
  });

  it('keeps the line ends and the order of columns of a list that is there', async () => {
    const { text } = await ran(
      {
        'export.csv': HEAD + row('T-1', '2026-11-02T09:00:00Z', 'user-1'),
        [FILE]: 'closed_by,case_ref,closed_at\r\nuser-2,T-0,2026-11-01T09:00:00Z',
      },
      [...MAP, '--names-as-they-are'],
    );
    expect(await text()).toBe(
      'closed_by,case_ref,closed_at\r\nuser-2,T-0,2026-11-01T09:00:00Z\r\nuser-1,T-1,2026-11-02T09:00:00Z\r\n',
    );
  });

  it('reads times as the system wrote them, in the zone that is named', async () => {
    const { code, cells } = await ran({ 'export.csv': 'id;closed;agent\nA;24.10.2026 09:00:00;x\n' }, [
      ...MAP,
      '--time-format',
      'dd.MM.yyyy HH:mm:ss',
      '--zone',
      'Europe/Berlin',
    ]);
    expect([code, await cells(1)]).toEqual([0, ['2026-10-24T09:00:00+02:00']]);
  });

  it.each([
    [20, 'row 21: closed "no" is', null],
    [21, 'row 21: closed "no" is', 'and 1 more'],
    [1520, 'row 21: closed "no" is', 'and 1,500 more'],
  ])(
    'lists no more than 20 of %d rows that are refused, and says how many more',
    async (rows, last, more) => {
      const { out, err } = await ran({ 'export.csv': HEAD + row('T', 'no').repeat(rows) });
      const listed = out.split('\n').filter((line) => /^ +(?:row|and) \d/.test(line));
      expect([listed.length, listed[19]?.includes(last), listed[20]?.trim() ?? null]).toEqual([
        more === null ? 20 : 21,
        true,
        more,
      ]);
      expect(err).toContain(`${rows} rows were refused`);
    },
  );

  it('counts a case once in a week, also where the list that is there has it twice', async () => {
    const twice = old('T-1,2026-11-16T09:00:00Z,user-1', 't-1,2026-11-17T09:00:00Z,user-1');
    const { out } = await ran({ 'export.csv': HEAD + row('T-2', '2026-11-18T09:00:00Z'), [FILE]: twice });
    expect(out).toMatch(/^ {2}2026-11-16 {8}2$/m);
  });

  it('with --dry-run only reports', async () => {
    const { code, out, has } = await ran({ 'export.csv': EXPORT }, [...MAP, '--dry-run'], {});
    expect([code, has('usage'), has('.poc/source.key')]).toEqual([0, false, false]);
    expect(out).toMatch(
      / {2}3 {2}would be added to usage\/eligible\.csv\n(?:.*\n)*Nothing was written \(--dry-run\)\.$/,
    );
  });

  it('shows the last eight weeks, with weeks of nothing in between', async () => {
    const files = {
      'export.csv': HEAD + row('T-1', '2025-01-01T09:00:00Z') + row('T-2', '2026-11-16T09:00:00Z'),
    };
    const weeks = (await ran(files)).out.match(/^ {2}\d{4}-\d{2}-\d{2} .*$/gm);
    expect(weeks?.length).toBe(8);
    expect([weeks?.[0], weeks?.at(-1)]).toEqual(['  2026-09-28        0', '  2026-11-16        1']);
  });
});
