import { describe, expect, it } from 'vitest';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import type { Value } from '../../../action/contract/value.ts';
import type { Evidence } from '../../../action/readiness/evidence.ts';
import { appraise } from '../../../action/readiness/value/appraise.ts';
import type { Sources } from '../../../action/readiness/value/value-inputs.ts';
import { given } from '../../given.ts';

type Over = Partial<Evidence> & Partial<Pick<Sources, 'unread' | 'bars' | 'now' | 'systemChangedAt'>>;

/** The worth of a POC that has measured everything, but for what is given. */
function worth({
  unread = [],
  bars = barsInForce(undefined),
  now = given.now,
  systemChangedAt = null,
  ...over
}: Over = {}) {
  const all = { ...given.study(over) } as Evidence;
  return appraise({
    timings: all.timings,
    assisted: all.assisted,
    checkedCases: all.checkedCases,
    discarded: all.discarded ?? { file: 'baseline/discarded.csv', rows: [] },
    usage: all.usage,
    eligible: over.eligible ?? { file: 'usage/eligible.csv', rows: [] },
    taskDigest: all.taskDigest,
    authors: all.authors ?? [],
    baseline: all.baseline.value,
    unread,
    name: 'Message triage',
    bars,
    now,
    systemChangedAt,
  });
}
const money = (change: Partial<Value>) => worth({ baseline: given.baseline({ value: given.money(change) }) });
const gapsOf = (over: Over) => worth(over).gaps.map(({ what, remedy }) => `${what} ${remedy}`);
const alone = (n: number) => ({ performer: `person-${n}` });

describe('the worth of a POC that has measured everything', () => {
  const value = worth();

  it('is a result with a headline, and nothing is missing', () => {
    expect(value).toMatchObject({
      gaps: [],
      grade: 'B',
      haircut: 0.1,
      comparison: 'before_after',
      currency: 'EUR',
    });
    expect(value.headline).toBe(
      'Message triage: 18.2 → 8.4 min a case including review (n=24/30, before/after, timed), used on 50.7 % of cases (560 of 1,104 in 28 days). Frees 1,200 h a year (at least 1,050). Net €37K a year after run cost, counting 50 % of the hours (at least €27K). Pays back in 7 months (at worst 9). Evidence grade B.',
    );
  });

  it('is made of what the files say', () => {
    expect(value.inputs).toMatchObject({
      casesPerMonth: 1200,
      toolMinutes: 1,
      adoption: { count: 560, of: 1104 },
      errorsToday: { count: 20, of: 200 },
      errorsWithPoc: { count: 10, of: 200 },
      costPerError: { low: 20, likely: 35, high: 60 },
      hourly: 60,
      capture: { low: 0.5, likely: 0.5, high: 0.5 },
      runPerCase: { low: 0.2, likely: 0.2, high: 0.2 },
      runPerMonth: 500,
      build: 20_000,
      haircut: 0.1,
      horizonMonths: 12,
      discountRate: null,
    });
    expect([value.inputs?.today.length, value.inputs?.withPoc.length]).toEqual([24, 30]);
  });

  it('is the same every time', () => {
    expect(worth()).toEqual(value);
  });

  it('has the minutes saved that the result has', () => {
    expect(value.saved?.difference).toBeCloseTo(value.result?.saved.difference as number, 10);
    expect(value.saved?.p10).toBe(value.result?.savedP10);
  });

  it('moves with money alone where only money changes', () => {
    const dearer = money({ hourly_cost: { amount: 120, basis: 'loaded', as_of: '2026-09-01', source: 'x' } });
    expect(dearer.result?.hours).toEqual(value.result?.hours);
    expect(dearer.result?.atMean.labour).toBeCloseTo(2 * (value.result?.atMean.labour as number), 6);
  });

  it('never takes the time of the tool for the time of the work', () => {
    const slower = worth({ assisted: given.assisted(36, () => ({ t_tool_s: 5 })) });
    expect([slower.headline, slower.result?.net]).toEqual([value.headline, value.result?.net]);
    expect(slower.result?.slideware.net).toBeGreaterThan(value.result?.slideware.net as number);
  });

  it('costs a case what its minutes cost, and with the POC its share of what running costs too', () => {
    // Of 500 a month, spread over the part of 1,200 cases that is tried.
    const share = 500 / (1200 * (value.adoption?.share as number));
    expect(value.costPerCase?.today).toBe(value.today?.mean);
    expect(value.costPerCase?.withPoc).toBeCloseTo((value.withPoc?.mean as number) + 0.2 + share, 10);
    expect(worth({ usage: [] }).costPerCase).toBeNull();
    expect(worth({ baseline: given.baseline({ value: null }) }).costPerCase).toBeNull();
    const per_case = { low: 0, likely: 0.3, high: 0.9 };
    const ranged = money({ run: [{ item: 'x', kind: 'model', per_case, source: 'x' }] });
    expect(ranged.costPerCase?.withPoc).toBeCloseTo((value.withPoc?.mean as number) + 0.4, 10);
  });

  it('compares a year of today’s work with what building costs', () => {
    // 14,400 cases of 18.2 minutes at 1 a minute, over 20,000.
    expect(value.addressableRatio).toBeCloseTo((14_400 * (value.today?.mean as number)) / 20_000, 10);
    expect(money({ build: [] }).addressableRatio).toBeNull();
    expect(
      worth({ baseline: given.baseline({ value: given.money(), eligible_per_month: null }) })
        .addressableRatio,
    ).toBeNull();
  });

  it('leaves out the use of those who build it', () => {
    expect(worth({ authors: ['user-1'] }).adoption).toMatchObject({ attempted: 373, users: 2 });
  });

  it('counts who used it, who refused the other way, and what was never timed', () => {
    const assisted = given.assisted(40, (n) => ({
      followed: n < 3 ? 'no' : 'yes',
      ...(n > 37 ? { arm: 'by_hand', followed: n === 38 ? 'no' : 'yes' } : {}),
    }));
    const discarded = {
      file: 'x.csv',
      rows: given.rows('x.csv', [given.discardedRow(0), given.discardedRow(1)]),
    };
    expect(worth({ assisted, discarded }).denominators).toEqual({
      used: 35,
      people: 3,
      refused: 4,
      neverTimed: 2,
    });
  });
});

