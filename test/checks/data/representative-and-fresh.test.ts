import { representativeAndFresh } from '../../../action/checks/data/representative-and-fresh.ts';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import type { ProductionMix } from '../../../action/contract/production-mix.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const slices = (shares: Record<string, number>) =>
  Object.entries(shares).map(([name, share]) => ({ name, share }));
const some = (name: string, count: number, change: Partial<EvalCase> = {}) =>
  given.caseValues(count, { slices: [name], ...change }, name);
const set = (...values: EvalCase[]) => given.rows('eval/cases/all.jsonl', values);
const drawn = (sampled_at: string) => ({ sampled_at });

const LETTER = `Dear team, the invoice that you sent us last Tuesday names a wrong address and an amount which nobody here
ordered; please look into it, send a corrected one, and tell our accountant by phone before Friday noon, number`;

/** Cases, and the shares of production that they are to look like. */
const mixed = (
  shares: Record<string, number>,
  values: EvalCase[],
  mix: Partial<ProductionMix> = {},
  before: ProductionMix | null = null,
) => ({
  cases: set(...values),
  mixes: given.mixes(given.mix({ slices: slices(shares), ...mix }), before),
});
const HALVES = { letters: 0.5, forms: 0.5 };
const halves = [...some('letters', 10), ...some('forms', 10)];

/** Of 40 letters and 40 forms, so many of each were right. */
const weighted = (shares: Record<string, number>, right: Record<string, number>) => {
  const values = Object.keys(right).flatMap((name) => some(name, 40));
  const rows = values.map((one) => {
    const number = Number(one.id.split('-')[1]);
    return given.evalRow(one, number < (right[one.slices[0] ?? ''] ?? 0) ? {} : { verdict: 'fail' });
  });
  return { ...mixed(shares, values, { weights: true }), results: given.results(rows) };
};

