import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DriftReport, driftReport } from '../../action/contract/drift-report.ts';
import { aFolder, aPoc, type Files, jsonLines, NOW, type Poc, poc } from '../repository-builder.ts';
import { type RunsOfDay, tracesFile, usageFile } from './drift/made-use.ts';

const SIGNALS = `version: 1
signals:
  - id: weekly-edits
    metric: edit_rate
    reference_days: 28
    worse_by: 0.1
    per_period: 70
    period_days: 7
    owner: Ona Operations
`;

/** The Monday on which people began; 74 days before it is evaluated. */
const FROM = '2026-09-07T00:00:00Z';
const DAYS = 74;
/** The last fortnight, and the last week that is over. */
const LATE = 60;
const LAST_WEEK = 63;

const usage = (late: number) =>
  usageFile(FROM, DAYS, (day) => ({ n: 10, edited: day >= LAST_WEEK ? late : 2 }));
const usual: RunsOfDay = { n: 25, bills: 30, model: 'model-2026-05-01' };
const traces = (late: Partial<RunsOfDay> = {}) =>
  tracesFile(FROM, DAYS, (day) => (day >= LATE ? { ...usual, ...late } : usual));

const files = (late: number, over: Files = {}): Files => ({
  'policy/signals.yaml': SIGNALS,
  'usage/export.jsonl': usage(late),
  'evidence/traces/a.jsonl': traces(),
  ...over,
});

let made: Poc;
beforeAll(async () => {
  made = await aPoc();
});

async function drift(some: Files, ...argv: string[]) {
  const all = {
    'policy/signals.yaml': null,
    'usage/export.jsonl': null,
    'evidence/traces/a.jsonl': null,
    'evidence/reviews.jsonl': null,
  };
  await made.write({ ...all, ...some });
  return made.run('drift', ...argv);
}
const report = async (some: Files, ...argv: string[]): Promise<DriftReport> =>
  driftReport.parse(JSON.parse((await drift(some, '--json', ...argv)).out));

const golden = async (name: string, out: string) => {
  await expect(`${out}\n`).toMatchFileSnapshot(`../golden/drift/${name}`);
};
const columns = (line: string) =>
  [...line].reduce((sum, one) => sum + (/\p{Emoji_Presentation}/u.test(one) ? 2 : 1), 0);

describe('poc drift', () => {
  const worse = files(4, { 'evidence/traces/a.jsonl': traces({ bills: 55, model: 'model-2026-11-01' }) });

  it('ends with 1 where a signal alerts, a mix moved and another model answers, signals first', async () => {
    const { code, out, err } = await drift(worse);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    await golden('worse.txt', out);
    expect(out.split('\n').filter((line) => columns(line) > 80)).toEqual([]);
  });

  it('prints the body of an issue, its title first', async () => {
    const { code, out } = await drift(worse, '--markdown');
    expect(code).toBe(1);
    await golden('worse.md', out);
  });

  it('ends with 0 where everything is as it was', async () => {
    const { code, out } = await drift(files(2));
    expect(code).toBe(0);
    await golden('same.txt', out);
  });

  it('ends with 0 and says so loudly where there is too little to tell', async () => {
    const early = {
      'usage/export.jsonl': usageFile('2026-11-10T00:00:00Z', 10, () => ({ n: 5, edited: 1 })),
    };
    const { code, out } = await drift(
      files(2, { ...early, 'evidence/traces/a.jsonl': tracesFile(FROM, DAYS, () => ({ ...usual, n: 14 })) }),
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^Not enough data/);
    await golden('too-little.txt', out);
    expect(out.split('\n').filter((line) => columns(line) > 80)).toEqual([]);
  });

  it('tells a POC without signals and runs that it needs them', async () => {
    const { code, out } = await drift({});
    expect(code).toBe(0);
    expect(out).toMatch(/^Not enough data/);
    expect(out).toContain('policy/signals.yaml has no signal');
    expect(out).toContain('No run that was for a user');
  });

  it.each([
    ['a signal that alerts', files(4), 'drift', ['weekly-edits'], []],
    [
      'a mix that moved',
      files(2, { 'evidence/traces/a.jsonl': traces({ bills: 55 }) }),
      'drift',
      [],
      ['category'],
    ],
    [
      'evals that moved',
      files(2, {
        'evidence/traces/a.jsonl': `${traces()}${tracesFile(FROM, DAYS, () => ({ ...usual, bills: 90, kind: 'eval' }))}`,
      }),
      'none',
      [],
      [],
    ],
  ] as const)('tells %s', async (_, some, verdict, alerts, moved) => {
    const found = await report(some);
    expect(found.verdict).toBe(verdict);
    expect(found.signals?.filter(({ state }) => state === 'alert').map(({ id }) => id)).toEqual(alerts);
    expect(found.distributions?.features.filter((one) => one.drift).map(({ name }) => name)).toEqual(moved);
  });

  it('says the same each time', async () => {
    expect(await report(worse)).toEqual(await report(worse));
  });

  it('does not count what those who built it did', async () => {
    const [author = ''] = (await made.repository.git('log', '--format=%an')).split('\n');
    const own = usage(4).replaceAll(/"user-\d"/g, JSON.stringify(author));
    expect((await report(files(2, { 'usage/export.jsonl': own }))).signals).toMatchObject([
      { state: 'unknown', reference: { n: 0 } },
    ]);
  });

  it('reads the scores of a sample that was looked at again', async () => {
    const reviews = Array.from({ length: 70 }, (_, day) => ({
      case_ref: `case-${day}`,
      reviewed_at: new Date(Date.parse(FROM) + day * 86_400_000).toISOString(),
      by: 'person-9',
      correct: day < LAST_WEEK,
      escaped: day >= LAST_WEEK,
    }));
    const policy = (metric: string) => ({
      'policy/signals.yaml': SIGNALS.replace('edit_rate', metric),
      'evidence/reviews.jsonl': jsonLines(reviews),
    });
    expect((await report(policy('human_score'))).signals).toMatchObject([
      { state: 'alert', reference: { value: 1 } },
    ]);
    expect((await report(policy('escaped_errors'))).signals).toMatchObject([
      { state: 'alert', reference: { value: 0 } },
    ]);
  });

  it('begins anew with --since, and takes other days and places', async () => {
    const found = await report(
      { ...files(2), 'usage/export.jsonl': null, 'state/own.jsonl': usage(2), '.gitignore': 'state/\n' },
      '--since',
      '2026-09-14',
      '--reference-days',
      '30',
      '--window-days',
      '20',
      '--usage',
      'state/*.jsonl',
    );
    expect(found.signals).toMatchObject([{ reference: { from: '2026-09-14T00:00:00.000Z', n: 280 } }]);
    expect(found.distributions).toMatchObject({ reference: { n: 750 }, window: { to: NOW.toISOString() } });
  });
});

