import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { finishedCases } from '../../action/commands/errors/records.ts';
import { readCheckedCases } from '../../action/evidence/study-files.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { given } from '../given.ts';
import { criteria } from '../repository-builder/files.ts';
import { aFolder, type Files, NOW, poc } from '../repository-builder.ts';

const BASELINE =
  'version: 1\nunit: u\nstart_event: a\nstop_event: b\nperformer_roles: [c]\neligible_per_month: 9\nvolume_query: q\nvolume_window: w\nexclusions: []\n';
const SHEET = 'baseline/to-check.csv';
const FILE = 'baseline/errors.csv';
const ERRORS = 'case_ref,performer,checked_by,wrong,class,arm\n';

const closed = (...refs: string[]) =>
  `case_ref,closed_at,closed_by\n${refs.map((ref, n) => `${ref},2026-11-0${(n % 9) + 1}T09:00:00Z,agent-${(n % 3) + 1}\n`).join('')}`;
const used = (...events: [ref: string, event: string, user?: string][]) =>
  events
    .map(([case_ref, event, user = 'user-1'], n) =>
      JSON.stringify({
        event,
        user,
        role: 'clerk',
        case_ref,
        ts: new Date(Date.UTC(2026, 10, 10, 9, n)).toISOString(),
      }),
    )
    .join('\n');
