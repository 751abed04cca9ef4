import { describe, expect, it } from 'vitest';
import { costPerCase } from '../../../action/checks/scale/cost-per-case.ts';
import type { Prices } from '../../../action/contract/prices.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import type { UsageEvent } from '../../../action/contract/usage.ts';
import type { Evidence } from '../../../action/readiness/evidence.ts';
import {
  ERROR_TYPE,
  INPUT_TOKENS,
  OPERATION,
  OUTCOME,
  OUTPUT_TOKENS,
  REQUEST_MODEL,
  RESPONSE_MODEL,
  RUN_KIND,
  type Span,
} from '../../../action/readiness/traces/span.ts';
import { runSpans, traceOf } from '../../given/proven/run-logging.ts';
import { given } from '../../given.ts';
import { type Story, tellStories } from '../story.ts';

const FILE = 'evidence/traces/sample.jsonl';
const PRODUCTION = { stage: 'production' } as const;

/** Everything is measured, so that it is known what a case saves. */
const WORTH = given.evidence(given.study());

type Attributes = Readonly<Record<string, string | number>>;
const NOTHING: Attributes = {};

/** A call of so many million tokens, at 1 a million; the prices of output are those of the model. */
const million = (input: number, over: Attributes = {}): Attributes => ({
  [OPERATION]: 'chat',
  [REQUEST_MODEL]: 'vendor/model-2026-05-01',
  [INPUT_TOKENS]: Math.round(input * 1_000_000),
  [OUTPUT_TOKENS]: 1,
  ...over,
});

/** The runs of so many cases, each with its calls; `null` for a case that is left out. */
function runs(
  count: number,
  calls: (n: number) => readonly Attributes[],
  run: (n: number) => Attributes = () => NOTHING,
): Span[] {
  return Array.from({ length: count }, (_, n) => n).flatMap((n) => {
    const [root, call] = runSpans({ case_ref: `used-${n}`, ts: '2026-11-10T10:00:00Z' });
    const made = calls(n).map((attributes, i) => ({
      ...call,
      spanId: `${call.spanId.slice(2)}${10 + i}`,
      attributes,
    }));
    return [{ ...root, attributes: { ...root.attributes, ...run(n) } }, ...made];
  });
}

type Parts = Partial<Evidence> & { spans?: readonly Span[]; money?: Partial<Prices> };

function spent({
  spans = runs(30, () => [million(0.1)]),
  money = {},
  ...over
}: Parts = {}): Partial<Evidence> {
  return {
    ...given.study(),
    measures: WORTH.measures,
    traces: { file: FILE, rows: given.rows(FILE, spans) },
    prices: given.prices(money),
    ...over,
  };
}

/** Thirty cases; the run of the eighth says that it was one of an eval. */
const ONE_AS_EVAL = runs(
  30,
  () => [million(0.1)],
  (n) => (n === 7 ? { [RUN_KIND]: 'eval' } : NOTHING),
);

/** The usage export, with what is said of its n-th case. */
const usage = (each: (n: number) => Partial<UsageEvent>) => ({ usage: given.usage(28, each) });

const { result } = WORTH.measures.value;
/** What an attempted case of the study gains: minutes and errors, less the haircut. */
const GAIN =
  result === null
    ? Number.NaN
    : (result.atMean.labour + result.atMean.errors + result.atMean.haircut) /
      (result.mean.adoption * result.mean.casesPerYear);

/** Tokens that bring a case to this share of what it saves, its review of 0.50 and 0.08⅓ of infrastructure included. */
const toShare = (share: number): number => share * (GAIN + 0.5) - 0.5 - 100 / 1200;

const days = (over: Partial<Prices>, it: string, rest: Pick<Story, 'outcome' | 'says'>): Story => ({
  it,
  given: spent({ money: over }),
  ...rest,
});

