import { passRate } from '../../../action/checks/eval/pass-rate.ts';
import type { EvalRow } from '../../../action/contract/eval-run.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import { type EvalRecord, evalRecord } from '../../../action/readiness/eval/eval-record.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const { capabilities } = given.manifest().value;
const unattended = { manifest: given.manifest({ capabilities: { ...capabilities, unattended: true } }) };

/** Real cases, where `each` says how an attempt at the n-th differs from a pass; `null` leaves its row out. */
function scored(count: number, each: (n: number, repeat: number) => Partial<EvalRow> | null, repeats = 1) {
  const values = given.caseValues(count);
  const rows = values.flatMap((one, n) =>
    Array.from({ length: repeats }, (_, repeat) => ({ repeat, how: each(n, repeat) })).flatMap(
      ({ repeat, how }) => (how === null ? [] : [given.evalRow(one, { repeat, ...how })]),
    ),
  );
  return { cases: given.rows('eval/cases/all.jsonl', values), results: given.results(rows) };
}
/** `passed` of `count` cases pass. */
const rate = (passed: number, count: number, otherwise: Partial<EvalRow> = { verdict: 'fail' }) =>
  scored(count, (n) => (n < passed ? {} : otherwise));

const twoRowsOf = (id: string, second: Partial<EvalRow>) => {
  const { cases, results } = rate(70, 70);
  const again = given.evalRow(given.evalCase(id), second);
  return { cases, results: given.results([...results.rows.map(({ value }) => value), again]) };
};

/** Of the cases so many pass and so many fail, and the first is there again and again with another mark at its end. */
function copied(passed: number, failed: number, times: number) {
  const values = given.caseValues(passed + failed);
  const copies = Array.from({ length: times }, (_, n) =>
    given.evalCase(`copy-${n}`, { input: { text: `the text of case-0${'!'.repeat(n + 1)}` } }),
  );
  const rows = [...values, ...copies].map((one, n) =>
    given.evalRow(one, n >= passed && n < passed + failed ? FAIL : {}),
  );
  return { cases: given.rows('eval/cases/all.jsonl', [...values, ...copies]), results: given.results(rows) };
}

const FAIL = { verdict: 'fail' } as const;

/** 70 right cases, of which the first `count` are in a slice and `passed` of them pass. */
function sliced(passed: number, count: number, name = 'refunds') {
  const values = given
    .caseValues(100)
    .map((one, n) => ({ ...one, slices: n < count ? [name, 'small'] : ['others'] }));
  const rows = values.map((one, n) => given.evalRow(one, n >= passed && n < count ? FAIL : {}));
  return { cases: given.rows('eval/cases/all.jsonl', values), results: given.results(rows) };
}
const slices = (bars: Record<string, number>) => ({
  bars: barsInForce({ version: 1, bars: {}, slices: bars }),
});
/** The policy of the base, which decides how a case with several attempts is counted. */
const rule = (bars: { of_repeats: number }) => ({
  change: given.change({ base: given.base({ thresholds: given.thresholds({ 'eval/pass-rate': bars }) }) }),
});
const repeats = (bars: { repeats?: number; of_repeats?: number }) => ({
  bars: barsInForce({ version: 1, bars: { 'eval/pass-rate': bars } }),
});

/** Records as another tool has them: attempts that nobody numbered, of two variants, or of cases that are alike. */
function recorded(count: number, each: (n: number) => Partial<EvalRecord>[]) {
  const values = given.caseValues(count);
  const records = values.flatMap(({ id }, n) =>
    each(n).map((more) => evalRecord({ id, verdict: 'pass', row: n + 1, ...more })),
  );
  return { cases: given.rows('eval/cases/all.jsonl', values), results: given.results(records) };
}

