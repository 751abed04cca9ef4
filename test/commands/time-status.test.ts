import { describe, expect, it } from 'vitest';
import type { Status } from '../../action/commands/time-status/status.ts';
import { aFolder, aPoc, type Files, poc } from '../repository-builder.ts';
import { at, started, withPoc } from './time/given.ts';

const BASELINE = `version: 1
unit: one incoming message
start_event: null
stop_event: null
performer_roles: [clerk]
eligible_per_month: 900
volume_query: messages received in October
volume_window: 2026-10-01/2026-10-31
exclusions: []
`;
const HEADER = 'case_ref,performer,started_at,stopped_at,interrupted_s,method,observer,task';
const STUDY = `${HEADER},t_tool_s,t_review_s,t_fix_s,fell_back,assignment,arm,followed`;

/** A timing of so many seconds, on the n-th of November. */
const line = (n: number, performer: string, seconds: number, method = 'stopwatch', rest = ''): string =>
  `${rest === '' ? 'ref' : 'study'}-${n},${performer},2026-11-${String(n).padStart(2, '0')}T09:00:00Z,${new Date(Date.UTC(2026, 10, n, 9, 0, seconds)).toISOString()},0,${method},,abc${rest}\n`;
const csv = (header: string, ...lines: string[]): string => `${header}\n${lines.join('')}`;

async function status(files: Files, ...argv: string[]) {
  const folder = await aFolder({ 'baseline.yaml': BASELINE, ...files });
  return poc(['time', 'status', ...argv], { cwd: folder });
}
const asData = async (files: Files, ...argv: string[]): Promise<Status> =>
  JSON.parse((await status(files, '--json', ...argv)).out);

const TIMINGS = csv(
  HEADER,
  line(1, 'person-1', 900),
  line(2, 'person-1', 240),
  line(3, 'Person-1', 300),
  line(4, 'person-2', 360),
  line(4, 'person-3', 9999, 'estimate').replace('ref-4', 'ref-9'),
);
const [TODAY, WITH, HAND] = [0, 1, 2];