describe('the grade of the evidence', () => {
  const flipped = (count: number) =>
    given.assisted(2 * count, (n) => ({
      ...alone(n),
      assignment: 'coin_flip',
      arm: n % 2 === 0 ? 'by_hand' : 'with_poc',
    }));

  it('is A with 30 cases an arm by coin, and takes nothing off', () => {
    const value = worth({ assisted: flipped(30) });
    expect(value).toMatchObject({
      grade: 'A',
      haircut: 0,
      comparison: 'coin_flip',
      today: { n: 30 },
      gaps: [],
    });
    expect(value.headline).toContain('(n=30/30, assigned by coin, timed)');
  });

  it('is that of before and after with 29', () => {
    expect(worth({ assisted: flipped(29) })).toMatchObject({
      grade: 'B',
      comparison: 'before_after',
      today: { n: 24 },
    });
  });

  it.each([
    [20, 'B', 0.1],
    [19, 'C', 0.25],
    [5, 'C', 0.25],
  ] as const)('of %d cases that count is %s, and takes %d off', (count, grade, haircut) => {
    const value = worth({
      timings: given.hand(count, (n) => ({ performer: `person-${n % 9}`, method: 'system_timestamps' })),
    });
    expect(value).toMatchObject({ grade, haircut, today: { n: count }, gaps: [] });
    expect(value.result?.mean.haircut).toBe(haircut);
  });

  it('is C with two people, has a number for use inside, and nothing to be quoted', () => {
    const value = worth({
      assisted: given.assisted(36, (n) => ({
        performer: `person-${n % 2}`,
        method: 'system_timestamps',
        started_at: `2026-10-${10 + Math.floor(n / 6)}T${10 + (n % 6)}:00:00Z`,
        stopped_at: `2026-10-${10 + Math.floor(n / 6)}T${10 + (n % 6)}:0${6 + (n % 4)}:${10 + n}Z`,
      })),
    });
    expect(value).toMatchObject({ grade: 'C', gaps: [], headline: null });
    expect(value.result).not.toBeNull();
    expect(value.notes).toEqual([
      'Few cases or people were timed (grade C): for use inside, not to be quoted.',
      'By hand was measured by stopwatch, with the POC by system_timestamps: part of the difference may be that.',
    ]);
  });

  it('is D with an arm that is empty, and shows no number', () => {
    expect(worth({ assisted: given.assisted(0) })).toMatchObject({
      grade: 'D',
      haircut: 1,
      withPoc: null,
      saved: null,
      comparison: null,
      costPerCase: null,
      result: null,
      headline: null,
    });
  });

  it('takes off what the policy says', () => {
    const bars = barsInForce({ version: 1, bars: { 'baseline/roi-recomputed': { haircut_b: 0.3 } } });
    expect(worth({ bars }).haircut).toBe(0.3);
  });
});