tellStories(passRate, { severity: 'critical', blocksFrom: 'pilot' }, [
  {
    it: 'passes at 63 of 70 against 0.80, by the lower bound',
    given: rate(63, 70),
    outcome: 'pass',
    says: '90 % (80–96), 63 of 70; the bar is 80 % on the lower bound.',
  },
  {
    it: 'cannot tell at 62 of 70, and says how many cases could',
    given: rate(62, 70),
    outcome: 'not-proven',
    says: '88.6 % (79–95), 62 of 70; the bar is 80 % on the lower bound: cannot tell yet, at this rate 84 cases could tell.',
  },
  {
    it: 'cannot tell at 45 of 50, which reads 90 %',
    given: rate(45, 50),
    outcome: 'not-proven',
    says: '90 % (78–96), 45 of 50',
  },
  {
    it: 'cannot tell at 10 of 10',
    given: rate(10, 10),
    outcome: 'not-proven',
    says: '100 % (72–100), 10 of 10',
  },
  {
    it: 'says that the rate has to rise where no number of cases would do',
    given: rate(56, 70),
    outcome: 'not-proven',
    says: 'cannot tell yet, the rate itself has to rise',
  },
  {
    it: 'fails when even the upper bound is under the bar',
    given: rate(40, 70),
    outcome: 'fail',
    says: 'missed',
  },
  {
    it: 'passes unattended at 245 of 250',
    given: { ...unattended, ...rate(245, 250) },
    outcome: 'pass',
    says: 'the bar is 95 %',
  },
  {
    it: 'cannot tell unattended at 244 of 250',
    given: { ...unattended, ...rate(244, 250) },
    outcome: 'not-proven',
  },
  {
    it: 'compares with the bar of the policy',
    given: rate(63, 70),
    at: { bars: barsInForce({ version: 1, bars: { 'eval/pass-rate': { reviewed: 0.81 } } }) },
    outcome: 'not-proven',
    says: 'the bar is 81 %',
  },
  {
    it: 'counts a system error as a failure',
    given: rate(62, 70, { verdict: 'system_error', outcome: null }),
    outcome: 'not-proven',
    says: '62 of 70; 8 system errors counted as failures',
  },
  {
    it: 'counts a case without a result as a failure, and names it',
    given: scored(70, (n) => (n < 62 ? {} : null)),
    outcome: 'not-proven',
    says: '62 of 70; 8 cases lack results, which count as failures, such as case-62',
  },
  {
    it: 'fails when there is no result at all',
    given: scored(70, () => null),
    outcome: 'fail',
    says: '0 % (0–6), 0 of 70',
  },
  {
    it: 'does not count an item that went to a person as right, whatever the grader says',
    given: rate(62, 70, { verdict: 'pass', outcome: 'needs_person' }),
    outcome: 'not-proven',
    says: '62 of 70; 8 went to a person',
  },
  {
    it: 'does not count a refusal as right, whatever the grader says',
    given: rate(62, 70, { verdict: 'pass', outcome: 'refused' }),
    outcome: 'not-proven',
    says: '62 of 70',
  },
  {
    it: 'leaves out grader errors of exactly 5 %',
    given: rate(95, 100, { verdict: 'grader_error' }),
    outcome: 'pass',
    says: '100 % (96–100), 95 of 95; 5 grader errors left out',
  },
  {
    it: 'is not proven with one grader error more',
    given: rate(94, 100, { verdict: 'grader_error' }),
    outcome: 'not-proven',
    says: '6 of 100 rows have no verdict (the grader crashed on 6); at most 5 %',
  },
  {
    it: 'leaves out rows without a verdict of exactly 5 %',
    given: rate(95, 100, { verdict: 'no_verdict' }),
    outcome: 'pass',
    says: '5 without a verdict left out',
  },
  {
    it: 'is not proven when failures are hidden as rows without a verdict',
    given: rate(70, 100, { verdict: 'no_verdict' }),
    outcome: 'not-proven',
    says: '30 of 100 rows have no verdict',
  },
  {
    it: 'adds up grader errors and rows without a verdict',
    given: scored(100, (n) => ({ verdict: n < 3 ? 'grader_error' : n < 6 ? 'no_verdict' : 'pass' })),
    outcome: 'not-proven',
    says: '6 of 100 rows',
  },
  {
    it: 'is not proven when the grader crashed on everything',
    given: rate(0, 70, { verdict: 'grader_error' }),
    outcome: 'not-proven',
    says: '70 of 70 rows have no verdict',
  },
  {
    it: 'counts repeats of a case as fewer than as many cases',
    given: scored(20, (n) => (n < 19 ? {} : FAIL), 5),
    outcome: 'not-proven',
    // 19 of 20 cases, each the same five times: worth 20 less one.
    says: '95 % (75–100), 95 of 100 rows from 20 cases, worth 19; the bar',
  },
  {
    it: 'counts repeats that are left out as failures',
    given: scored(100, (n, repeat) => (n < 20 && repeat > 0 ? null : {}), 5),
    outcome: 'not-proven',
    // Squares 80 · 0.8² + 20 · 3.2² = 256, so 500 rows are worth 500 · (0.1344 / 500) / (100/99 · 256 / 500²) = 130.
    says: '84 % (76–90), 420 of 500 rows from 100 cases, worth 130; 20 cases lack results, which count as failures, such as case-0',
  },
  {
    it: 'gains nothing from trying one easy case a hundred times',
    given: scored(70, (n, repeat) => (repeat > 0 && n > 0 ? null : n < 56 ? {} : FAIL), 100),
    outcome: 'fail',
    says: '69 cases lack results',
  },
  {
    it: 'passes, when a person looks first, although half of the cases fail once in five',
    given: scored(100, (n, repeat) => (repeat === n % 10 ? FAIL : {}), 5),
    outcome: 'pass',
    says: '90 % (87–93), 450 of 500 rows from 100 cases',
  },
  {
    it: 'asks for all repeats of a case when it runs unattended',
    given: { ...unattended, ...scored(100, (_, repeat) => (repeat === 4 ? FAIL : {}), 5) },
    outcome: 'fail',
    says: '0 % (0–4), 0 of 100',
  },
  {
    it: 'passes unattended when all repeats of a case pass',
    given: { ...unattended, ...scored(250, () => ({}), 2) },
    outcome: 'pass',
    says: '250 of 250',
  },
  {
    it: 'is not proven by synthetic cases',
    given: (() => {
      const values = given.caseValues(100, { origin: 'synthetic', source_system: null, source_ref: null });
      return { cases: given.rows('eval/cases/all.jsonl', values) };
    })(),
    outcome: 'not-proven',
    says: 'No real case has been scored; synthetic ones do not count.',
  },
  { it: 'is not proven without cases', given: { cases: [] }, outcome: 'not-proven', says: 'No real case' },
  {
    it: 'is not proven when rows are about cases that are not there',
    given: twoRowsOf('case-of-old', {}),
    outcome: 'not-proven',
    says: '1 of 71 result rows is about a case that eval/cases does not have, such as case-of-old',
  },
  {
    it: 'is not proven when a row stands twice',
    given: twoRowsOf('case-3', { verdict: 'pass' }),
    outcome: 'not-proven',
    says: '1 result row stands twice, such as case-3, repeat 0',
  },
  {
    it: 'is not proven when the best of several tries was kept',
    given: scored(70, (n) => (n < 2 ? { repeat: 2 } : {})),
    outcome: 'not-proven',
    says: '2 cases have a later attempt and not an earlier one, such as case-0 with 2 and without 0',
  },
  {
    it: 'passes when a tool numbers its attempts from 1',
    given: scored(70, () => ({ repeat: 1 })),
    outcome: 'pass',
  },
  {
    it: 'takes a running number for what it is',
    given: scored(70, (n) => ({ repeat: n })),
    outcome: 'pass',
  },
  {
    it: 'gains nothing from copies of a case that it is right on',
    given: copied(55, 15, 100),
    outcome: 'not-proven',
    says: '55 of 70; 100 cases repeat another nearly word for word, counted with it',
  },
  {
    it: 'loses nothing by one',
    given: copied(70, 0, 1),
    outcome: 'pass',
    says: '70 of 70; 1 case repeats another nearly word for word, counted with it',
  },
  {
    it: 'does not take attempts that nobody numbered for copies',
    given: recorded(70, () => [{}, {}]),
    outcome: 'pass',
    says: '100 % (94–100), 140 of 140 rows from 70 cases, worth 70; the bar',
  },
  {
    it: 'counts the variants of one case as attempts at it',
    given: recorded(70, (n) => [
      { variant: 'prompt a', repeat: 0 },
      { variant: 'prompt b', repeat: 0, verdict: n < 28 ? 'fail' : 'pass' },
    ]),
    outcome: 'not-proven',
    says: '80 % (72–86), 112 of 140 rows from 70 cases, worth 140; the bar is 80 % on the lower bound: cannot tell yet',
  },
  {
    it: 'is not proven when a variant of a case stands twice',
    given: recorded(70, (n) =>
      n === 3
        ? [
            { variant: 'prompt a', repeat: 0 },
            { variant: 'prompt a', repeat: 0 },
          ]
        : [{ variant: 'prompt a', repeat: 0 }],
    ),
    outcome: 'not-proven',
    says: '1 result row stands twice',
  },
  {
    it: 'counts cases of one document as fewer',
    given: recorded(70, (n) => [{ cluster: `document ${n % 7}`, verdict: n % 7 === 0 ? 'fail' : 'pass' }]),
    outcome: 'not-proven',
    says: '85.7 % (45–98), 60 of 70 rows from 70 cases in 7 groups that are alike, worth 6; the bar is 80 % on the lower bound: cannot tell yet, at this rate 2205 cases could tell.',
  },
  {
    it: 'passes a slice that meets its bar by the lower bound',
    given: sliced(20, 20),
    at: slices({ refunds: 0.83 }),
    outcome: 'pass',
    says: '100 of 100; the bar is 80 % on the lower bound; 1 slice meets its bar.',
  },
  {
    it: 'cannot tell of a slice whose interval holds its bar, and says how many cases could',
    given: sliced(20, 20),
    at: slices({ refunds: 0.84 }),
    outcome: 'not-proven',
    says: 'slice refunds 100 % (83–100), 20 of 20, bar 84 %: at this rate 21 cases could tell.',
  },
  {
    it: 'fails for a slice whose upper bound is under its bar, although the whole meets its own',
    given: sliced(5, 12),
    at: slices({ refunds: 0.7, others: 0.9 }),
    outcome: 'fail',
    says: '93 % (86–97), 93 of 100; the bar is 80 % on the lower bound; slice refunds 41.7 % (19–69), 5 of 12, bar 70 %: missed; 1 slice meets its bar.',
  },
  {
    it: 'judges no slice that has no bar',
    given: sliced(5, 12),
    outcome: 'pass',
    says: '93 of 100; the bar is 80 % on the lower bound.',
  },
  {
    it: 'is not proven when a slice with a bar has no case',
    given: sliced(12, 12),
    at: slices({ complaints: 0.5 }),
    outcome: 'not-proven',
    says: 'slice complaints has no scored real case.',
  },
  {
    it: 'counts a case of a slice that was not run as a failure there',
    given: (() => {
      const { cases, results } = sliced(12, 12);
      return { cases, results: given.results(results.rows.slice(7).map(({ value }) => value)) };
    })(),
    at: slices({ refunds: 0.8 }),
    outcome: 'fail',
    says: 'slice refunds 41.7 % (19–69), 5 of 12',
  },
  {
    it: 'takes the slices that the results name, too',
    given: recorded(70, (n) => [{ slices: n < 12 ? ['long'] : [], verdict: n < 7 ? 'fail' : 'pass' }]),
    at: slices({ long: 0.8 }),
    outcome: 'fail',
    says: 'slice long 41.7 %',
  },
  {
    it: 'names at most three slices, those that miss before those that cannot tell',
    given: sliced(5, 12),
    at: slices({ a: 0.5, b: 0.5, c: 0.5, refunds: 0.7 }),
    outcome: 'fail',
    says: 'slice refunds 41.7 % (19–69), 5 of 12, bar 70 %: missed; slice a has no scored real case; slice b has no scored real case; 1 more slices do not meet theirs.',
  },
  {
    it: 'passes when every case was tried as often as the policy asks',
    given: scored(70, () => ({}), 3),
    at: repeats({ repeats: 3 }),
    outcome: 'pass',
  },
  {
    it: 'is not proven when they were tried more seldom',
    given: scored(70, () => ({}), 2),
    at: repeats({ repeats: 3 }),
    outcome: 'not-proven',
    says: 'Each case was tried 2 times; the policy asks for 3 times.',
  },
  {
    it: 'counts a case that passes 4 of 5 as it is where the policy asks for 4 of 5',
    given: {
      ...scored(100, (n, repeat) => (n < 50 && repeat === 0 ? FAIL : {}), 5),
      ...rule({ of_repeats: 0.8 }),
    },
    at: repeats({ of_repeats: 0.8 }),
    outcome: 'pass',
    says: '90 % (87–93), 450 of 500',
  },
  {
    it: 'counts it as failed in all where the policy asks for more',
    given: {
      ...scored(100, (n, repeat) => (n < 50 && repeat === 0 ? FAIL : {}), 5),
      ...rule({ of_repeats: 0.81 }),
    },
    at: repeats({ of_repeats: 0.81 }),
    outcome: 'fail',
    says: '50 % (40–60), 250 of 500',
  },
  {
    it: 'is not proven by files that nobody recorded, and says how to record them',
    given: {
      results: {
        ...given.results([]),
        run: null,
        file: 'out/eval.json',
        files: [{ file: 'out/eval.json', format: 'promptfoo JSON', records: 9, notes: [], producedAt: null }],
      },
    },
    outcome: 'not-proven',
    says: 'Nothing says what was measured: out/eval.json (promptfoo JSON) came without an envelope.',
  },
  {
    it: 'is not proven while a shard is missing',
    given: { results: { ...given.results([]), missingShards: ['2 of 4', '3 of 4'] } },
    outcome: 'not-proven',
    says: 'Shards 2 of 4, 3 of 4 left no results',
  },
  ...(['cases', 'source', 'prompts', 'grader'] as const).map((kind) => ({
    it: `is not proven by results for another ${kind}`,
    given: { results: given.results([], {}, { [kind]: given.digest('9') }) },
    outcome: 'not-proven' as const,
    says: `about other ${kind} than`,
  })),
]);
