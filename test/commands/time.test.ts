import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baseline } from '../../action/contract/baseline.ts';
import { readAssisted, readDiscarded, readTimings } from '../../action/evidence/study-files.ts';
import { taskDigest } from '../../action/evidence/task-digest.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { aFolder, aPoc, type Files, poc } from '../repository-builder.ts';
import { fakeTerminal, type Happening } from './time/fake-terminal.ts';
import { NINE, stamp, started, withPoc } from './time/given.ts';

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
const TASK = taskDigest(
  baseline.parse({
    version: 1,
    unit: 'one incoming message',
    start_event: 'the message is opened',
    stop_event: 'the message is filed',
    performer_roles: ['clerk'],
    eligible_per_month: 900,
    volume_query: 'x',
    volume_window: 'x',
    exclusions: [],
  }),
);
const HEADER = 'case_ref,performer,started_at,stopped_at,interrupted_s,method,observer,task\n';

/** Runs `poc time` in a folder with these files, at a terminal where this happens from nine o'clock on. */
async function timed(files: Files, argv: readonly string[], script: readonly Happening[]) {
  const folder = await aFolder({ 'baseline.yaml': BASELINE, '.gitignore': '.poc/\n', ...files });
  const live = fakeTerminal(new Date(NINE), script);
  const ended = await poc(['time', ...argv], { cwd: folder, live });
  const text = (path: string) => readFile(join(folder, path), 'utf8');
  return { ...ended, folder, live, text, tree: await openWorkingTree(folder, null) };
}

const ONE_CASE: Happening[] = [
  [1, 'ref-1\r'],
  [2, '\r'],
  [120, '\r'],
];