describe('poc time status', () => {
  it('leaves warm-up and estimates out of the figures', async () => {
    const { arms, warm_up_each } = await asData({ 'baseline/timings.csv': TIMINGS });
    expect(warm_up_each).toBe(2);
    expect(arms[TODAY]).toMatchObject({
      arm: 'today',
      file: 'baseline/timings.csv',
      people: 2,
      all: { rows: 4, warm_up: 1, days: 4, minutes: { n: 3, mean: 5, median: 5 } },
      performers: [
        { performer: 'person-1', rows: 3, warm_up: 1, days: 3, minutes: { n: 2, mean: 4.5 } },
        {
          performer: 'person-2',
          rows: 1,
          warm_up: 0,
          days: 1,
          minutes: { n: 1, mean: 6, cv: null, interval: null },
        },
      ],
    });
  });

  it.each([
    ['0.1', 75],
    ['0.2', 19],
    ['0.05', 297],
  ])('counts for ±%s the timings that the time-study formula asks for', async (precision, needed) => {
    // 4, 5 and 6 min: CV 0.2, t(2) 4.303; (4.303 · 0.2 / 0.1)² = 74.1.
    const { arms } = await asData({ 'baseline/timings.csv': TIMINGS }, '--precision', precision);
    expect(arms[TODAY]?.needed).toBe(needed);
  });

  it('shows both arms of the study, discards, and the case on the clock', async () => {
    const rest = (arm: string) => `,10,20,,no,coin_flip,${arm},yes`;
    const files = {
      'baseline/timings.csv': TIMINGS,
      'baseline/assisted.csv': csv(
        STUDY,
        line(5, 'p', 120, 'stopwatch', rest('with_poc')),
        line(6, 'p', 180, 'stopwatch', rest('with_poc')),
        line(7, 'p', 300, 'stopwatch', ',,,,no,coin_flip,by_hand,yes'),
      ),
      'baseline/discarded.csv':
        'case_ref,performer,discarded_at,reason,arm\na,p,2026-11-05T10:00:00Z,clock started late,by_hand\nb,p,2026-11-05T10:00:00Z,clock started late,by_hand\nc,p,2026-11-05T10:00:00Z,fire,\n',
      '.poc/time.jsonl': [started(withPoc), at(30, { type: 'beat' })]
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    };
    const data = await asData(files);
    expect(data.arms[WITH]).toMatchObject({
      all: { rows: 2, minutes: { mean: 2.5 } },
      gate: { rows: 30, missing: ['28 more rows'] },
    });
    expect(data.arms[HAND]).toMatchObject({ all: { rows: 1 }, gate: null, needed: null });
    expect(data.discarded).toEqual([
      { reason: 'clock started late', arm: 'by_hand', cases: 2 },
      { reason: 'fire', arm: '', cases: 1 },
    ]);
    expect(data.running).toEqual({
      case_ref: 'ref-1',
      performer: 'person-1',
      started_at: '2026-11-20T09:00:00.000Z',
      last_seen_at: '2026-11-20T09:00:30.000Z',
    });
    const { code, out } = await status(files);
    expect(code).toBe(0);
    expect(out).toBe(`Today, by hand (baseline/timings.csv)
            rows  warm-up  days  mean  median    CV  95 % of the mean
  person-1     3        1     3  4:30    4:30  0.16        0:00–10:51
  person-2     1        0     1  6:00    6:00     –                 –
  all          4        1     4  5:00    5:00  0.20         2:31–7:29
  ±10 % at 95 % takes 75 without warm-up, with this CV: 72 more.

Study, with the tool (baseline/assisted.csv)
       rows  warm-up  days  mean  median    CV  95 % of the mean
  p       2        0     2  2:30    2:30  0.28         0:00–8:51
  all     2        0     2  2:30    2:30  0.28         0:00–8:51
  The gate asks for 30 rows: 28 more rows.
  ±10 % at 95 % takes 1292 without warm-up, with this CV: 1290 more.

Study, by hand (baseline/assisted.csv)
       rows  warm-up  days  mean  median  CV  95 % of the mean
  p       1        0     1  5:00    5:00   –                 –
  all     1        0     1  5:00    5:00   –                 –
  How many it takes for ±10 % at 95 % can be told from two timings on.

Discarded: 3
  2 clock started late (study, by hand)
  1 fire

On the clock: ref-1 by person-1 since 2026-11-20T09:00:00.000Z, last seen 2026-11-20T09:00:30.000Z.
The first 2 rows of each person who was watched, at most a third of them, are warm-up and count in no figure.`);
  });

  it.each([
    ['explore', 4, '5 rows (explore): 1 more row.'],
    ['explore', 5, '5 rows (explore): that is there.'],
    ['pilot', 4, '20 rows (pilot): 16 more rows.'],
    ['pilot', 20, '20 rows (pilot): that is there.'],
  ] as const)('in %s with %d rows says what the gate asks for', async (stage, rows, words) => {
    const made = await aPoc({ stage });
    const all = csv(
      HEADER,
      ...Array.from({ length: rows }, (_, n) => line(n + 1, `person-${n % 3}`, 200 + n)),
    );
    await made.write({ 'baseline/timings.csv': all });
    expect((await made.run('time', 'status')).out).toContain(`The gate asks for ${words}`);
  });

  it('names people and days that the gate misses in a pilot', async () => {
    const made = await aPoc({ stage: 'pilot' });
    const all = csv(
      HEADER,
      ...Array.from({ length: 20 }, (_, n) => line(1, 'person-1', 200 + n).replace('ref-1', `r-${n}`)),
    );
    await made.write({ 'baseline/timings.csv': all });
    expect((await made.run('time', 'status')).out).toContain('20 rows (pilot): 2 more people, 2 more days.');
  });

  it('calls no mean precise whose durations are all the same', async () => {
    const same = csv(HEADER, ...[1, 2, 3, 4].map((n) => line(n, 'person-1', 300)));
    const { out } = await status({ 'baseline/timings.csv': same });
    expect(out).toContain('±10 % at 95 %: the durations do not differ, which tells nothing.');
    expect(out).not.toContain('reached');
  });

  it('says that nothing was timed yet', async () => {
    const { code, out } = await status({});
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      'Today, by hand (baseline/timings.csv): nothing timed yet.',
    ]);
  });

  it('counts cases whose arm was seen and that nobody began', async () => {
    const flip = (case_ref: string, arm: 'with_poc' | 'by_hand') =>
      at(0, { type: 'assigned', case_ref, arm });
    const rest = ',,,,no,coin_flip,by_hand,yes';
    const events = [
      flip('a', 'with_poc'),
      flip('b', 'with_poc'),
      flip('c', 'by_hand'),
      flip('study-7', 'by_hand'),
      flip('gone', 'by_hand'),
      flip('REF-1', 'with_poc'),
      started(withPoc),
    ];
    const files = {
      '.poc/time.jsonl': events.map((one) => `${JSON.stringify(one)}\n`).join(''),
      'baseline/assisted.csv': csv(STUDY, line(7, 'p', 300, 'stopwatch', rest)),
      'baseline/discarded.csv':
        'case_ref,performer,discarded_at,reason,arm\nGone,p,2026-11-05T10:00:00Z,fire,by_hand\n',
    };
    expect((await asData(files)).not_begun).toEqual({ with_poc: 2, by_hand: 1 });
    expect((await status(files)).out).toContain(
      'The coin fell for cases that nobody began: 2 with the tool, 1 by hand.',
    );
  });

  it('names a case that ended and has no row yet', async () => {
    const events = [started(), at(60, { type: 'stopped' })];
    const { out } = await status({
      '.poc/time.jsonl': events.map((one) => `${JSON.stringify(one)}\n`).join(''),
    });
    expect(out).toContain('ref-1 ended, and is not in its file yet: the next `poc time` adds it.');
  });

  it.each<[string, Files, string[], string]>([
    [
      'a precision of nothing',
      {},
      ['--precision', '0'],
      '--precision: found "0"; expected a share over 0 and under 1.',
    ],
    ['a precision of all', {}, ['--precision', '1'], '--precision: found "1"; expected'],
    ['a precision in words', {}, ['--precision', 'ten'], '--precision: found "ten"; expected'],
    ['an unknown option', {}, ['--yaml'], "Unknown option '--yaml'"],
    ['no baseline', { 'baseline.yaml': null }, [], 'baseline.yaml: found no such file;'],
    ['a broken row', { 'baseline/timings.csv': csv(HEADER, 'x\n') }, [], 'baseline/timings.csv:2: found'],
    ['a journal that is a folder', { '.poc/time.jsonl/x': '' }, [], 'found EISDIR'],
    ['a broken journal', { '.poc/time.jsonl': '{}\n' }, [], '.poc/time.jsonl:1: found'],
  ])('given %s could not run, and says why', async (_, files, argv, says) => {
    const { code, out, err } = await status(files, ...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`poc time status: ${says}`);
  });
});
