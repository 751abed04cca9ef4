import { describe, expect, it } from 'vitest';
import { freshDesk, OUT, SUPPORT, TRAIN_OUT } from './desk.ts';

const desk = freshDesk();

const HEAD = 'text,queue,channel,rank\n';
const rows = (...cells: [queue: string, channel: string, rank?: string][]) =>
  HEAD +
  cells
    .map(([queue, channel, rank = ''], n) => `item ${n} ${word(n)},${queue},${channel},${rank}\n`)
    .join('');
/** Items that are not near duplicates of each other. */
const word = (n: number) =>
  [...n.toString(3).padStart(6, '0')].map((digit) => 'xyz'[Number(digit)]).join(`${n}`);

async function imported(csv: string, ...more: string[]) {
  desk.write('in.csv', csv);
  const ended = await desk.run(['in.csv', ...SUPPORT, '--json', ...more]);
  const cases = [...desk.cases(OUT), ...desk.cases(TRAIN_OUT)];
  return { ...ended, cases, report: ended.code === 0 ? JSON.parse(ended.out) : null };
}

describe('--slice-field', () => {
  const CSV = rows(
    ['attention', 'web', 'vip'],
    ['ignore', 'e-mail'],
    ['attention', 'web'],
    ['ignore', '', 'vip'],
  );

  it('names slices of each case, to score and to train on, and leaves the field in its input', async () => {
    const { cases } = await imported(CSV, '--slice-field', 'channel', '--slice-field', 'rank');
    const named = cases.map(({ input, slices }) => [
      (input as { fields: { channel: string } }).fields.channel,
      slices,
    ]);
    expect(named.sort()).toEqual([
      ['', ['vip']],
      ['e-mail', ['e-mail']],
      ['web', ['web']],
      ['web', ['web', 'vip']],
    ]);
    expect(desk.cases(TRAIN_OUT)).toHaveLength(2);
  });

  it('reports how many cases each slice has', async () => {
    const { report } = await imported(CSV, '--slice-field', 'channel', '--train', '0');
    expect(report.slices).toEqual([
      {
        field: 'channel',
        slices: [
          { slice: 'e-mail', items: 1, sampled: 1, training: 0 },
          { slice: 'web', items: 2, sampled: 2, training: 0 },
        ],
        empty: 1,
        unusable: 0,
      },
    ]);
    const { out } = await desk.run([
      'in.csv',
      ...SUPPORT,
      '--slice-field',
      'channel',
      '--dry-run',
      '--append',
    ]);
    expect(out).toContain(`  slices of channel  items  to score  to train on
  e-mail                 1         0            0
  web                    2         0            0
  (none)                 1
`);
  });

  it('adds to the label of the source, each slice once', async () => {
    const csv = rows(['spam', 'spam'], ['spam', 'web']);
    const { cases } = await imported(csv, '--slice-field', 'channel', '--map', 'spam=ignore');
    expect(cases.map(({ slices }) => slices).sort()).toEqual([['spam'], ['spam', 'web']]);
  });

  it.each([
    ['a control character', 'a\u001b[31m'],
    ['10,000 characters', 'x'.repeat(10_000)],
    ['a direction mark', 'a\u202Eb'],
  ])('takes no slice from %s, keeps the case, and says so', async (_, value) => {
    const { code, cases, report } = await imported(
      rows(['attention', value], ['ignore', 'web']),
      '--slice-field',
      'channel',
    );
    expect([code, cases.flatMap(({ slices }) => slices)]).toEqual([0, ['web']]);
    expect(cases).toHaveLength(2);
    expect(report.notes).toContain(
      '1 value of channel cannot name a slice: over 100 characters, or with characters that do not print. These cases have none of it.',
    );
  });

  const many = (count: number) =>
    rows(...Array.from({ length: count }, (_, n): [string, string] => ['ignore', `value ${n}`]));
  it.each([
    [
      'a column that is not there',
      many(1),
      ['topic'],
      2,
      '--slice-field: found "topic"; expected one that in.csv has; the columns are text, queue, channel, rank. Name one of them.',
    ],
    [
      '51 values',
      many(51),
      ['channel'],
      1,
      '--slice-field: found 51 different values of channel; expected at most 50, since each becomes a slice. Name a field that says what kind of item it is.',
    ],
    [
      'nothing in it',
      many(2),
      ['rank'],
      1,
      '--slice-field: found no value of rank that can name a slice; expected some that are neither empty nor over 100 characters, or with characters that do not print. Name a column, or a header that the e-mails have.',
    ],
    [
      'a value that another has too',
      rows(['ignore', 'a', 'high'], ['ignore', 'high', 'b']),
      ['channel', 'rank'],
      1,
      '--slice-field: found "high" in channel and in rank; expected each value in one field, since a slice is told by its name alone. Rename it in the export, or leave one field out.',
    ],
  ])('refuses %s, and writes nothing', async (_, csv, fields, ends, says) => {
    const { code, said } = await imported(csv, ...fields.flatMap((name) => ['--slice-field', name]));
    expect([code, said]).toEqual([ends, `poc eval import: ${says}\n`]);
    expect(desk.has('eval')).toBe(false);
  });

  it('takes 50 values, and one that is named twice once', async () => {
    const { code, report } = await imported(many(50), ...Array(2).fill(['--slice-field', 'channel']).flat());
    expect([code, report.slices.length, report.slices[0].slices.length]).toEqual([0, 1, 50]);
  });

  it('reads keys of JSON lines', async () => {
    desk.write(
      'in.jsonl',
      '{"text":"hi","queue":"ignore","urgent":true}\n{"text":"ho there","queue":"ignore"}\n',
    );
    const { code } = await desk.run(['in.jsonl', ...SUPPORT, '--slice-field', 'urgent', '--train', '0']);
    expect([code, desk.cases(OUT).map(({ slices }) => slices)]).toEqual([0, [['true'], []]]);
  });

  it('reads a header of the e-mails of a folder, and says when none has it', async () => {
    desk.write('inbox/ignore/1.eml', 'From: a\nSubject: b\nList-Id: <forks>\n\nHello there');
    desk.write('inbox/ignore/2.txt', 'Something else');
    const ofFolder = (name: string) =>
      desk.run(['inbox', '--source-system', 'mail', '--train', '0', '--slice-field', name]);
    const none = await ofFolder('X-List');
    expect([none.code, none.said]).toEqual([
      1,
      expect.stringContaining('found no value of X-List that can name a slice'),
    ]);
    expect((await ofFolder('list-id')).code).toBe(0);
    expect(desk.cases(OUT).map(({ slices }) => slices)).toEqual([['<forks>'], []]);
  });
});

