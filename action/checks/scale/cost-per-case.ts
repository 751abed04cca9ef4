import type { Prices } from '../../contract/prices.ts';
import { realUse } from '../../readiness/adoption/events.ts';
import { type Circumstances, defineCheck } from '../../readiness/check.ts';
import { dayOf, daysBetween } from '../../readiness/clock.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { named } from '../../readiness/named-ids.ts';
import { percent } from '../../readiness/percent.ts';
import { isPlaceholder } from '../../readiness/placeholder.ts';
import { type Document, locate } from '../../readiness/reading.ts';
import { caseEconomics, gainPerCase, judgeEconomics } from '../../readiness/traces/case-economics.ts';
import { economicsWords, moneyIn } from '../../readiness/traces/economics-words.ts';
import { runsOf } from '../../readiness/traces/runs.ts';
import { costOf, type TracedCost } from '../../readiness/traces/traced-cost.ts';
import { notReal, onlySuccesses, realRuns } from '../../readiness/traces/traced-traffic.ts';

type Needed = Pick<Evidence, 'traces' | 'prices' | 'baseline' | 'measures' | 'usage' | 'cases' | 'authors'>;

/** Such a model runs within the process. */
const EMBEDDED = /^embedded\//i;

/** Calls that do not say what they took: more of them, and the cost is a guess. */
const MOST_SILENT = 0.05;

export const costPerCase = defineCheck({
  id: 'scale/cost-per-case',
  title: 'What a case costs is known and affordable',
  failureTitle: 'What a case costs is not known to be affordable',
  question: 'What does one case cost, all in, and at full volume?',
  why: 'A cost that nobody multiplied by the real volume, with its retries, is found out on the first invoice.',
  remedy: 'Log the tokens of every call, keep `policy/prices.yaml` up to date, and export the traces.',
  severity: 'high',
  evidence:
    'The sample of traces, by the prices in `policy/prices.yaml`: tokens of every call of each case of the usage export, retries and failures included, `infrastructure_per_month` over `eligible_per_month` of `baseline.yaml`, and `review_per_case`. At least `cases` cases; prices at most `price_days` days old, in the currency of `baseline.yaml`, one for each model. Mean with its 95 % interval, p50 and p95; the upper end of a month at full volume within `monthly_budget`, and that of the cost within `of_value` of what a case saves before it costs anything. Cached tokens count in full.',
  kinds: ['E4'],
  noticed:
    'Successes alone, while the usage export has cases that were given up or done by hand after all; traffic of an eval, a load test of somebody whom the usage export does not know, or who built it; a price list that is old, lacks the model, or has it for nothing; calls that do not say their tokens, each of which counts as the dearest one.',
  since: 2,
  blocksFrom: 'production',
  needs: ['traces', 'prices', 'baseline', 'measures', 'usage', 'cases', 'authors'],
  evaluate(evidence, circumstances) {
    const { traces, prices, cases } = evidence;
    const usage = realUse(evidence.usage, evidence.authors);
    const real = realRuns(runsOf(traces.rows), cases, usage);
    const cost = costOf(real.counted, prices.value);
    return (
      stalePrices(evidence, circumstances) ??
      notReal(traces.file, real, circumstances.bars['scale/cost-per-case'].cases) ??
      onlySuccesses(real.counted, usage) ??
      pricedAtNothing(prices) ??
      unpriced(cost, prices) ??
      judgeMoney(evidence, cost, circumstances)
    );
  },
});