describe('poc time', () => {
  it('makes rows that the gate reads', async () => {
    const { code, out, err, text, tree, folder } = await timed(
      {},
      ['--performer', 'person-1', '--observer', 'person-9'],
      ONE_CASE,
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('baseline/timings.csv: 1 added, 1 in all.');
    expect(await text('baseline/timings.csv')).toBe(
      `${HEADER}ref-1,person-1,${stamp(3)},${stamp(123)},0,stopwatch,person-9,${TASK}\n`,
    );
    expect(await readTimings(tree, 'baseline/timings.csv')).toMatchObject({
      status: 'read',
      value: { rows: [{ line: 2, value: { case_ref: 'ref-1', interrupted_s: 0, task: TASK } }] },
    });
    expect(existsSync(join(folder, '.poc/time.lock'))).toBe(false);
  });

  it('obeys nothing that baseline.yaml says when it ends', async () => {
    const baseline = `${BASELINE}timings: "baseline/\\e]0;x\\a\\e[2Jt.csv"\n`;
    const { out } = await timed({ 'baseline.yaml': baseline }, ['--performer', 'p'], ONE_CASE);
    expect(out).toContain(': 1 added, 1 in all.');
    expect(out).not.toMatch(/\p{Cc}/u);
  });

  it('asks who does the work, and remembers it', async () => {
    const first = await timed({}, [], [[0, 'person-7\r'], ...ONE_CASE]);
    expect(first.live.written()).toContain('Who does the work?');
    expect(await first.text('baseline/timings.csv')).toContain('ref-1,person-7,');
    const live = fakeTerminal(new Date(NINE + 3_600_000), [
      [1, 'ref-2\r\r'],
      [60, '\r'],
    ]);
    await poc(['time'], { cwd: first.folder, live });
    expect(live.written()).not.toContain('Who does the work?');
    expect(await first.text('baseline/timings.csv')).toContain('ref-2,person-7,');
  });

  it('times the study, whose rows the gate reads too', async () => {
    const script: Happening[] = [
      [1, 'ref-1\r'],
      [1, '\r'],
      [5, 't'],
      [20, 'r'],
      [10, 'f'],
      [5, '\r'],
      [1, 'ref-2\r'],
      [1, '\r'],
      [3, 'o'],
      [7, 'd'],
      [1, 'the power went\r'],
    ];
    const { tree, out } = await timed(
      {},
      ['--assisted', '--assign', 'before_after', '--performer', 'p'],
      script,
    );
    expect(out).toBe('baseline/assisted.csv: 1 added, 1 in all.\nbaseline/discarded.csv: 1 added, 1 in all.');
    const rows = await readAssisted(tree, 'baseline/assisted.csv');
    expect(rows).toMatchObject({
      value: {
        rows: [
          {
            value: {
              t_tool_s: 20,
              t_review_s: 10,
              t_fix_s: 5,
              fell_back: 'no',
              assignment: 'before_after',
              arm: 'with_poc',
              followed: 'yes',
            },
          },
        ],
      },
    });
    expect(await readDiscarded(tree, 'baseline/discarded.csv')).toMatchObject({
      value: { rows: [{ value: { case_ref: 'ref-2', reason: 'the power went', arm: 'with_poc' } }] },
    });
  });

  it('flips a coin that falls on both sides, and never twice for a case', async () => {
    const refs = Array.from({ length: 40 }, (_, n): Happening[] => [
      [1, `ref-${n}\r`],
      [1, 'd'],
    ]).flat();
    const { text } = await timed({}, ['--assisted', '--performer', 'p'], [...refs, ...refs]);
    const lines = (await text('.poc/time.jsonl'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const flips = lines.filter(({ type }) => type === 'assigned');
    expect(new Set(flips.map(({ case_ref }) => case_ref)).size).toBe(40);
    expect(flips).toHaveLength(40);
    expect(new Set(flips.map(({ arm }) => arm)).size).toBe(2);
  });

  it('takes the cases of a list in turn, without those that are done', async () => {
    const files = {
      'cases.csv': 'id;subject\nref-1;x\nref-2;"y;z"\nref-2;again\nref-3;z\n',
      'baseline/timings.csv': `${HEADER}ref-1,p,${stamp(-90)},${stamp(-30)},0,stopwatch,,\n`,
    };
    const script: Happening[] = [
      [0, '\r\r'],
      [60, '\r'],
      [0, '\r\r'],
      [70, '\r'],
      [1, '\r'],
    ];
    const { text, live } = await timed(files, ['--cases', 'cases.csv', '--performer', 'p'], script);
    expect((await text('baseline/timings.csv')).match(/^ref-\d/gm)).toEqual(['ref-1', 'ref-2', 'ref-3']);
    expect(live.written()).toContain('Every case of the list was timed or discarded.');
  });

  it('offers the case that the last session left, and says so when it ends', async () => {
    const journal = `${JSON.stringify(started({}, -600))}\n`;
    const { out, live, text } = await timed({ '.poc/time.jsonl': journal }, [], [[1, 'q']]);
    expect(live.written()).toContain('was on the clock');
    expect(out).toBe('ref-1 is still on the clock: run `poc time` to go on.');
    expect(await text('.poc/time.jsonl')).toBe(journal);
  });

  it('adds the row of a case that ended when the power went, before it reads the file', async () => {
    const journal = [started(withPoc, -60), { type: 'stopped', at: stamp(0) }].map(
      (one) => `${JSON.stringify(one)}\n`,
    );
    const broken =
      'case_ref,performer,started_at,stopped_at,interrupted_s,method,observer,task,t_tool_s,t_review_s,t_fix_s,fell_back,assignment,arm,followed\nref-1,per';
    const files = { '.poc/time.jsonl': journal.join(''), 'baseline/assisted.csv': broken };
    const { code, tree, text } = await timed(files, [], []);
    expect(code).toBe(0);
    expect(await readAssisted(tree, 'baseline/assisted.csv')).toMatchObject({
      value: { rows: [{ value: { case_ref: 'ref-1', arm: 'with_poc', task: 'abcdef012345' } }] },
    });
    expect(await text('.poc/time.jsonl')).toMatch(/"type":"saved".*"file":"assisted"\}\n$/);
  });

  it('says that a line of the journal broke off', async () => {
    const { live } = await timed({ '.poc/time.jsonl': '{"type":"sta' }, ['--performer', 'p'], []);
    expect(live.written()).toContain('.poc/time.jsonl:1 broke off in the middle of a write');
  });

  it.each([
    ['.poc/source.key\n', true],
    ['/.poc/\n', false],
    ['.poc/time.jsonl\n', false],
  ])('beside a .gitignore of %j warns of a journal that would be committed: %s', async (text, warns) => {
    const { live } = await timed({ '.gitignore': text }, ['--performer', 'p'], []);
    expect(live.written().includes('.gitignore does not name .poc/time.jsonl')).toBe(warns);
  });

  it('gives the terminal back when it is closed, and keeps what was done', async () => {
    const { code, live, out } = await timed(
      {},
      ['--performer', 'p'],
      [
        [0, 'ref-1\r\r'],
        [30, null],
      ],
    );
    expect([code, live.listening(), out]).toEqual([
      0,
      false,
      'ref-1 is still on the clock: run `poc time` to go on.',
    ]);
  });
});

describe('poc time refuses', () => {
  it('to run without a terminal, and names what takes timestamps', async () => {
    const { code, err } = await poc(['time'], { cwd: await aFolder({ 'baseline.yaml': BASELINE }) });
    expect(code).toBe(2);
    expect(err).toMatch(/^poc time: found no terminal .*; expected a person at one, .*`poc time import`\.$/);
  });

  it.each<[string, Files, string[], string[]]>([
    [
      'a task without events',
      { 'baseline.yaml': BASELINE.replace(/: the message is \w+/g, ': null') },
      [],
      [
        'poc time: baseline.yaml: start_event: found nothing; expected the event at which the clock starts, or nobody knows when to press. Write, for example, start_event: the message is opened.',
        'poc time: baseline.yaml: stop_event: found nothing; expected the event at which the clock stops, or nobody knows when to press. Write, for example, stop_event: the message is filed.',
      ],
    ],
    [
      'a folder without a baseline',
      { 'baseline.yaml': null },
      [],
      ['poc time: baseline.yaml: found no such file;'],
    ],
    [
      'timings with a line that is wrong',
      { 'baseline/timings.csv': `${HEADER}ref-1,p,yesterday,${stamp(0)},0,stopwatch,,\n` },
      [],
      ['poc time: baseline/timings.csv:2: started_at: found "yesterday"; expected a time with its zone'],
    ],
    [
      'a journal of a later version',
      { '.poc/time.jsonl': '{"type":"later"}\n' },
      [],
      ['poc time: .poc/time.jsonl:1: found a line that this version does not know;'],
    ],
    [
      'timings behind a symbolic link',
      { elsewhere: HEADER, 'baseline/timings.csv': { link: '../elsewhere' } },
      [],
      [
        'poc time: baseline.yaml: timings: found the symbolic link baseline/timings.csv; expected a file inside this folder.',
      ],
    ],
    [
      'timings outside the folder',
      { 'baseline.yaml': `${BASELINE}timings: ../timings.csv\n` },
      [],
      ['poc time: baseline.yaml: timings: found a path out of this folder;'],
    ],
    [
      'a journal behind a symbolic link',
      { elsewhere: '', '.poc/time.jsonl': { link: '../elsewhere' } },
      [],
      ['poc time: found ELOOP', '; expected files of this folder that can be read and written.'],
    ],
    [
      'a folder in which nothing can be made',
      { '.poc': 'a file' },
      [],
      ['poc time: found EEXIST', '; expected files of this folder'],
    ],
    ['a list that is not there', {}, ['--cases', 'no.txt'], ['poc time: --cases: found ENOENT']],
    [
      'a list of nothing',
      { 'no.txt': '\n\n' },
      ['--cases', 'no.txt'],
      ['poc time: --cases: found no reference in no.txt;'],
    ],
    [
      'a list that is no CSV',
      { 'no.csv': 'a\n"b' },
      ['--cases', 'no.csv'],
      ['poc time: --cases: found Quote Not Closed'],
    ],
    [
      'another coin',
      {},
      ['--assisted', '--assign', 'dice'],
      ['poc time: --assign: found "dice"; expected coin_flip or before_after.'],
    ],
    [
      'a coin without a study',
      {},
      ['--assign', 'coin_flip'],
      ['poc time: --assign: found it without --assisted;'],
    ],
    [
      'a performer that a spreadsheet would run',
      {},
      ['--performer', '=cmd'],
      [
        'poc time: --performer: found "=cmd", which a spreadsheet would run; expected a pseudonym. Write, for example, --performer person-1.',
      ],
    ],
    [
      'an observer that a terminal would obey',
      {},
      ['--observer', 'a\u001b[2J'],
      ['poc time: --observer: found "a\\u001b[2J", which holds a control character; expected a pseudonym.'],
    ],
    [
      'a list with a case that a spreadsheet would run',
      { 'c.txt': '-5\n@ref\n' },
      ['--cases', 'c.txt'],
      [
        'poc time: --cases: found "@ref" in c.txt, which a spreadsheet would run; expected the reference of a case. Correct the file.',
      ],
    ],
    ['an unknown option', {}, ['--fast'], ["poc time: Unknown option '--fast'"]],
    ['a word that means nothing', {}, ['stat'], ["poc time: Unexpected argument 'stat'"]],
    [
      'a folder in which somebody else is timing',
      { '.poc/time.lock': JSON.stringify({ pid: process.pid, host: hostname() }) },
      [],
      [`poc time: .poc/time.lock: found that process ${process.pid} on`],
    ],
  ])('%s', async (_, files, argv, says) => {
    const { code, err, out, live } = await timed(files, argv, ONE_CASE);
    expect([code, out, live.written()]).toEqual([2, '', '']);
    for (const one of says) expect(err).toContain(one);
  });
});

describe('the gate', () => {
  it('takes five cases that poc time timed', async () => {
    const made = await aPoc({ timings: [] });
    const script = [130, 171, 155, 201, 149].flatMap((seconds, n): Happening[] => [
      [1, `ref-${n}\r`],
      [1, '\r'],
      [seconds, '\r'],
    ]);
    const before = await findingOf(made);
    const live = fakeTerminal(new Date(NINE), script);
    await poc(['time', '--performer', 'person-1'], { cwd: made.folder, live });
    const now = await findingOf(made);
    expect([before?.outcome, now?.outcome]).toEqual(['not-proven', 'pass']);
    expect(now?.message).toMatch(/n=\d/);
  });
});

async function findingOf(made: Awaited<ReturnType<typeof aPoc>>) {
  const report = await made.check();
  return report.results.find(({ id }) => id === 'baseline/measured-timings');
}