describe('--unanswerable', () => {
  const CSV = rows(
    ['attention', 'a'],
    ['ignore', 'b'],
    ['unclear', 'c'],
    ['unclear-2', 'd'],
    ['unclear', 'e'],
  );

  it('makes cases that a person has to be asked about, and none to train on', async () => {
    const { code, report } = await imported(CSV, '--unanswerable', 'unclear*', '--train', '1');
    const all = desk
      .cases(OUT)
      .map(({ expected, suite, slices, origin }) => ({ expected, suite, slices, origin }));
    const unanswerable = { expected: { outcome: 'needs_person' }, suite: 'unanswerable', origin: 'real' };
    expect(code).toBe(0);
    expect(all).toEqual([
      { ...unanswerable, slices: ['unclear'] },
      { ...unanswerable, slices: ['unclear-2'] },
      { ...unanswerable, slices: ['unclear'] },
    ]);
    expect(desk.cases(TRAIN_OUT).map(({ expected }) => expected)).toEqual([
      { label: 'attention' },
      { label: 'ignore' },
    ]);
    expect(report.counts).toMatchObject({ sampled: 3, training: 2 });
    expect(report.labels.map(({ mapped }: { mapped: string | null }) => mapped)).toEqual([
      'attention',
      'ignore',
      null,
      null,
    ]);
  });

  it('leaves the suite of the other cases to --suite', async () => {
    await imported(CSV, '--unanswerable', 'unclear*', '--suite', 'must_never', '--train', '0');
    const suites = desk.cases(OUT).map(({ suite }) => suite);
    expect(suites).toEqual(['must_never', 'must_never', 'unanswerable', 'unanswerable', 'unanswerable']);
  });

  it('says so in the table', async () => {
    desk.write('in.csv', CSV);
    const { out } = await desk.run(['in.csv', ...SUPPORT, '--unanswerable', 'unclear*', '--dry-run']);
    expect(out).toMatch(/^ {2}unclear {4}a person, unanswerable {6}2 /m);
  });

  it('is offered where a label is none of the workflow, and says when it is about nothing', async () => {
    const { code, said } = await imported(CSV, '--unanswerable', 'unclear');
    expect([code, said]).toEqual([
      1,
      "poc eval import: label: found 1 label that the workflow does not have: unclear-2 (1); expected one of attention, ignore (poc.yaml, workflow.labels). Map them, for example --map 'unclear-2=attention', name with --unanswerable one that says that nobody could tell, or add them there.\n",
    ]);
    const { report } = await imported(rows(['ignore', 'a']), '--unanswerable', 'nobody');
    expect(report.notes).toContain('No label of the source matches --unanswerable nobody.');
  });
});