describe('where POC_RESULT names a file', () => {
  it('the result of monitoring/quality-signal is written there, and the gate takes what poc prove makes of it', async () => {
    const now = new Date();
    const from = new Date(
      Math.floor(now.getTime() / 86_400_000) * 86_400_000 - 60 * 86_400_000,
    ).toISOString();
    // Not as many each week, since the gate does not believe a line that is flat.
    const weekly = usageFile(from, 60, (day) => ({ n: 20, edited: 2 + (day % 11 === 0 ? 1 : 0) }));
    const it = await aPoc({
      proven: true,
      now,
      files: { 'policy/signals.yaml': SIGNALS, 'usage/export.jsonl': weekly, 'usage/logged.jsonl': null },
    });
    const file = join(it.folder, '..', `${now.getTime()}-result.json`);
    const { code } = await poc(['drift'], { cwd: it.folder, now, env: { POC_RESULT: file } });
    expect(code).toBe(0);
    const ended = await it.run(
      'prove',
      'monitoring/quality-signal',
      '--',
      process.execPath,
      '-e',
      `require('node:fs').copyFileSync(${JSON.stringify(file)}, process.env.POC_RESULT)`,
    );
    expect(ended.out).toContain('✅ monitoring/quality-signal: weekly-edits takes 14 days to show');
    expect(ended.code).toBe(0);
  });

  it('rows are refused, since they have no signals', async () => {
    const cwd = await aFolder({ 'rows.jsonl': '{"ts":"2026-11-02T09:00:00Z","features":{}}\n' });
    const { code, err } = await poc(['drift', '--rows', 'rows.jsonl'], {
      cwd,
      env: { POC_RESULT: 'x.json' },
    });
    expect(code).toBe(2);
    expect(err).toContain('found --rows and the variable POC_RESULT; expected one of them');
  });
});