const many = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}-${n}`);

/** A folder of a POC, and `poc errors` run in it. */
async function aDesk(files: Files) {
  const folder = await aFolder({ ...criteria(NOW, 'pilot'), 'baseline.yaml': BASELINE, ...files });
  const text = (path: string) => readFile(join(folder, path), 'utf8');
  return {
    folder,
    text,
    run: (...words: string[]) => poc(['errors', ...words], { cwd: folder }),
    put: (path: string, content: string) => writeFile(join(folder, path), content),
    has: (path: string) => existsSync(join(folder, path)),
    refs: async (path = SHEET) =>
      (await text(path))
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
  };
}

describe('a finished case', () => {
  const session = (event: string) =>
    [
      ['T', 'started'],
      ['T', event],
    ] as [string, string][];
  it.each([
    ['nobody tried with it', [], { arm: 'by_hand', performer: 'agent-1' }],
    ['was only offered', [['T', 'offered']], { arm: 'by_hand', performer: 'agent-1' }],
    ['was accepted', session('accepted'), { arm: 'with_poc', performer: 'user-1' }],
    ['was edited', session('edited'), { arm: 'with_poc', performer: 'user-1' }],
    ['was completed', session('completed'), { arm: 'with_poc', performer: 'user-1' }],
    ['was rejected', session('rejected'), { arm: null, performer: 'agent-1' }],
    ['was given up', session('abandoned'), { arm: null, performer: 'agent-1' }],
    ['fell back', session('fell_back'), { arm: null, performer: 'agent-1' }],
    ['was begun and nothing more', [['T', 'started']], { arm: null, performer: 'agent-1' }],
    [
      'was given up by one and accepted by another',
      [
        ['t ', 'abandoned'],
        ['T', 'accepted', 'user-2'],
      ],
      { arm: 'with_poc', performer: 'user-2' },
    ],
  ] as [string, [string, string, string?][], object][])('that %s is of its way', async (_, events, is) => {
    const rows = given.rows(
      'usage/x.jsonl',
      events.map(([case_ref, event, user = 'user-1'], n) =>
        given.usageEvent(n, { case_ref, event: event as 'accepted', user, ts: `2026-11-10T09:0${n}:00Z` }),
      ),
    );
    const eligible = given.rows('usage/eligible.csv', [
      { case_ref: 'T', closed_at: '2026-11-10T10:00:00Z', closed_by: 'agent-1' },
    ]);
    expect([...finishedCases(eligible, rows, []).values()]).toEqual([{ caseRef: 'T', ...is }]);
  });

  it.each([
    ['with_poc', 'yes', 'no', 'with_poc'],
    ['with_poc', 'no', 'no', null],
    ['with_poc', 'yes', 'yes', null],
    ['by_hand', 'yes', 'no', 'by_hand'],
  ] as const)('of the study, arm %s, followed %s, fell back %s, is %s', (arm, followed, fell_back, is) => {
    const [one] = given.assisted().rows;
    const row = {
      ...(one as NonNullable<typeof one>),
      value: { ...(one as NonNullable<typeof one>).value, arm, followed, fell_back },
    };
    const eligible = given.rows('usage/eligible.csv', [
      { case_ref: row.value.case_ref, closed_at: '2026-11-10T10:00:00Z', closed_by: 'agent-1' },
    ]);
    expect([...finishedCases(eligible, [], [row]).values()][0]?.arm).toBe(is);
  });
});

describe('poc errors draw', () => {
  const both = {
    'usage/eligible.csv': closed(...many('hand', 60), ...many('tool', 60), 'gone'),
    'usage/x.jsonl': used(...many('tool', 60).map((ref): [string, string] => [ref, 'accepted']), [
      'gone',
      'abandoned',
    ]),
  };

  it('lists as many of each way as the gate asks for, mixed, and does not tell which', async () => {
    const desk = await aDesk({
      ...both,
      'usage/x.jsonl': used(...many('tool', 9).map((ref): [string, string] => [ref, 'accepted']), [
        'gone',
        'abandoned',
      ]),
    });
    const { code, out } = await desk.run('draw');
    expect([code, out.split('\n').slice(0, 2)]).toEqual([
      0,
      [
        'Drew 59 cases: 9 done with the POC, 50 done by hand. They are in baseline/to-check.csv',
        'There is no other finished case done with the POC: 41 more are wanted.',
      ],
    ]);
    expect(await desk.text(SHEET)).toMatch(/^case_ref,wrong,class\n(?:(?:hand|tool)-\d+,,\n){59}$/);
    expect(await desk.text(SHEET)).not.toMatch(/agent|user|gone/);
    const places = (await desk.refs()).flatMap((ref, at) => (/^tool-\d$/.test(ref ?? '') ? [at] : []));
    expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(20);
  });

  it('draws the same ones again, more of them after them, and none that was looked at', async () => {
    const files = { 'usage/eligible.csv': closed(...many('hand', 60)) };
    const [few, more] = [
      await aDesk(files),
      await aDesk({ 'usage/eligible.csv': closed(...many('hand', 60).reverse()) }),
    ];
    await few.run('draw', '--n', '5');
    await more.run('draw', '--n', '8', '--out', 'a.csv');
    const [five, eight] = [await few.refs(), await more.refs('a.csv')];
    expect(eight.slice(0, 5)).toEqual(five);
    const checked = five.map((ref) => `${ref},agent-1,person-9,no,,by_hand\n`).join('');
    const rest = await aDesk({ ...files, [FILE]: ERRORS + checked });
    await rest.run('draw', '--n', '8');
    expect(await rest.refs()).toEqual(eight.slice(5));
    const done = await aDesk({ ...files, [FILE]: ERRORS + checked });
    expect(await done.run('draw', '--n', '5')).toMatchObject({ code: 1 });
  });

  it('says when as many of each way were looked at as are wanted', async () => {
    const desk = await aDesk({
      ...both,
      [FILE]: `${ERRORS}hand-1,agent-1,person-9,no,,by_hand\ntool-1,user-1,person-9,no,,with_poc\n`,
    });
    const { code, out } = await desk.run('draw', '--n', '1');
    expect([code, out, desk.has(SHEET)]).toEqual([
      0,
      'As many cases of each way were looked at as are wanted; --n draws more.',
      false,
    ]);
  });

  it.each([
    [
      'nothing to draw from',
      {},
      ['draw'],
      1,
      'usage/eligible.csv: found no finished case that is still to be looked at; expected some of the system of record. Add them with poc usage eligible.',
    ],
    [
      'a list that is there',
      { [SHEET]: 'x' },
      ['draw'],
      2,
      'baseline/to-check.csv: found a file; expected none, since what somebody wrote there is not overwritten. Add it with poc errors add baseline/to-check.csv --checked-by PSEUDONYM and remove it, or name another with --out.',
    ],
    [
      'a folder that is a link',
      { 'elsewhere/a': '', lists: { link: 'elsewhere' } },
      ['draw', '--out', 'lists/a.csv'],
      2,
      '--out: found the symbolic link lists; expected a file inside this folder. Name another.',
    ],
    [
      'a path out of here',
      {},
      ['draw', '--out', '../a.csv'],
      2,
      '--out: found "../a.csv"; expected a .csv file inside this folder. Write, for example, --out baseline/to-check.csv.',
    ],
    [
      'none',
      {},
      ['draw', '--n', '0'],
      2,
      '--n: found "0"; expected a whole number from 1. Write, for example, --n 50.',
    ],
    ['no word', {}, [], 2, 'found nothing; expected draw or add. See `poc errors --help`.'],
    ['another word', {}, ['drew'], 2, 'found "drew"; expected draw or add. See `poc errors --help`.'],
    [
      'no baseline',
      { 'baseline.yaml': null },
      ['draw'],
      2,
      expect.stringMatching(/^baseline\.yaml: found no such file/),
    ],
    ['a broken export', { 'usage/x.jsonl': '{' }, ['draw'], 2, expect.stringMatching(/^usage\/x\.jsonl:1/)],
    [
      'errors that lead out',
      { 'baseline.yaml': `${BASELINE}errors: ../e.csv\n` },
      ['draw'],
      2,
      'baseline.yaml: errors: found a path out of this folder; expected a file inside this folder. Write, for example, errors: baseline/errors.csv.',
    ],
  ] as [string, Files, string[], number, string][])('refuses %s', async (_, files, words, ends, says) => {
    const { code, err } = await (await aDesk(files)).run(...words);
    expect([code, err.replace(/^poc errors: /, '')]).toEqual([ends, says]);
  });
});

describe('poc errors add', () => {
  const files = {
    'usage/eligible.csv': closed('A', 'B', 'C', 'D', 'E', 'F'),
    'usage/x.jsonl': used(['B', 'accepted', 'Person 9'], ['C', 'edited', 'user-2'], ['D', 'abandoned']),
    'baseline/timings.csv':
      'case_ref,performer,started_at,stopped_at,interrupted_s,method,observer\nE,person-9,2026-11-02T09:00:00Z,2026-11-02T09:05:11Z,0,stopwatch,\n',
  };
  const add = ['add', SHEET, '--checked-by', 'person-9'];

  it('adds who did each case and how, which nobody has to write', async () => {
    const desk = await aDesk({ ...files, [SHEET]: 'case_ref,wrong,class\nA,no,\nC,YES,wrong queue\nF,,\n' });
    const { code, out, err } = await desk.run(...add);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`3 rows in baseline/to-check.csv, of which
  2  added to baseline/errors.csv
  0  there already
  1  not looked at yet
  0  refused