function stalePrices({ prices, baseline }: Needed, { now, bars }: Circumstances): Finding | null {
  const { as_of: day, source, currency } = prices.value;
  const days = daysBetween(day, dayOf(now));
  const most = bars['scale/cost-per-case'].price_days;
  const at = (field: string, remedy: string) => ({ location: locate(prices, field), remedy });
  const look = at(
    'as_of',
    'Look the prices up again, and write the day as `as_of:` in `policy/prices.yaml`.',
  );
  if (days < 0) return notProven(`The prices are those of ${day}, which is yet to come.`, look);
  if (days > most) return notProven(`The prices are ${days} days old, and may be ${most}.`, look);
  if (source === null || isPlaceholder(source))
    return notProven(
      'Nothing says where the prices come from.',
      at('source', 'Write where they stand as `source:` in `policy/prices.yaml`.'),
    );
  const wanted = baseline.value.value?.currency;
  if (wanted === undefined || wanted === currency) return null;
  return notProven(
    `The prices are in ${currency}, and the value in \`baseline.yaml\` is in ${wanted}.`,
    at('currency', `Write the prices in ${wanted}, and \`currency: ${wanted}\` in \`policy/prices.yaml\`.`),
  );
}

/** Whoever runs a model on machines of their own pays for those; only one within the process takes none. */
function pricedAtNothing(prices: Document<Prices>): Finding | null {
  const free = Object.entries(prices.value.models).find(
    ([name, { input, output }]) => !EMBEDDED.test(name) && input === 0 && output === 0,
  );
  if (free === undefined) return null;
  return notProven(
    `policy/prices.yaml says that ${named([free[0]])} costs nothing: 0 for a million tokens.`,
    {
      location: locate(prices, 'models'),
      remedy:
        'Write what a million tokens cost; of a model on your own machines, what they cost for as many.',
    },
  );
}

function unpriced({ unpriced: models, silent, calls }: TracedCost, prices: Document<Prices>): Finding | null {
  if (models.length > 0)
    return notProven(`policy/prices.yaml has no price for ${named(models)}.`, {
      location: locate(prices, 'models'),
      remedy: 'Add the model under `models:` in `policy/prices.yaml`, by the name that the traces have.',
    });
  if (calls === 0)
    return notProven('None of the runs has a call of a model, so nothing says what they cost.');
  if (silent <= calls * MOST_SILENT) return null;
  return notProven(
    `${silent} of ${calls} calls do not say their tokens; ${percent(MOST_SILENT)} may be silent.`,
    {
      remedy:
        'Set `gen_ai.usage.input_tokens` and `gen_ai.usage.output_tokens` on every call, failed ones too.',
    },
  );
}

function judgeMoney(evidence: Needed, cost: TracedCost, { bars }: Circumstances): Finding {
  const { prices, baseline, measures } = evidence;
  const { result, gaps, locale } = measures.value;
  const perMonth = baseline.value.eligible_per_month;
  const open = OPEN.find((name) => prices.value[name] === null);
  if (open !== undefined)
    return notProven(`\`${open}\` is not known.`, {
      location: locate(prices, open),
      remedy: `Write \`${open}:\` in \`policy/prices.yaml\`.`,
    });
  if (result === null || perMonth === null)
    return notProven(`What a case saves is not known yet: ${gaps[0]?.what ?? 'there is no value.'}`, {
      location: gaps[0]?.location ?? { file: baseline.file, line: null },
      remedy: gaps[0]?.remedy ?? 'Run `npx poc roi`: it says what is missing.',
    });
  // The one cast: none of them is null, which was just seen.
  const known = prices.value as { [K in (typeof OPEN)[number]]: number };
  const economics = caseEconomics(cost, known, perMonth, gainPerCase(result));
  const most = { budget: known.monthly_budget, ofValue: bars['scale/cost-per-case'].of_value };
  const words = economicsWords(economics, cost, perMonth, moneyIn(prices.value.currency, locale));
  const location = locate(prices, 'monthly_budget');
  switch (judgeEconomics(economics, most)) {
    case 'within':
      return pass(words(most));
    case 'over':
      return fail(words(most), { location, remedy: DEAR });
    case 'cannot-tell':
      return notProven(`${words(most)} The upper end of the interval lies over it, so nobody can tell yet.`, {
        location,
        remedy: 'Export the traces of more cases.',
      });
  }
}

const OPEN = ['infrastructure_per_month', 'review_per_case', 'monthly_budget'] as const;

const DEAR =
  'Make a case cheaper (a smaller model, fewer retries, a shorter prompt), or agree another budget with whoever pays.';
