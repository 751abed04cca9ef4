import { describe, expect, it } from 'vitest';
import type { Assisted } from '../../../action/contract/study.ts';
import type { Timing } from '../../../action/contract/timings.ts';
import { aPoc, type Files, jsonLines, measured } from '../../repository-builder.ts';

const TODAY = 'baseline/timings.csv';
const WITH_POC = 'baseline/assisted.csv';
type File = typeof TODAY | typeof WITH_POC;
type Cells = Partial<Record<keyof Timing | keyof Assisted, string>>;
/** What becomes of the n-th row; its line is n + 2. */
type Edit = (row: Required<Cells>, n: number) => Cells;

/** The files of a POC that has measured everything, with the rows of one of them changed. */
function edited(file: File, edit: Edit, files: Files = measured()): Files {
  const [header = '', ...lines] = (files[file] as string).trimEnd().split('\n');
  const names = header.split(',');
  const rows = lines.map((line, n) => {
    const row = Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell])) as Required<Cells>;
    const changed: Record<string, string> = { ...row, ...edit(row, n) };
    return names.map((name) => changed[name]).join(',');
  });
  return { ...files, [file]: `${[header, ...rows].join('\n')}\n` };
}

const moment = (ms: number) => new Date(ms).toISOString();
const secondsOf = (row: Required<Cells>) => (Date.parse(row.stopped_at) - Date.parse(row.started_at)) / 1000;
/** So long, and of its parts nobody says how long they took but a minute of review. */
const lasting = (row: Required<Cells>, seconds: number): Cells => ({
  stopped_at: moment(Date.parse(row.started_at) + seconds * 1000),
  t_tool_s: '',
  t_review_s: '60',
  t_fix_s: '',
});
const rounded =
  (to: number, rows: number): Edit =>
  (row, n) =>
    n < rows
      ? lasting(row, Math.max(to, Math.round(secondsOf(row) / to) * to))
      : lasting(row, secondsOf(row) | 1);
const copied =
  (seconds: number, rows: number): Edit =>
  (row, n) =>
    n < rows ? lasting(row, seconds) : {};
const within =
  (mean: number, half: number): Edit =>
  (row, n) =>
    lasting(row, Math.round(mean + half * Math.cos(n * 1.7)));
/** The second case of a person begins so many seconds before their first has stopped. */
const before = (seconds: number, people: number): Edit => {
  let stopped = 0;
  return (row, n) => {
    if (n === 0) stopped = Date.parse(row.stopped_at);
    if (n !== people) return {};
    const start = stopped - seconds * 1000;
    return { started_at: moment(start), stopped_at: moment(start + secondsOf(row) * 1000) };
  };
};
const used = (change: object): Files => ({
  ...measured(),
  'usage/first.jsonl': jsonLines([
    { event: 'started', user: 'user-1', role: 'clerk', case_ref: 'x', ts: '2026-09-09T09:30:00Z', ...change },
  ]),
});

const CHECK = { [TODAY]: 'baseline/measured-timings', [WITH_POC]: 'baseline/assisted-timings' } as const;