Wrong so far, done with the POC: 1 of 1.
Wrong so far, done by hand: 0 of 1.`);
    expect(await desk.text(FILE)).toBe(
      `${ERRORS}A,agent-1,person-9,no,,by_hand\nC,user-2,person-9,yes,wrong queue,with_poc\n`,
    );
    const read = await readCheckedCases(await openWorkingTree(desk.folder, null), FILE);
    expect(read).toMatchObject({ status: 'read', value: { rows: [{}, {}] } });
  });

  it('adds nothing twice, and what was looked at since', async () => {
    const desk = await aDesk({ ...files, [SHEET]: 'case_ref,wrong,class\nA,no,\nF,,\n' });
    await desk.run(...add);
    await desk.put(SHEET, 'case_ref;wrong;class\n a ;0;\nF;ja;\nF;1;late\nF;yes;late\n');
    const { code, out } = await desk.run(...add);
    expect(code).toBe(1);
    expect(out).toContain(
      '  1  added to baseline/errors.csv\n  2  there already\n  0  not looked at yet\n  1  refused:\n     row 3: wrong "ja": expected yes or no\n',
    );
    expect(await desk.refs(FILE)).toEqual(['A', 'F']);
  });

  it('refuses what cannot be, with its row and reason, and adds the rest', async () => {
    const desk = await aDesk({
      ...files,
      [FILE]: `${ERRORS}A,agent-1,person-8,no,,by_hand\n`,
      [SHEET]: [
        'case_ref,wrong,class',
        'A,yes,late',
        'B,no,',
        'D,no,',
        'E,no,',
        'X,no,',
        'F,no,late',
        'F,yes,',
        'F,,late',
        'F,yes,=1',
        'F,yes,a\u001bb',
        `F,yes,${'x'.repeat(10_000)}`,
        'F,yes',
        ',,',
        'C,no,',
        '',
      ].join('\n'),
    });
    const { code, out, err } = await desk.run(...add);
    expect(out).toContain(`  13  refused:
      row 2: A is there already, with another answer
      row 3: B was done by person-9: somebody else has to look
      row 4: D was tried with the POC and ended otherwise, so it is neither way
      row 5: E was done by person-9: somebody else has to look
      row 6: case_ref "X" is not in usage/eligible.csv
      row 7: class "late" of what is not wrong
      row 8: class is empty: what kind of mistake is it?
      row 9: wrong "": expected yes or no
      row 10: class "=1", which a spreadsheet would run
      row 11: class "a\\u001bb", which holds a control character
      row 12: class of 10000 characters: at most 100
      row 13: 2 cells; the header has 3
      row 14: it is empty
