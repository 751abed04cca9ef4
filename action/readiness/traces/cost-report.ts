import type { Prices } from '../../contract/prices.ts';
import { type Description, describe } from '../../statistics/describe.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { ValueEvidence } from '../value/value-evidence.ts';
import { type CaseEconomics, caseEconomics, gainPerCase } from './case-economics.ts';
import type { MeasuredReview } from './review-labour.ts';
import type { TracedCost } from './traced-cost.ts';

/** What was read, beside the calls: `null` is not known. */
export type CostGround = {
  cost: TracedCost;
  prices: Prices;
  perMonth: number | null;
  value: Pick<ValueEvidence, 'result'>;
  review: MeasuredReview | null;
};

/** Tokens of one case, in money. */
export type TokenCost = Pick<Description, 'n' | 'mean' | 'interval'> & { p50: number; p95: number };

/** The dearest thing in a case, and up to what it may rise before a month at full volume is over its budget. */
export type Assumption = {
  name: 'tokens' | 'review' | 'infrastructure';
  amount: number;
  /** Of what a case costs, 0 to 1. */
  share: number;
  /** `null` while nobody said what a month may cost. */
  most: number | null;
};

/** What a case costs, as far as it is known. Money in the currency of the prices. */
export type CostReport = {
  /** `null` where a model has no price, or there is no case: nothing is taken for 0. */
  tokens: TokenCost | null;
  /** All in, as the check `scale/cost-per-case` has it; `null` until everything is known. */
  all: CaseEconomics | null;
  binding: Assumption | null;
  missing: Missing[];
};

export type Missing = { what: string; remedy: string };

/** @returns the figures of the check `scale/cost-per-case`, each as soon as it is known, and what the others wait for. */
export function costReport(ground: CostGround): CostReport {
  const { cost, prices, perMonth, value } = ground;
  const { infrastructure_per_month: infrastructure, review_per_case: review } = prices;
  const isPriced = cost.perCase.length > 0 && cost.calls > 0 && cost.unpriced.length === 0;
  const all =
    isPriced && infrastructure !== null && review !== null && perMonth !== null
      ? caseEconomics(
          cost,
          { infrastructure_per_month: infrastructure, review_per_case: review },
          perMonth,
          value.result === null ? 0 : gainPerCase(value.result),
        )
      : null;
  return {
    tokens: isPriced ? tokensOf(cost.perCase) : null,
    all,
    binding: all === null || perMonth === null ? null : bindingOf(all, prices.monthly_budget, perMonth),
    missing: missingOf(ground),
  };
}

function tokensOf(perCase: readonly number[]): TokenCost {
  const { n, mean, interval: range } = describe(perCase);
  const interval = range === null ? null : { ...range, low: Math.max(0, range.low) };
  return { n, mean, interval, p50: quantile(perCase, 0.5), p95: quantile(perCase, 0.95) };
}

const NAMES = ['tokens', 'review', 'infrastructure'] as const;

function bindingOf(all: CaseEconomics, budget: number | null, perMonth: number): Assumption {
  const name = NAMES.reduce((dearest, one) => (all[one] > all[dearest] ? one : dearest));
  const most = budget === null ? null : all[name] + budget / perMonth - all.mean;
  return { name, amount: all[name], share: all.mean === 0 ? 0 : all[name] / all.mean, most };
}

const PRICES = '`policy/prices.yaml`';

function missingOf({ cost, prices, perMonth, review }: CostGround): Missing[] {
  const gaps: (Missing | false)[] = [
    ...cost.unpriced.map((model) => ({
      what: `The price of ${model}, so nobody knows what a case costs.`,
      remedy: `Run \`npm run prices -- ${model}\`, or write it under \`models:\` in ${PRICES}.`,
    })),
    prices.review_per_case === null && {
      what: 'What the review of a case costs.',
      remedy:
        review?.money == null
          ? `Write \`review_per_case:\` in ${PRICES}; \`npm run usage:export\` brings the time that reviews took.`
          : `Write \`review_per_case: ${Number(review.money.toPrecision(3))}\` in ${PRICES}: that is what was measured.`,
    },
    prices.infrastructure_per_month === null && {
      what: 'What a month of infrastructure costs.',
      remedy: `Write \`infrastructure_per_month:\` in ${PRICES}; 0 where it runs on what is there.`,
    },
    perMonth === null && {
      what: 'How many cases a month there are.',
      remedy: 'Write `eligible_per_month:` in `baseline.yaml`, as the system of record counts them.',
    },
    prices.monthly_budget === null && {
      what: 'What a month may cost.',
      remedy: `Ask whoever pays, and write \`monthly_budget:\` in ${PRICES}.`,
    },
  ];
  return gaps.filter((one) => one !== false);
}