describe('what keeps the number from being there', () => {
  it.each<[string, Over, string]>([
    [
      'a file that cannot be read',
      { unread: ['baseline/errors.csv'] },
      'baseline/errors.csv cannot be read. See the check that names the line.',
    ],
    [
      'four timings by hand',
      { timings: given.hand(4, alone) },
      '4 timings of today’s work count. Time 5 or more with `poc time`.',
    ],
    [
      'four timings with the POC',
      { assisted: given.assisted(4, alone) },
      '4 timings with the POC count. Time 5 or more with `poc time --assisted`.',
    ],
    [
      'timings by hand that look made up',
      { timings: given.hand(30, (n) => (n < 4 ? { seconds: 1021 } : {})) },
      'Timings do not look like timings: 4 durations are 1021 s to the second. Correct or take out these rows.',
    ],
    [
      'timings with the POC that look made up',
      { assisted: given.assisted(36, (n) => (n < 4 ? { seconds: 421 } : {})) },
      'Timings do not look like timings: 4 durations are 421 s to the second. Correct or take out these rows.',
    ],
    [
      'timings of another task',
      { taskDigest: 'ba9876543210' },
      '54 of 54 timings are of another unit, start or stop than `baseline.yaml` has now. Time them again, or restore the definition.',
    ],
    [
      'one timing of another task that counts',
      { timings: given.hand(30, (n) => (n === 29 ? { task: 'ba9876543210' } : {})) },
      '1 of 54 timings are of another unit',
    ],
    [
      'review that nobody timed in over 20 % of the cases',
      { assisted: given.assisted(36, (n) => (n > 28 ? { t_review_s: null, fell_back: 'no' } : {})) },
      'Review and correction were not timed in too many of the cases with the POC, so the saving is not proven. Workday',
    ],
    [
      'a volume that nobody counted',
      { baseline: given.baseline({ value: given.money(), eligible_per_month: null }) },
      'Nobody has counted the eligible cases. Fill in `eligible_per_month:` in `baseline.yaml`.',
    ],
    [
      '27 days of use',
      { usage: given.usage(27) },
      'Use is known for 27 of 28 days. Export the usage events of four weeks to `usage/`.',
    ],
    ['use by builders alone', { authors: ['user-1', 'user-2', 'user-3'] }, 'Use is known for 0 of 28 days.'],
    [
      'more cases tried than there were',
      { baseline: given.baseline({ value: given.money(), eligible_per_month: 608 }) },
      '560 cases were tried in 28 days, and there were 559. Count `eligible_per_month:` in `baseline.yaml` again, for the same period.',
    ],
    [
      'an extract of fewer cases than there are',
      { eligible: given.eligible(882) },
      'The extract of eligible cases lists 882 in 28 days, and `baseline.yaml` says 1200 a month: more than 20 % apart. Extract them again',
    ],
    [
      'no money',
      { baseline: given.baseline() },
      'There is no money in `baseline.yaml`. Fill in `value:`; the comment there shows each key.',
    ],
    [
      'an error that nobody priced',
      { baseline: given.baseline({ value: given.money({ cost_per_error: null }) }) },
      'Nobody has priced an error. Fill in `value.cost_per_error:` in `baseline.yaml`.',
    ],
  ])('is %s: no result, no headline', (_, over, says) => {
    const value = worth(over);
    expect(gapsOf(over)).toEqual([expect.stringContaining(says)]);
    expect([value.result, value.inputs, value.headline]).toEqual([null, null, null]);
  });

  it.each<[string, Over]>([
    ['five timings by hand', { timings: given.hand(5, alone) }],
    ['five timings with the POC', { assisted: given.assisted(5, alone) }],
    ['timings that do not say of which task they are', { timings: given.hand(30, () => ({ task: '' })) }],
    [
      'review that nobody timed in exactly 20 % of the cases',
      {
        assisted: given.assisted(36, (n) =>
          n === 28 || n > 30 ? { t_review_s: null, fell_back: 'no' } : { fell_back: 'no' },
        ),
      },
    ],
    ['28 days of use', { usage: given.usage(28) }],
    ['an extract of 20 % fewer cases', { eligible: given.eligible(884) }],
    [
      'as many cases tried as there were',
      { baseline: given.baseline({ value: given.money(), eligible_per_month: 609 }) },
    ],
    ['builders among the users', { authors: ['user-1'] }],
  ])('is not %s', (_, over) => {
    expect(gapsOf(over)).toEqual([]);
    expect(worth(over).result).not.toBeNull();
  });

  it('is told in the order in which it is brought: minutes, volume, use, money', () => {
    const bare = given.baseline({ eligible_per_month: null });
    expect(
      gapsOf({
        timings: given.hand(0),
        assisted: given.assisted(0),
        usage: [],
        baseline: bare,
        unread: ['x.csv'],
      }),
    ).toEqual([
      expect.stringMatching(/^x\.csv/),
      expect.stringMatching(/^0 timings of today/),
      expect.stringMatching(/^Nobody has counted/),
      expect.stringMatching(/^There is no money/),
    ]);
  });
});