/** How the check of a file ends, the rows that it calls out, and the headline. */
async function judged(files: Files, file: File) {
  const poc = await aPoc({ stage: 'pilot', files });
  const report = await poc.check();
  const result = [...report.results, ...report.ahead].find(({ id }) => id === CHECK[file]);
  return {
    outcome: result?.outcome,
    message: result?.message ?? '',
    lines: [...new Set(result?.spots.map(({ location }) => `${location.file}:${location.line}`))],
    headline: report.value?.headline ?? null,
  };
}
const lines = (file: File, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${file}:${from + i}`);

type Story = {
  it: string;
  file: File;
  files: Files;
  says: string;
  rows: string[];
  twin: string;
  innocent: Files;
};

const STORIES: Story[] = [
  {
    it: 'heaped at five minutes in half of 38 rows',
    file: TODAY,
    files: edited(TODAY, rounded(300, 19)),
    says: '19 of 38 durations are exact multiples of five minutes',
    rows: lines(TODAY, 2, 20),
    twin: 'heaped in one row less',
    innocent: edited(TODAY, rounded(300, 18)),
  },
  {
    it: 'heaped at five minutes with the POC',
    file: WITH_POC,
    files: edited(WITH_POC, rounded(300, 28)),
    says: '28 of 56 durations are exact multiples of five minutes',
    rows: lines(WITH_POC, 2, 29),
    twin: 'timed to the minute, as a clock on the wall is read',
    innocent: edited(WITH_POC, rounded(60, 56)),
  },
  {
    it: 'copied four times',
    file: TODAY,
    files: edited(TODAY, copied(1_093, 4)),
    says: '4 durations are 1093 s to the second',
    rows: lines(TODAY, 2, 5),
    twin: 'the same twice, as chance has it among 38',
    innocent: edited(TODAY, copied(1_093, 2)),
  },
  {
    it: 'copied five times with the POC',
    file: WITH_POC,
    files: edited(WITH_POC, copied(451, 5)),
    says: 'durations are 451 s to the second',
    rows: lines(WITH_POC, 2, 6),
    twin: 'the same twice with the POC',
    innocent: edited(WITH_POC, copied(451, 2)),
  },
  {
    it: 'hardly different from each other',
    file: TODAY,
    files: edited(TODAY, within(1_093, 60)),
    says: 'the durations hardly differ',
    rows: lines(TODAY, 2, 39),
    twin: 'a little different, as routine work is',
    innocent: edited(TODAY, within(1_093, 110)),
  },
  {
    it: 'hardly different from each other with the POC',
    file: WITH_POC,
    files: edited(WITH_POC, within(451, 28)),
    says: 'the durations hardly differ',
    rows: lines(WITH_POC, 2, 57),
    twin: 'a little different with the POC',
    innocent: edited(WITH_POC, within(451, 90)),
  },
  {
    it: 'of one person on two cases at once',
    file: TODAY,
    files: edited(TODAY, before(1, 3)),
    says: 'person-1 was timed on two cases at once',
    rows: [`${TODAY}:2`, `${TODAY}:5`],
    twin: 'one begun at the second in which the other stopped',
    innocent: edited(TODAY, before(0, 3)),
  },
  {
    it: 'of one person on two cases at once with the POC',
    file: WITH_POC,
    files: edited(WITH_POC, before(1, 4)),
    says: 'person-1 was timed on two cases at once',
    rows: [`${WITH_POC}:2`, `${WITH_POC}:6`],
    twin: 'one begun at the second in which the other stopped, with the POC',
    innocent: edited(WITH_POC, before(0, 4)),
  },
  {
    it: 'by hand while the same person was timed with the POC',
    file: TODAY,
    files: edited(TODAY, (row, n) =>
      n === 37
        ? { performer: 'person-1', started_at: '2026-10-05T08:02:00Z', stopped_at: '2026-10-05T08:21:00Z' }
        : row,
    ),
    says: 'person-1 was timed on two cases at once',
    rows: [`${WITH_POC}:2`, `${TODAY}:39`],
    twin: 'by hand until just before the first was timed with the POC',
    innocent: edited(TODAY, (row, n) =>
      n === 37
        ? { performer: 'person-1', started_at: '2026-10-05T07:42:00Z', stopped_at: '2026-10-05T08:00:00Z' }
        : row,
    ),
  },
  {
    it: 'by hand after somebody used the tool',
    file: TODAY,
    files: used({}),
    says: 'cases were timed after the first use of the tool (2026-09-09T09:30:00.000Z)',
    rows: lines(TODAY, 32, 39),
    twin: 'by hand after the tool was offered and nobody took it',
    innocent: used({ event: 'offered' }),
  },
  {
    it: 'by hand after a case of the study was done with the POC',
    file: TODAY,
    files: edited(TODAY, (row, n) =>
      n === 37
        ? { performer: 'person-7', started_at: '2026-10-05T08:00:00Z', stopped_at: '2026-10-05T08:21:00Z' }
        : row,
    ),
    says: '1 case was timed after the first use of the tool (2026-10-05T08:00:00.000Z)',
    rows: [`${TODAY}:39`],
    twin: 'by hand a second before that',
    innocent: edited(TODAY, (row, n) =>
      n === 37
        ? { performer: 'person-7', started_at: '2026-10-05T07:59:59Z', stopped_at: '2026-10-05T08:21:00Z' }
        : row,
    ),
  },
  {
    it: 'twice of the same case with the POC',
    file: WITH_POC,
    files: edited(WITH_POC, (_, n) => (n === 9 ? { case_ref: 'poc-1' } : {})),
    says: 'poc-1 was timed twice',
    rows: [`${WITH_POC}:2`, `${WITH_POC}:11`],
    twin: 'of as many cases as rows',
    innocent: measured(),
  },
  {
    it: 'with the POC of a case that was timed by hand',
    file: WITH_POC,
    files: edited(WITH_POC, (_, n) => (n === 9 ? { case_ref: 'today-3' } : {})),
    says: '1 case is timed in `baseline/timings.csv` too',
    rows: [`${WITH_POC}:11`],
    twin: 'with the POC of another case',
    innocent: edited(WITH_POC, (_, n) => (n === 9 ? { case_ref: 'today-99' } : {})),
  },
  {
    it: 'of another unit than the baseline has now',
    file: TODAY,
    files: edited(TODAY, (_, n) => (n > 35 ? { task: '0123456789ab' } : {})),
    says: '2 of 38 rows are of another task than `baseline.yaml` has now.',
    rows: lines(TODAY, 38, 39),
    twin: 'of a unit that nobody noted',
    innocent: edited(TODAY, (_, n) => (n > 35 ? { task: '' } : {})),
  },
];

describe('timings in a repository that are', () => {
  it.each(STORIES)('$it are called out by row, and make no headline', async ({ files, file, says, rows }) => {
    const found = await judged(files, file);
    expect(found).toMatchObject({
      outcome: 'not-proven',
      message: expect.stringContaining(says),
      headline: null,
    });
    expect(found.lines).toEqual(expect.arrayContaining(rows));
    if (says.includes('first use') || rows.length < 20) expect(found.lines).toHaveLength(rows.length);
  });

  it.each(STORIES)('$twin stay green', async ({ innocent, file }) => {
    expect(await judged(innocent, file)).toMatchObject({
      outcome: 'pass',
      headline: expect.stringMatching(/^Billing triage: /),
    });
  });

  it('by hand after the builder tried it stay green: that is no use', async () => {
    expect(await judged(used({ user: 'Bo Builder' }), TODAY)).toMatchObject({ outcome: 'pass' });
  });
});