tellStories(costPerCase, { severity: 'high', blocksFrom: 'production' }, [
  {
    it: 'passes, and says what a case costs, of what, and what a month comes to',
    given: spent(),
    at: PRODUCTION,
    outcome: 'pass',
    says: 'A case costs €0.683 (€0.683–€0.683, p50 €0.683, p95 €0.683; 30 cases, 30 calls): tokens €0.1, infrastructure €0.0833, review €0.5. 1200 cases a month cost €821; the budget is €1,500. That is ',
  },
  {
    it: 'tells mean, median and tail apart',
    given: spent({ spans: runs(30, (n) => [million(n < 2 ? 1 : 0.1)]) }),
    outcome: 'pass',
    says: 'p50 €0.683, p95 €1.58; 30 cases',
  },
  { it: 'passes with 30 cases', given: spent({ spans: runs(30, () => [million(0.1)]) }), outcome: 'pass' },
  {
    it: 'is not proven by 29',
    given: spent({ spans: runs(29, () => [million(0.1)]) }),
    outcome: 'not-proven',
    says: `${FILE} has 29 cases of real users; 30 are needed.`,
  },
  {
    it: 'takes the number from the policy',
    given: spent(),
    at: { bars: barsInForce({ version: 1, bars: { 'scale/cost-per-case': { cases: 31 } } }) },
    outcome: 'not-proven',
    says: '31 are needed',
  },
  {
    it: 'counts two runs of one case as one case, and pays for both',
    given: spent({
      spans: [
        ...runs(30, () => [million(0.1)]),
        ...runs(30, () => [million(0.1)]).map((span) => ({
          ...span,
          traceId: [...span.traceId].reverse().join(''),
        })),
      ],
    }),
    outcome: 'pass',
    says: '30 cases, 60 calls): tokens €0.2',
  },
  {
    it: 'pays for retries and for calls that failed',
    given: spent({ spans: runs(30, () => [million(0.1, { [ERROR_TYPE]: 'timeout' }), million(0.1)]) }),
    outcome: 'pass',
    says: '30 cases, 60 calls): tokens €0.2',
  },
  {
    it: 'does not pay twice where an agent sums up its calls',
    given: spent({
      spans: runs(30, () => [million(0.1)]).map((span) =>
        span.parentSpanId === null
          ? { ...span, attributes: { ...span.attributes, ...million(0.1, { [OPERATION]: 'invoke_agent' }) } }
          : span,
      ),
    }),
    outcome: 'pass',
    says: '30 calls): tokens €0.1,',
  },
  {
    it: 'pays for an agent that runs elsewhere, of which only its sum is seen',
    given: spent({ spans: runs(30, () => [million(0.1, { [OPERATION]: 'invoke_agent' })]) }),
    outcome: 'pass',
    says: '30 calls): tokens €0.1,',
  },
  {
    it: 'pays for output by its own price',
    given: spent({ spans: runs(30, () => [million(0.1, { [OUTPUT_TOKENS]: 100_000 })]) }),
    outcome: 'pass',
    says: 'tokens €0.5,',
  },
  {
    it: 'takes the price of the model that answered',
    given: spent({
      spans: runs(30, () => [million(0.1, { [RESPONSE_MODEL]: 'vendor/other' })]),
      money: {
        models: {
          'vendor/model-2026-05-01': { input: 1, output: 4 },
          'vendor/other': { input: 2, output: 4 },
        },
      },
    }),
    outcome: 'pass',
    says: 'tokens €0.2,',
  },
  // The budget and the share, on both sides.
  {
    it: 'passes at the budget to the cent',
    given: spent({ money: { monthly_budget: 820.0048 } }),
    outcome: 'pass',
  },
  {
    it: 'fails over it',
    given: spent({ money: { monthly_budget: 820 } }),
    outcome: 'fail',
    says: '1200 cases a month cost €821; the budget is €820.',
  },
  {
    it: 'cannot tell where only the upper end of the interval is over the budget',
    given: spent({
      spans: runs(30, (n) => [million(n % 2 === 0 ? 0.2 : 0.001)]),
      money: { monthly_budget: 825 },
    }),
    outcome: 'not-proven',
    says: 'The upper end of the interval lies over it, so nobody can tell yet.',
  },
  {
    it: 'passes at 30 % of what a case saves',
    given: spent({ spans: runs(30, () => [million(toShare(0.2999))]), money: { monthly_budget: 9000 } }),
    outcome: 'pass',
    says: 'That is 30 % of the €',
  },
  {
    it: 'fails over it',
    given: spent({ spans: runs(30, () => [million(toShare(0.301))]), money: { monthly_budget: 9000 } }),
    outcome: 'fail',
    says: 'That is 30.1 % of the €',
  },
  // Prices.
  days({ as_of: '2026-08-22' }, 'passes with prices of 90 days ago', { outcome: 'pass' }),
  days({ as_of: '2026-08-21' }, 'is not proven by older ones', {
    outcome: 'not-proven',
    says: 'The prices are 91 days old, and may be 90.',
  }),
  days({ as_of: '2026-11-20' }, 'passes with prices of today', { outcome: 'pass' }),
  days({ as_of: '2026-11-21' }, 'is not proven by those of tomorrow', {
    outcome: 'not-proven',
    says: 'The prices are those of 2026-11-21, which is yet to come.',
  }),
  days({ source: null }, 'is not proven where nobody says where they come from', {
    outcome: 'not-proven',
    says: 'Nothing says where the prices come from.',
  }),
  days({ source: 'TODO' }, 'is not proven by a place kept free for it', {
    outcome: 'not-proven',
    says: 'Nothing says where the prices come from.',
  }),
  days({ currency: 'USD' }, 'is not proven in another currency than the value', {
    outcome: 'not-proven',
    says: 'The prices are in USD, and the value in `baseline.yaml` is in EUR.',
  }),
  days({ models: {} }, 'is not proven where a model has no price, which is not to cost nothing', {
    outcome: 'not-proven',
    says: 'policy/prices.yaml has no price for vendor/model-2026-05-01.',
  }),
  days(
    { models: { 'vendor/model-2026-05-01': { input: 0, output: 0 } } },
    'is not proven where a model is priced at nothing',
    {
      outcome: 'not-proven',
      says: 'policy/prices.yaml says that vendor/model-2026-05-01 costs nothing: 0 for a million tokens.',
    },
  ),
  ...(['infrastructure_per_month', 'review_per_case', 'monthly_budget'] as const).map((name) =>
    days({ [name]: null }, `is not proven while nobody has said ${name}`, {
      outcome: 'not-proven',
      says: `\`${name}\` is not known.`,
    }),
  ),
  {
    it: 'passes with an embedded model, which needs no price, and whose cost is what stands beside it',
    given: spent({
      spans: runs(30, () => [million(0, { [REQUEST_MODEL]: 'embedded/bayes', [OUTPUT_TOKENS]: 0 })]),
      money: { models: {} },
    }),
    outcome: 'pass',
    says: 'tokens €0, infrastructure €0.0833, review €0.5.',
  },
  // What a case saves.
  {
    it: 'is not proven while it is not known what a case saves, and says what is missing',
    given: spent({ measures: given.evidence().measures }),
    outcome: 'not-proven',
    says: 'What a case saves is not known yet: ',
  },
  // Tricks, each with its innocent twin.
  {
    it: 'is not proven by successes alone, where the usage export has cases that were done by hand after all',
    given: spent(usage((n) => (n >= 440 && n < 460 ? { event: 'fell_back' } : {}))),
    outcome: 'not-proven',
    says: 'Of the days of the sample the usage export has 20 cases that were given up or done by hand after all, and the sample has successes alone.',
  },
  {
    it: 'passes where such cases are those of other days',
    given: spent(usage((n) => (n >= 460 ? { event: 'fell_back' } : {}))),
    outcome: 'pass',
  },
  {
    it: 'passes where one of the runs went to a person',
    given: spent({
      spans: runs(
        30,
        () => [million(0.1)],
        (n) => (n === 3 ? { [OUTCOME]: 'needs_person' } : NOTHING),
      ),
      ...usage((n) => (n >= 440 && n < 460 ? { event: 'fell_back' } : {})),
    }),
    outcome: 'pass',
  },
  {
    it: 'passes where one of the cases that were given up is in the sample',
    given: spent(usage((n) => (n === 7 ? { event: 'abandoned', ts: '2026-11-10T10:05:00Z' } : {}))),
    outcome: 'pass',
  },
  {
    it: 'is not proven by the traffic of an eval that says so',
    given: spent({
      spans: runs(
        30,
        () => [million(0.1)],
        () => ({ [RUN_KIND]: 'eval' }),
      ),
    }),
    outcome: 'not-proven',
    says: 'has 0 cases of real users, beside 30 runs of evals or tests; 30 are needed.',
  },
  {
    it: 'counts a run that the usage export names, though it says that it was one of an eval',
    given: spent({ spans: ONE_AS_EVAL, ...usage((n) => ({ trace_id: traceOf(`used-${n}`) })) }),
    outcome: 'pass',
    says: '30 cases, 30 calls',
  },
  {
    it: 'leaves out an eval that no event of the usage export names',
    given: spent({ spans: ONE_AS_EVAL }),
    outcome: 'not-proven',
    says: 'has 29 cases of real users, beside 1 runs of evals or tests; 30 are needed.',
  },
  {
    it: 'is not proven by the traffic of an eval that says it is live, by the ids of its cases',
    given: spent({
      cases: given.rows(
        'eval/cases/all.jsonl',
        Array.from({ length: 30 }, (_, n) => given.evalCase(`used-${n}`)),
      ),
    }),
    outcome: 'not-proven',
    says: 'beside 30 runs of evals or tests',
  },
  {
    it: 'passes with one in ten runs of no case of the usage export',
    given: spent({
      ...usage((n) => (n < 3 ? { case_ref: `another-${n}` } : {})),
      spans: runs(33, () => [million(0.1)]),
    }),
    outcome: 'pass',
    says: '30 cases',
  },
  {
    it: 'is not proven with more',
    given: spent({
      ...usage((n) => (n < 4 ? { case_ref: `another-${n}` } : {})),
      spans: runs(34, () => [million(0.1)]),
    }),
    outcome: 'not-proven',
    says: '4 of 34 runs are of no case of the usage export (used-0, used-1, used-2 and 1 more); 10 % may be.',
  },
  {
    it: 'does not take those who built it for users',
    given: spent(usage(() => ({ user: 'bea' }))),
    outcome: 'not-proven',
    says: '30 of 30 runs are of no case of the usage export',
  },
  {
    it: 'takes a call that does not say its tokens for as dear as the dearest',
    given: spent({
      spans: runs(40, (n) => [
        n < 2 ? million(0, { [ERROR_TYPE]: 'timeout' }) : million(n === 2 ? 0.5 : 0.1),
      ]),
    }),
    outcome: 'pass',
    says: '40 calls, 2 of which say no tokens and count as the dearest): tokens €0.13,',
  },
  {
    it: 'is not proven where more than one call in twenty does not say them',
    given: spent({
      spans: runs(40, (n) => [n < 3 ? million(0, { [ERROR_TYPE]: 'timeout' }) : million(0.1)]),
    }),
    outcome: 'not-proven',
    says: '3 of 40 calls do not say their tokens; 5 % may be silent.',
  },
  {
    it: 'is not proven where no run shows a call',
    given: spent({ spans: runs(30, () => []) }),
    outcome: 'not-proven',
    says: 'None of the runs has a call of a model',
  },
  {
    it: 'is not proven without a trace',
    given: spent({ spans: [] }),
    outcome: 'not-proven',
    says: 'has 0 cases of real users; 30 are needed.',
  },
]);

describe('scale/cost-per-case in the file', () => {
  it('points at the prices, and says what to write', () => {
    const prices = { ...given.prices({ models: {} }), lines: { models: 6 } };
    expect(costPerCase.evaluate(given.evidence(spent({ prices })), given.circumstances())).toMatchObject({
      location: { file: 'policy/prices.yaml', line: 6 },
      remedy: expect.stringContaining('Add the model under `models:`'),
    });
  });

  it('is not proven by a model of the name of what every object has', () => {
    const spans = runs(30, () => [million(0.1, { [REQUEST_MODEL]: 'constructor' })]);
    expect(costPerCase.evaluate(given.evidence(spent({ spans })), given.circumstances())).toMatchObject({
      outcome: 'not-proven',
      message: expect.stringContaining('no price for constructor'),
    });
  });
});