tellStories(representativeAndFresh, { severity: 'medium', blocksFrom: 'production' }, [
  {
    it: 'passes where the cases are mixed as production is, and says so in numbers',
    given: mixed(HALVES, halves),
    outcome: 'pass',
    says: 'The mix of cases is 0 % away from that of production; 25 % is the most; each of 2 slices has 10 cases or more, and 20 of 20 are of the last 90 days, the newest 3 days old.',
  },
  {
    it: 'is not proven without the file',
    given: { mixes: given.mixes(null) },
    outcome: 'not-proven',
    says: 'eval/slices.yaml does not say what production consists of.',
  },
  {
    it: 'is not proven when nobody can count the shares again',
    given: mixed(HALVES, halves, { query: 'TODO' }),
    outcome: 'not-proven',
    says: 'query is “TODO”',
  },
  {
    it: 'is not proven when the window is yet to come',
    given: mixed(HALVES, halves, { window: { from: '2026-11-01', to: '2026-11-21' } }),
    outcome: 'not-proven',
    says: '2026-11-01 to 2026-11-21, which is yet to come',
  },
  {
    it: 'passes when the window ends today',
    given: mixed(HALVES, halves, { window: { from: '2026-11-01', to: '2026-11-20' } }),
    outcome: 'pass',
  },
  {
    it: 'is not proven when a slice has nine cases',
    given: mixed(HALVES, [...some('letters', 9), ...some('forms', 10)]),
    outcome: 'not-proven',
    says: 'Of 2 slices, 1 have fewer than 10 real scored cases: letters has 9 (50 % of production).',
  },
  {
    it: 'does not count cases that are not real',
    given: mixed(HALVES, [...some('letters', 10, { origin: 'synthetic' }), ...some('forms', 10)]),
    outcome: 'not-proven',
    says: 'letters has 0',
  },
  {
    it: 'counts cases that say nearly the same as one',
    given: mixed(
      { letters: 1 },
      some('letters', 10).map((one, i) => ({ ...one, input: { text: `${LETTER} ${i}` } })),
    ),
    outcome: 'not-proven',
    says: 'letters has 1 (100 % of production)',
  },
  {
    it: 'does not count cases of another suite',
    given: mixed(HALVES, [...some('letters', 10, { suite: 'must_never' }), ...some('forms', 10)]),
    outcome: 'not-proven',
    says: 'letters has 0',
  },
  {
    it: 'passes when the mix is exactly a quarter away',
    given: mixed({ letters: 0.75, forms: 0.25 }, halves),
    outcome: 'pass',
    says: '25 % away',
  },
  {
    it: 'fails when it is any further',
    given: mixed({ letters: 0.76, forms: 0.24 }, halves),
    outcome: 'fail',
    says: '26 % away from that of production; 25 % is the most',
  },
  {
    it: 'counts cases of no slice as work that production does not have, and names them',
    given: mixed(HALVES, [...halves, ...some('faxes', 7)]),
    outcome: 'fail',
    says: '7 cases are in no slice of eval/slices.yaml: faxes-0, faxes-1, faxes-2 and 4 more',
  },
  {
    it: 'names cases of no slice where it passes',
    given: mixed(HALVES, [...halves, ...some('faxes', 1)]),
    outcome: 'pass',
    says: '1 cases are in no slice of eval/slices.yaml: faxes-0',
  },
  {
    it: 'lets cases be in slices that are not of the mix as well',
    given: mixed(HALVES, [...halves.slice(1), given.evalCase('letters-0', { slices: ['vip', 'letters'] })]),
    outcome: 'pass',
    says: '0 % away',
  },
  {
    it: 'is not proven when a case is in two slices of the mix',
    given: mixed(HALVES, [...halves, given.evalCase('odd', { slices: ['letters', 'forms'] })]),
    outcome: 'not-proven',
    says: '1 cases are in more than one slice of eval/slices.yaml, such as odd in letters and forms',
  },
  {
    it: 'passes when the newest case is 90 days old',
    given: mixed({ letters: 1 }, some('letters', 10, drawn('2026-08-22T12:00:00Z'))),
    outcome: 'pass',
    says: 'the one slice has 10 cases, and 10 of 10 are of the last 90 days, the newest 90 days old',
  },
  {
    it: 'is not proven when it is 91 days old',
    given: mixed({ letters: 1 }, some('letters', 10, drawn('2026-08-21T12:00:00Z'))),
    outcome: 'not-proven',
    says: 'The newest real case was drawn 91 days ago; 90 days is the most.',
  },
  {
    it: 'says how few of the cases are recent',
    given: mixed({ letters: 1 }, [
      ...some('letters', 10, drawn('2026-01-02T12:00:00Z')),
      given.evalCase('new', { slices: ['letters'] }),
    ]),
    outcome: 'pass',
    says: '1 of 11 are of the last 90 days',
  },
  {
    it: 'does not take a case from tomorrow for a new one',
    given: mixed({ letters: 1 }, some('letters', 10, drawn('2026-11-21T12:00:00Z'))),
    outcome: 'not-proven',
    says: 'No real case says when it was drawn.',
  },
  {
    it: 'fails when a slice of the base is gone without a new count, and says where its cases are',
    given: {
      ...mixed(
        HALVES,
        halves.map((one) => (one.id === 'forms-3' ? { ...one, slices: ['vip', 'forms'] } : one)),
        {},
        given.mix({ slices: slices({ letters: 0.5, forms: 0.4, faxes: 0.1 }) }),
      ),
      change: given.change({
        base: given.base({ cases: set(given.evalCase('forms-3', { slices: ['faxes'] })) }),
      }),
    },
    outcome: 'fail',
    says: 'slice faxes is gone, and its cases are in forms, forms has another share than at the base, and the query and its window are those of the base.',
  },
  {
    it: 'fails when a share moves without a new count',
    given: mixed(HALVES, halves, {}, given.mix({ slices: slices({ letters: 0.9, forms: 0.1 }) })),
    outcome: 'fail',
    says: 'letters has another share than at the base, forms has another share',
  },
  {
    it: 'names a slice that is gone with a new count',
    given: mixed(
      HALVES,
      halves,
      { window: { from: '2026-09-01', to: '2026-11-10' } },
      given.mix({ slices: slices({ letters: 0.5, forms: 0.4, faxes: 0.1 }) }),
    ),
    outcome: 'pass',
    says: 'counted anew since the base: slice faxes is gone',
  },
  {
    it: 'takes another query over the same days for a new count',
    given: mixed(
      HALVES,
      halves,
      { query: 'select area, count(*) from messages group by area' },
      given.mix({ slices: slices({ letters: 0.9, forms: 0.1 }) }),
    ),
    outcome: 'pass',
  },
  {
    it: 'passes when nothing was changed',
    given: mixed(HALVES, halves, {}, given.mix({ slices: slices(HALVES) })),
    outcome: 'pass',
  },
  {
    it: 'passes with a slice more than at the base',
    given: mixed(HALVES, halves, {}, given.mix({ slices: slices({ letters: 0.5 }) })),
    outcome: 'pass',
  },
  {
    it: 'passes far away from production when the weighted rate meets the bar of the rate',
    given: weighted({ letters: 0.9, forms: 0.1 }, { letters: 39, forms: 20 }),
    outcome: 'pass',
    says: 'Weighted as production is mixed, it is right in 92.8 % (81–98), worth 49 cases; the bar is 80 % on the lower bound',
  },
  {
    it: 'is not proven when the weighted rate cannot tell, although the plain one is higher',
    given: weighted({ letters: 0.1, forms: 0.9 }, { letters: 40, forms: 33 }),
    outcome: 'not-proven',
    says: 'cannot tell yet.',
  },
  {
    it: 'is not proven when the weighted rate lies under the bar and its interval does not',
    given: weighted({ letters: 0.1, forms: 0.9 }, { letters: 40, forms: 30 }),
    outcome: 'not-proven',
    says: 'it is right in 77.5 % (',
  },
  {
    it: 'does not weight by a slice that nobody judged',
    given: {
      ...weighted(HALVES, { letters: 40, forms: 40 }),
      results: given.results([
        ...some('letters', 40).map((one) => given.evalRow(one)),
        ...some('forms', 40).map((one) => given.evalRow(one, { verdict: 'grader_error' })),
      ]),
    },
    outcome: 'not-proven',
    says: 'not every slice has results that are about this tree',
  },
  {
    it: 'fails when the weighted rate misses the bar',
    given: weighted({ letters: 0.1, forms: 0.9 }, { letters: 40, forms: 20 }),
    outcome: 'fail',
    says: 'it is right in 55 % (',
  },
  {
    it: 'asks for the bar of unattended work where nobody looks',
    given: {
      ...weighted({ letters: 0.5, forms: 0.5 }, { letters: 40, forms: 38 }),
      manifest: given.manifest({
        capabilities: { writes: false, unattended: true, personal_data: true, llm_judge: false },
      }),
    },
    outcome: 'not-proven',
    says: 'the bar is 95 % on the lower bound',
  },
  {
    it: 'does not weight results of another tree',
    given: {
      ...weighted(HALVES, { letters: 40, forms: 40 }),
      results: given.results([], {}, { source: given.digest('f') }),
    },
    outcome: 'not-proven',
    says: 'not every slice has results that are about this tree',
  },
  {
    it: 'does not weight a rate that leaves cases out',
    given: mixed({ letters: 1 }, [...some('letters', 10), ...some('faxes', 1)], { weights: true }),
    outcome: 'not-proven',
    says: 'A rate weighted by slice would leave cases out; 1 cases are in no slice',
  },
]);
