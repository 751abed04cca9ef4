import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAssisted, readTimings } from '../../action/evidence/study-files.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { aFolder, aPoc, type Files, poc } from '../repository-builder.ts';

const BASELINE = `version: 1
unit: one incoming message
start_event: the message is opened
stop_event: the message is filed
performer_roles: [clerk]
eligible_per_month: 900
volume_query: messages received in October
volume_window: 2026-10-01/2026-10-31
exclusions: []
`;
const TASK = /,[0-9a-f]{12}$/;
const HEADER = 'case_ref,performer,started_at,stopped_at,interrupted_s,method,observer,task';
const MAP = ['--case-ref', 'id', '--performer', 'agent', '--started', 'opened', '--stopped', 'closed'];
const KEY = { POC_SOURCE_KEY: 'a-key-of-sixteen' };

const row = (id: string, minute: number, agent = 'Anna Adler'): string =>
  `${id},${agent},2026-11-02T09:${String(minute).padStart(2, '0')}:00Z,2026-11-02T09:${minute + 7}:30Z\n`;
const EXPORT = `id,agent,opened,closed\n${row('T-1', 10)}${row('T-2', 20, 'Bert Bach')}${row('T-3', 30, ' anna  ADLER')}`;

/** Runs `poc time import export.csv` in a folder with these files. */
async function imported(files: Files, argv: readonly string[] = MAP, env: Record<string, string> = KEY) {
  const folder = await aFolder({ 'baseline.yaml': BASELINE, '.gitignore': '.poc/\n', ...files });
  const again = (...words: string[]) => poc(['time', 'import', 'export.csv', ...words], { cwd: folder, env });
  const ended = await again(...argv);
  const text = (path: string) => readFile(join(folder, path), 'utf8');
  const lines = async (path = 'baseline/timings.csv') => (await text(path)).trim().split('\n').slice(1);
  return { ...ended, folder, text, lines, again, tree: await openWorkingTree(folder, null) };
}