describe('poc drift --rows', () => {
  const row = (hour: number, features: object) => ({
    ts: new Date(Date.parse('2001-01-01T00:00:00Z') + hour * 3_600_000).toISOString(),
    features,
  });
  const months = (later: string) =>
    Array.from({ length: 1400 }, (_, i) =>
      row(i, { label: i % 3 === 0 ? (i < 1000 ? 'bill' : later) : 'other', words: (i * 31) % 97 }),
    );
  const compare = async (lines: string, ...argv: string[]) =>
    poc(['drift', '--rows', 'rows.jsonl', ...argv], { cwd: await aFolder({ 'rows.jsonl': lines }) });

  it.each([
    ['the same', 'bill', 0],
    ['another kind', 'refund', 1],
  ] as const)('compares any data of any year without a POC: %s', async (_, later, code) => {
    const ended = await compare(jsonLines(months(later)), '--json');
    expect(ended.code).toBe(code);
    const { signals, distributions } = driftReport.parse(JSON.parse(ended.out));
    expect(signals).toBeNull();
    expect(distributions).toMatchObject({ source: 'rows.jsonl', reference: { n: 672 }, window: { n: 336 } });
  });

  it('shows where a number moved, also where its middle stays', async () => {
    // Every fourth is a tenth of what it was: the median and the upper end do not tell.
    const fallen = Array.from({ length: 1400 }, (_, i) =>
      row(i, { score: i >= 1000 && i % 4 === 0 ? 9 : 90 }),
    );
    const { code, out } = await compare(jsonLines(fallen));
    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'one in ten up to 90 → 9, median 90 → 90, nine in ten up to 90 → 90',
    );
  });

  it('prints nothing that a terminal would obey, nor what Markdown would', async () => {
    const hostile = jsonLines(months('\u001b[31m<b>@team #1</b>'));
    expect((await compare(hostile)).out).not.toContain('\u001b');
    const { out } = await compare(hostile, '--markdown');
    expect(out).not.toMatch(/<b>|@team/);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('&lt;b&gt;');
  });

  it.each([
    ['no file', null, 'rows.jsonl: found nothing there; expected a file.'],
    ['no line', '\n', 'rows.jsonl: found no line; expected one for each row.'],
    [
      'no JSON',
      '{"ts":"2001-01-01T00:00:00Z","features":{}}\nnonsense\n{}\n',
      'rows.jsonl:2: found "nonsense", which is not JSON',
    ],
    ['no time', '{"features":{}}\n', 'rows.jsonl:1: ts: found nothing; expected'],
    [
      'a list',
      '{"ts":"2001-01-01T00:00:00Z","features":{"a":[1]}}\n',
      'rows.jsonl:1: features.a: found [1]; expected a number or text',
    ],
    [
      'both kinds',
      jsonLines([row(0, { a: 1 }), row(1, { a: 'x' })]),
      'rows.jsonl:2: features.a: found text where lines before have a number; expected one kind',
    ],
  ] as const)('refuses %s', async (_, lines, why) => {
    const cwd = await aFolder(lines === null ? {} : { 'rows.jsonl': lines });
    const { code, err, out } = await poc(['drift', '--rows', 'rows.jsonl'], { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(why);
  });

  it('refuses a day after the data ends', async () => {
    const { code, err } = await compare(jsonLines(months('bill')), '--since', '2001-03-01');
    expect(code).toBe(2);
    expect(err).toContain('--since: found 2001-03-01; expected a day before 2001-02-28');
  });
});

describe('poc drift refuses', () => {
  it.each([
    ['two folders', ['a', 'b'], 'found 2 folders; expected one.'],
    ['both forms', ['--json', '--markdown'], 'found --json and --markdown; expected one of them.'],
    ['rows beside a folder', ['--rows', 'a', 'b'], 'found --rows and b; expected one of them'],
    [
      'rows beside traces',
      ['--rows', 'a', '--traces', 'b'],
      'found --rows and --traces; expected one of them',
    ],
    ['rows beside usage', ['--rows', 'a', '--usage', 'b'], 'found --rows and --usage; expected one of them'],
    [
      'no day',
      ['--since', 'May'],
      '--since: found "May"; expected a day. Write, for example, --since 2026-11-02.',
    ],
    [
      'a day to come',
      ['--since', '2026-12-24'],
      '--since: found 2026-12-24; expected a day before 2026-11-20',
    ],
    ['no days', ['--window-days', '0'], '--window-days: found "0"; expected a whole number of days'],
    [
      'half a day',
      ['--reference-days', '1.5'],
      '--reference-days: found "1.5"; expected a whole number of days',
    ],
    [
      'a pattern that leads out',
      ['--usage', '../*.jsonl'],
      '--usage: found "../*.jsonl", a pattern that leads out of the folder; expected',
    ],
    [
      'a pattern that nothing matches',
      ['--traces', 'nowhere/*.jsonl'],
      '--traces: found no file for "nowhere/*.jsonl"; expected one or more.',
    ],
    ['an unknown flag', ['--rwos', 'a'], "Unknown option '--rwos'"],
    ['a folder that is no POC', ['usage'], 'poc.yaml'],
    ['a folder that is not there', ['nowhere'], 'nowhere'],
  ])('%s', async (_, argv, why) => {
    const { code, out, err } = await drift(files(2), ...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(why);
  });

  it.each([
    ['usage', { 'usage/export.jsonl': '{}\n' }, 'usage/export.jsonl:1: event: found nothing; expected'],
    [
      'traces',
      { 'evidence/traces/a.jsonl': '{}\n' },
      'evidence/traces/a.jsonl:1: found a line without the list',
    ],
    ['signals', { 'policy/signals.yaml': 'version: 2\nsignals: []\n' }, 'policy/signals.yaml:1'],
    [
      'reviews',
      { 'evidence/reviews.jsonl': '{"case_ref":"a"}\n' },
      'evidence/reviews.jsonl:1: reviewed_at: found nothing; expected',
    ],
  ])('%s that cannot be read, with the line', async (_, some, why) => {
    const { code, err } = await drift(files(2, some));
    expect(code).toBe(2);
    expect(err).toContain(why);
  });

  it('no POC_RESULT that cannot be written, in silence', async () => {
    await drift(files(2));
    const { code, err } = await poc(['drift'], {
      cwd: made.folder,
      env: { POC_RESULT: 'no/such/folder/x.json' },
    });
    expect(code).toBe(2);
    expect(err).toContain('no/such/folder/x.json');
    await expect(readFile(join(made.folder, 'no/such/folder/x.json'))).rejects.toThrow();
  });
});