`);
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^poc errors: 13 rows refused; expected rows as the list above says\./),
    ]);
    expect(await desk.refs(FILE)).toEqual(['A', 'C']);
  });

  it('with --dry-run only reports', async () => {
    const desk = await aDesk({ ...files, [SHEET]: 'case_ref,wrong,class\nA,no,\n' });
    const { code, out } = await desk.run(...add, '--dry-run');
    expect([code, desk.has(FILE)]).toEqual([0, false]);
    expect(out).toMatch(
      / {2}1 {2}would be added to baseline\/errors\.csv\n(?:.*\n)*Nothing was written \(--dry-run\)\.$/,
    );
  });

  it.each([
    ['nobody who looked', ['add', SHEET], /^poc errors: --checked-by: found none; expected a pseudonym/],
    [
      'a name that a spreadsheet runs',
      ['add', SHEET, '--checked-by', '=1'],
      /--checked-by: found "=1", which a spreadsheet would run; expected a pseudonym/,
    ],
    ['no list', ['add', '--checked-by', 'x'], /found 0 files; expected one/],
    [
      'a list that is not there',
      ['add', 'b.csv', '--checked-by', 'x'],
      /b\.csv: found ENOENT.*; expected an export/,
    ],
    [
      'a list without its columns',
      ['add', 'a.csv', '--checked-by', 'x'],
      /--wrong: found "wrong"; expected a column of a\.csv: case_ref, klass/,
    ],
    ['a flag that is none', ['add', SHEET, '--by', 'x'], /--by.* See `poc errors --help`\.$/],
  ])('refuses %s', async (_, words, says) => {
    const desk = await aDesk({ ...files, 'a.csv': 'case_ref,klass\n' });
    const { code, err } = await desk.run(...words);
    expect([code, desk.has(FILE)]).toEqual([2, false]);
    expect(err).toMatch(says);
  });
});