describe('poc time import', () => {
  it('makes rows that the gate reads, without the names of people', async () => {
    const { code, out, err, text, tree } = await imported({ 'export.csv': EXPORT });
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`3 rows in export.csv, of which
  3  added to baseline/timings.csv
  0  there already
  0  refused
No --interrupted: the rows say that nothing interrupted, so the time from start to stop counts whole.`);
    const content = await text('baseline/timings.csv');
    expect(content).not.toMatch(/anna|adler|bert|bach/i);
    const read = await readTimings(tree, 'baseline/timings.csv');
    if (read.status !== 'read') return expect.unreachable(JSON.stringify(read));
    const [one, two, three] = read.value.rows.map(({ value }) => value);
    expect(one).toMatchObject({
      case_ref: 'T-1',
      performer: expect.stringMatching(/^person-[0-9a-f]{8}$/),
      started_at: '2026-11-02T09:10:00Z',
      stopped_at: '2026-11-02T09:17:30Z',
      interrupted_s: 0,
      method: 'system_timestamps',
    });
    expect(three?.performer).toBe(one?.performer);
    expect(two?.performer).not.toBe(one?.performer);
    expect(content.split('\n')[1]).toMatch(TASK);
  });

  it('gives a person the same pseudonym with the same key, and another with another', async () => {
    const performer = async (env: Record<string, string>) =>
      (await (await imported({ 'export.csv': EXPORT }, MAP, env)).lines())[0]?.split(',')[1];
    expect(await performer(KEY)).toBe(await performer(KEY));
    expect(await performer(KEY)).not.toBe(await performer({ POC_SOURCE_KEY: 'another-key-of-sixteen' }));
  });

  it('makes a key where there is none, and uses it the next time', async () => {
    const { out, text, again, folder, lines } = await imported({ 'export.csv': EXPORT }, MAP, {});
    expect(out).toContain('Made .poc/source.key');
    expect(await text('.poc/source.key')).toMatch(/^[0-9a-f]{64}\n$/);
    const [before] = await lines();
    await poc(['time', 'import', 'export.csv', ...MAP], { cwd: folder });
    expect((await again(...MAP)).out).not.toContain('source.key');
    expect((await lines())[0]).toBe(before);
  });

  it('speaks of pseudonyms when it makes a key, and makes no second one for those that are there', async () => {
    const { out, folder, again, lines } = await imported({ 'export.csv': EXPORT }, MAP, {});
    expect(out).toContain(
      'Made .poc/source.key, the key of the pseudonyms. Keep it: with another key, the next import gives the same people other ones.',
    );
    const before = await lines();
    await rm(join(folder, '.poc/source.key'));
    const lost = await poc(['time', 'import', 'export.csv', ...MAP], { cwd: folder });
    expect([lost.code, lost.err]).toEqual([
      2,
      'poc time import: baseline/timings.csv:2: found pseudonyms and no key; expected the key that made them, since with another the same people get other names. Put it into .poc/source.key or POC_SOURCE_KEY.',
    ]);
    expect([await lines(), existsSync(join(folder, '.poc/source.key'))]).toEqual([before, false]);
    expect((await again(...MAP, '--names-as-they-are')).code).toBe(0);
  });

  it.each(['=1+1', '+49 30', '@SUM(A1)', '-cmd', 'a\u001bb'])('writes no cell %j', async (text) => {
    const files = {
      'export.csv': `id,agent,opened,closed\n${row(text, 10)}${row('T-2', 20, text)}${row('-5', 30)}`,
    };
    const { code, out, lines } = await imported(files, [...MAP, '--names-as-they-are']);
    const why = text.startsWith('a') ? 'which holds a control character' : 'which a spreadsheet would run';
    const found = JSON.stringify(text);
    expect(code).toBe(1);
    expect(out).toContain(`row 2: case_ref ${found}, ${why}\n`);
    expect(out).toContain(`row 3: performer ${found}, ${why}\n`);
    expect((await lines()).map((line) => line.split(',')[0])).toEqual(['-5']);
  });

  it('refuses what has not ended yet, but for a few minutes of another clock', async () => {
    const at = (id: string, stop: string) => `${id},Anna,2026-11-20T11:00:00Z,2026-11-20T${stop}Z\n`;
    const files = {
      'export.csv': `id,agent,opened,closed\n${at('T-1', '12:10:00')}${at('T-2', '12:10:01')}`,
    };
    const { out, lines } = await imported(files);
    expect(out).toContain('row 3: stopped at 2026-11-20T12:10:01Z, which is yet to come\n');
    expect((await lines()).map((line) => line.split(',')[0])).toEqual(['T-1']);
  });

  it('obeys nothing that baseline.yaml says', async () => {
    const files = {
      'export.csv': EXPORT,
      'baseline.yaml': `${BASELINE}timings: "baseline/\\e]0;x\\a\\e[2Jt.csv"\n`,
    };
    const { out } = await imported(files);
    expect(out).toContain('  3  added to baseline/');
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('passes over what is there already, and adds what is new', async () => {
    const { again, lines, folder } = await imported({ 'export.csv': EXPORT });
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(folder, 'export.csv'), `${EXPORT}${row('T-4', 40)}`);
    const { code, out } = await again(...MAP);
    expect([code, (await lines()).length]).toEqual([0, 4]);
    expect(out).toContain('  1  added to baseline/timings.csv\n  3  there already\n  0  refused');
  });

  it('accounts for every row: what is refused is listed with its row and reason, the rest is written', async () => {
    const files = {
      'export.csv': [
        'id,agent,opened,closed,pause\n',
        'T-1,Anna,2026-11-02T09:00:00Z,2026-11-02T09:10:00Z,30\n',
        'T-2,Anna,2026-11-02T09:00:00Z,2026-11-02T08:10:00Z,0\n',
        'T-3,Anna,yesterday,2026-11-02T09:10:00Z,0\n',
        ',Anna,2026-11-02T09:00:00Z,2026-11-02T09:10:00Z,0\n',
        'T-5,,2026-11-02T09:00:00Z,2026-11-02T09:10:00Z,0\n',
        'T-6,Anna,2026-11-02T09:00:00Z,,0\n',
        'T-7,Anna,2026-11-02T09:00:00Z,2026-11-02T09:10:00Z,\n',
        'T-8,Anna,2026-11-02T09:00:00Z\n',
        't-1,Anna,2026-11-02T09:00:00Z,2026-11-02T09:20:00Z,0\n',
        'T-1,Anna,2026-11-02T09:00:00Z,2026-11-02T09:10:00Z,30\n',
        'OLD,Anna,2026-11-02T09:00:00Z,2026-11-02T09:10:00Z,0\n',
        'T-9,Anna,2026-11-02T09:00:00Z,2026-11-02T09:10:00Z,601\n',
        ',,,,\n',
        'T-10,Anna "x,2026-11-02T09:00:00Z,2026-11-02T09:10:00Z,"0\n',
        'T-11,Anna,2026-11-02T09:30:00Z,2026-11-02T09:31:00Z,0\n',
      ].join(''),
      'baseline/timings.csv': `${HEADER}\nold,p,2026-11-01T09:00:00Z,2026-11-01T09:10:00Z,0,stopwatch,,\n`,
    };
    const { code, out, err, lines } = await imported(files, [...MAP, '--interrupted', 'pause']);
    expect(code).toBe(1);
    expect(out).toBe(`15 rows in export.csv, of which
   2  added to baseline/timings.csv
   1  there already
  12  refused:
      row 3: stopped_at "2026-11-02T08:10:00Z": expected a stop after the start, by more than the interruptions
      row 4: started "yesterday" is no ISO 8601 time
      row 5: case_ref "": expected text
      row 6: performer "": expected text
      row 7: stopped is empty
      row 8: interrupted_s "": expected seconds, 0 when nothing interrupted
      row 9: 3 cells; the header has 5
      row 10: this case is timed already, with other times (row 2)
      row 12: this case is timed already, with other times (baseline/timings.csv:2)
      row 13: stopped_at "2026-11-02T09:10:00Z": expected a stop after the start, by more than the interruptions
      row 14: it is empty
      row 15: a quote is not closed, or stands inside a cell`);
    expect(err).toBe(
      'poc time import: 12 rows were refused; expected rows as the list above says. Correct them at their source and import again: what is there already is passed over.',
    );
    expect((await lines()).map((line) => line.split(',')[0])).toEqual(['old', 'T-1', 'T-11']);
  });

  it('reads times without a zone in the zone that is named, and refuses those that clocks make doubtful', async () => {
    const files = {
      'export.csv':
        'id;agent;opened;closed\nA;x;24.10.2026 09:00:00;24.10.2026 09:05:00\nB;x;25.10.2026 02:30:00;25.10.2026 09:05:00\nC;x;26.10.2026 09:00:00;26.10.2026 09:05:00\n',
    };
    const argv = [...MAP, '--time-format', 'dd.MM.yyyy HH:mm:ss', '--zone', 'Europe/Berlin'];
    const { code, out, lines } = await imported(files, argv);
    expect(code).toBe(1);
    expect(out).toContain(
      'row 3: started "25.10.2026 02:30:00" exists twice in Europe/Berlin: clocks were put back',
    );
    expect((await lines()).map((line) => line.split(',')[2])).toEqual([
      '2026-10-24T09:00:00+02:00',
      '2026-10-26T09:00:00+01:00',
    ]);
  });

  it('with --dry-run only reports', async () => {
    const { code, out, folder } = await imported({ 'export.csv': EXPORT }, [...MAP, '--dry-run'], {});
    expect(code).toBe(0);
    expect(out).toMatch(
      /3 {2}would be added to baseline\/timings\.csv\n(?:.*\n)*Nothing was written \(--dry-run\)\.$/,
    );
    expect(existsSync(join(folder, 'baseline/timings.csv'))).toBe(false);
    expect(existsSync(join(folder, '.poc/source.key'))).toBe(false);
  });

  it.each([
    [['--names-as-they-are'], 'Bert Bach'],
    [['--pseudonyms'], expect.stringMatching(/^person-[0-9a-f]{8}$/)],
  ])('with %j names a performer %s', async (flags, name) => {
    const { lines } = await imported({ 'export.csv': EXPORT }, [...MAP, ...flags]);
    expect((await lines())[1]?.split(',')[1]).toEqual(name);
  });

  it('takes one performer for all rows', async () => {
    const argv = [
      '--case-ref',
      'id',
      '--started',
      'opened',
      '--stopped',
      'closed',
      '--performer-is',
      'person-1',
    ];
    const { lines } = await imported({ 'export.csv': EXPORT }, argv);
    expect((await lines()).map((line) => line.split(',')[1])).toEqual(['person-1', 'person-1', 'person-1']);
  });

  it('imports a study, of which a case by hand has no parts of a tool', async () => {
    const files = {
      'export.csv': [
        'id,agent,opened,closed,arm,wait,read,mend,hand,done\n',
        'A,x,2026-11-02T09:00:00Z,2026-11-02T09:10:00Z,with_poc,10,20,,TRUE,1\n',
        'B,x,2026-11-02T10:00:00Z,2026-11-02T10:10:00Z,by_hand,10,20,5,yes,no\n',
        'C,x,2026-11-02T11:00:00Z,2026-11-02T11:10:00Z,both,10,20,5,yes,no\n',
        'D,x,2026-11-02T12:00:00Z,2026-11-02T12:10:00Z,with_poc,10,20,5,perhaps,no\n',
        'E,x,2026-11-02T13:00:00Z,2026-11-02T13:00:30Z,with_poc,10,20,5,no,yes\n',
      ].join(''),
    };
    const study = ['--assisted', '--assignment', 'coin_flip', '--arm', 'arm', '--followed', 'done'];
    const parts = ['--tool', 'wait', '--review', 'read', '--fix', 'mend', '--fell-back', 'hand'];
    const { code, out, tree } = await imported(files, [...MAP, ...study, ...parts]);
    expect(code).toBe(1);
    expect(out).toContain('row 4: arm "both": ');
    expect(out).toContain('row 5: fell_back "perhaps": ');
    expect(out).toContain('row 6: t_tool_s "10": expected parts that together are no longer than the whole');
    const read = await readAssisted(tree, 'baseline/assisted.csv');
    expect(read).toMatchObject({
      value: {
        rows: [
          {
            value: {
              case_ref: 'A',
              t_tool_s: 10,
              t_review_s: 20,
              t_fix_s: null,
              fell_back: 'yes',
              arm: 'with_poc',
              followed: 'yes',
            },
          },
          {
            value: {
              case_ref: 'B',
              t_tool_s: null,
              t_review_s: null,
              t_fix_s: null,
              fell_back: 'no',
              arm: 'by_hand',
              followed: 'no',
            },
          },
        ],
      },
    });
  });

  it('takes a study before and after for one with the tool, and says what it took for granted', async () => {
    const { out, lines } = await imported({ 'export.csv': EXPORT }, [
      ...MAP,
      '--assisted',
      '--assignment',
      'before_after',
    ]);
    expect((await lines('baseline/assisted.csv'))[0]).toMatch(
      /,,,,no,before_after,with_poc,yes,[0-9a-f]{12}$/,
    );
    for (const flag of ['--interrupted', '--review', '--fell-back', '--followed'])
      expect(out).toContain(`No ${flag}: `);
  });

  it('makes timings that the gate takes', async () => {
    const made = await aPoc({ timings: [] });
    const rows = [310, 402, 355, 298, 431].map(
      (seconds, n) =>
        `T-${n},agent-${n % 2},2026-11-02T1${n}:00:00Z,${new Date(Date.UTC(2026, 10, 2, 10 + n, 0, seconds)).toISOString()}\n`,
    );
    await made.write({ 'export.csv': `id,agent,opened,closed\n${rows.join('')}` });
    expect((await made.run('time', 'import', 'export.csv', ...MAP)).code).toBe(0);
    const report = await made.check();
    const finding = report.results.find(({ id }) => id === 'baseline/measured-timings');
    expect(finding).toMatchObject({ outcome: 'pass', message: expect.stringContaining('n=5') });
  });
});