describe('what is known before there is money', () => {
  it('is the minutes, the use, and how often the work is wrong', () => {
    expect(worth({ baseline: given.baseline() })).toMatchObject({
      today: { n: 24, warmUp: 6, people: 3 },
      withPoc: { n: 30 },
      saved: { difference: expect.closeTo(9.83, 2) },
      adoption: { attempted: 560 },
      weeks: [{ from: '2026-10-19' }, {}, {}, {}],
      errorsToday: { wrong: 20 },
      errorsWithPoc: { wrong: 10 },
      costPerCase: null,
      currency: null,
      locale: 'en',
    });
  });

  it('has no minutes saved while an arm has one row', () => {
    expect(worth({ timings: given.hand(1) }).saved).toBeNull();
    expect(worth({ assisted: given.assisted(1) }).saved).toBeNull();
    expect(worth({ timings: given.hand(2) }).saved).not.toBeNull();
  });
});

describe('what a reader has to know of the number', () => {
  const [hand, poc] = [given.checkedCases(200, 0), given.checkedCases(0, 200)];

  it.each<[string, ReturnType<typeof worth>, string[]]>([
    [
      'errors of today that nobody counted',
      worth({ checkedCases: poc }),
      ['Too few finished cases of today were looked at again, so their errors are taken as none.'],
    ],
    [
      'errors with the POC that nobody counted',
      worth({ checkedCases: hand }),
      ['Errors with the POC were not counted, so as many are assumed as could have gone unseen (3 in n).'],
    ],
    [
      'a share that nobody accepted',
      money({ capture: { share: 0.9, hours_become: 'more_volume', owner: null, accepted_on: null } }),
      [
        'Nobody who owns the budget has accepted the share of hours that counts as money, so at most 50 % of them do.',
      ],
    ],
    [
      'hours that become nothing',
      money({ capture: { ...given.money().capture, hours_become: 'none' } }),
      ['Freed hours become nothing that is named, so they count as no money.'],
    ],
    [
      'a wage',
      money({ hourly_cost: { amount: 40, basis: 'wage', as_of: '2026-09-01', source: 'x' } }),
      ['Only the wage is known; the cost of an hour is made of it by the usual share of wages.'],
    ],
    ['nothing, where all is known', worth(), []],
  ])('is %s', (_, value, notes) => {
    expect(value.notes).toEqual(notes);
  });

  it('takes errors that nobody counted for what is least favourable', () => {
    expect(worth({ checkedCases: poc }).result?.mean.errorsToday).toBe(0);
    expect(worth({ checkedCases: hand }).result?.mean.errorsWithPoc).toBe(3 / 30);
  });

  it('counts no more hours than the policy lets without an owner', () => {
    const capture = { share: 0.9, hours_become: 'more_volume', owner: null, accepted_on: null } as const;
    expect(money({ capture }).inputs?.capture.likely).toBe(0.5);
    expect(money({ capture: { ...given.money().capture, share: 0.9 } }).inputs?.capture.likely).toBe(0.9);
  });
});