describe('poc time import refuses', () => {
  const bare = ['--case-ref', 'id', '--started', 'opened', '--stopped', 'closed'];
  it.each<[string, Files, string[], string[]]>([
    [
      'columns that do not exist',
      {},
      ['--case-ref', 'nr', '--performer', 'who', '--started', 'opened', '--stopped', 'closed'],
      [
        '--case-ref: found "nr"; expected a column of export.csv: id, agent, opened, closed. Name one of them.',
        '--performer: found "who"; expected a column',
      ],
    ],
    [
      'times without a zone',
      { 'export.csv': EXPORT.replaceAll('Z', '') },
      MAP,
      [
        'export.csv: row 2: found "2026-11-02T09:10:00", a time without its zone; expected to be told which. Add --zone with the zone of that system, for example --zone Europe/Berlin.',
      ],
    ],
    [
      'no columns',
      {},
      [],
      [
        '--case-ref: found none;',
        '--started: found none;',
        '--stopped: found none;',
        '--performer: found neither it nor --performer-is;',
      ],
    ],
    [
      'two ways to say who',
      {},
      [...MAP, '--performer-is', 'p'],
      ['--performer: found it together with --performer-is;'],
    ],
    ['a performer of spaces', {}, [...bare, '--performer-is', ' '], ['--performer: found neither it nor']],
    ['two files', {}, ['more.csv', ...MAP], ['found 2 files; expected one.']],
    [
      'a zone that is none',
      {},
      [...MAP, '--zone', 'Berlin'],
      ['--zone: found "Berlin"; expected a name of the IANA time zones.'],
    ],
    [
      'a format without a day',
      {},
      [...MAP, '--time-format', 'HH:mm'],
      ['--time-format: found "HH:mm"; expected a format with year'],
    ],
    [
      'both kinds of names',
      {},
      [...MAP, '--pseudonyms', '--names-as-they-are'],
      ['--pseudonyms: found it together with --names-as-they-are;'],
    ],
    ['parts without a study', {}, [...MAP, '--review', 'x'], ['--review: found it without --assisted;']],
    [
      'an assignment without a study',
      {},
      [...MAP, '--assignment', 'coin_flip'],
      ['--assignment: found it without --assisted;'],
    ],
    [
      'a study without an assignment',
      {},
      [...MAP, '--assisted'],
      ['--assignment: found none; expected coin_flip or before_after.'],
    ],
    ['a study by dice', {}, [...MAP, '--assisted', '--assignment', 'dice'], ['--assignment: found "dice";']],
    ['a coin without arms', {}, [...MAP, '--assisted', '--assignment', 'coin_flip'], ['--arm: found none;']],
    ['an unknown option', {}, [...MAP, '--yaml'], ["Unknown option '--yaml'"]],
    ['a file that is not there', { 'export.csv': null }, MAP, ['export.csv: found ENOENT']],
    ['an empty file', { 'export.csv': '' }, MAP, ['export.csv:1: found no row of column names;']],
    [
      'a task without events',
      { 'baseline.yaml': BASELINE.replace('the message is opened', 'null') },
      MAP,
      ['baseline.yaml: start_event: found nothing;'],
    ],
    [
      'a broken file of timings',
      { 'baseline/timings.csv': 'a,b\n' },
      MAP,
      ['baseline/timings.csv:1: found a header'],
    ],
    ['a folder in which nothing can be made', { '.poc': 'a file' }, MAP, ['found EEXIST']],
    [
      'a key that is too short',
      { '.poc/source.key': 'short\n' },
      MAP,
      ['.poc/source.key: found 5 characters;'],
    ],
    [
      'a folder in which somebody is timing',
      { '.poc/time.lock': JSON.stringify({ pid: process.pid, host: 'x' }) },
      MAP,
      ['.poc/time.lock: found'],
    ],
  ])('%s, and writes nothing', async (_, files, argv, says) => {
    const { code, out, err, folder } = await imported({ 'export.csv': EXPORT, ...files }, argv, {});
    expect([code, out]).toEqual([2, '']);
    for (const one of says) expect(err).toContain(`poc time import: ${one}`);
    if (!('baseline/timings.csv' in files))
      expect(existsSync(join(folder, 'baseline/timings.csv'))).toBe(false);
  });
});