describe('what was discarded', () => {
  const discarded = (n: number, arm: '' | 'with_poc') => ({
    file: 'baseline/discarded.csv',
    rows: Array.from({ length: n }, (_, i) => ({
      value: {
        case_ref: `gone-${i}`,
        performer: 'person-1',
        discarded_at: '2026-11-10T09:00:00Z',
        reason: 'not an eligible case',
        arm,
      },
      file: 'baseline/discarded.csv',
      line: i + 2,
    })),
  });
  const notes = (n: number, arm: '' | 'with_poc') =>
    worth({ discarded: discarded(n, arm) }).notes.filter((note) => note.includes('discarded'));

  // 36 attempts with the POC, and 30 by hand: of 40 a tenth is 4, of 33 it is 3.
  it.each([
    ['with_poc', 4, []],
    ['with_poc', 5, ['5 of 41 cases begun with the POC were discarded and count nowhere.']],
    ['', 3, []],
    ['', 4, ['4 of 34 cases begun by hand were discarded and count nowhere.']],
  ] as const)('is told by arm, when it is more than a tenth: %j, %d', (arm, n, told) => {
    expect(notes(n, arm)).toEqual(told);
  });
});

describe('errors that cannot be what the rows say', () => {
  it('leave no number', () => {
    const [first, ...rest] = given.study().checkedCases?.rows ?? [];
    const itself = { ...first, value: { ...first?.value, checked_by: first?.value.performer } };
    const checkedCases = { file: 'baseline/errors.csv', rows: [itself, ...rest] } as Evidence['checkedCases'];
    const value = worth({ checkedCases });
    expect(value.headline).toBeNull();
    expect(value.gaps).toEqual([
      {
        what: `1 of ${rest.length + 1} rows of \`baseline/errors.csv\` were checked by whoever did them.`,
        remedy: 'Have somebody else look at them.',
        location: itself,
      },
    ]);
  });
});

describe('a system that was changed', () => {
  const rows = given.study().assisted?.rows.filter(({ value }) => value.arm === 'with_poc') ?? [];
  // Of 36 rows the first six are warm-up; of the 30 that count the sixteenth decides.
  const ends = rows.map(({ value }) => Date.parse(value.stopped_at)).sort((a, b) => a - b);
  const middle = ends.slice(-30)[15] as number;
  const notes = (moment: number) => worth({ systemChangedAt: new Date(moment).toISOString() }).notes;

  it('is told when that was after half of the timings with the POC, and one fresh row hides nothing', () => {
    const told = expect.stringContaining('after half of the timings with the POC');
    expect(notes(middle)).not.toContainEqual(told);
    expect(notes(middle + 1)).toContainEqual(told);
    expect(worth({ systemChangedAt: null }).notes).not.toContainEqual(told);
  });
});
