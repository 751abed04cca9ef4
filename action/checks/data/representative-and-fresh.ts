import { PRODUCTION_MIX_FILE, type ProductionMix } from '../../contract/production-mix.ts';
import type { Bars } from '../../contract/thresholds.ts';
import { defineCheck } from '../../readiness/check.ts';
import { yetToCome } from '../../readiness/clock.ts';
import { caseAges } from '../../readiness/eval/case-ages.ts';
import { type CaseMix, compareMixes, type MixChange, mixOfCases } from '../../readiness/eval/case-mix.ts';
import type { EvalScore } from '../../readiness/eval/eval-score.ts';
import { weightedScore } from '../../readiness/eval/weighted-rate.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { named } from '../../readiness/named-ids.ts';
import { percent, percentRange } from '../../readiness/percent.ts';
import { isPlaceholder } from '../../readiness/placeholder.ts';
import { type Document, locate } from '../../readiness/reading.ts';

/** What the last bits of a sum of shares may come to. */
const LAST_BITS = 1e-9;
const CASES = { location: { file: 'eval/cases', line: null } };

type Mix = Document<ProductionMix>;
type Bar = Bars['data/representative-and-fresh'];

export const representativeAndFresh = defineCheck({
  id: 'data/representative-and-fresh',
  title: 'The cases look like the work that production brings, and are recent',
  failureTitle: 'The cases are not shown to look like the work that production brings',
  question: 'Do the cases look like next month’s work?',
  why: 'An average over the wrong mix hides the slice that fails.',
  remedy: 'Top up the thin slices with cases of the last 30 days.',
  severity: 'medium',
  evidence:
    '`eval/slices.yaml`: the `query` and the `window` that counted production, and each slice with its `share`. The real scored cases of `eval/cases` name their slice; each slice has as many as the bar says, the newest is recent enough, and the mix is no further from that of production than the bar (total-variation distance). With `weights: true` the pass rate, weighted by the shares, has to meet the bar of `eval/pass-rate` on its lower bound instead.',
  kinds: ['E3'],
  noticed:
    'Hard slices that are dropped, merged or given another share: the file is compared with that of the base, and a change without a new query or window fails. A query that nobody could run, and a window that has not ended. Cases that stand in two slices or in none, and cases that say nearly the same, which count once.',
  since: 1,
  blocksFrom: 'production',
  needs: ['manifest', 'mixes', 'cases', 'change', 'measures'],
  evaluate({ manifest, mixes, cases, change, measures }, { bars, now }) {
    if (mixes.now === null) return undeclared();
    const mix = mixes.now;
    const bar = bars['data/representative-and-fresh'];
    const found = mixOfCases(cases, mix.value);
    const changed =
      mixes.before === null ? null : compareMixes(mixes.before, mix.value, change.base?.cases ?? [], cases);
    const ages = caseAges(cases, now);
    const passRates = bars['eval/pass-rate'];
    const rateBar = manifest.value.capabilities.unattended ? passRates.unattended : passRates.reviewed;
    const described = describe(found, ages, bar, changed);
    return (
      uncounted(mix, now) ??
      rewritten(mix, changed) ??
      placedTwice(found) ??
      tooThin(found, bar) ??
      tooOld(ages, bar) ??
      (mix.value.weights
        ? judgeWeighted(found, measures.score, rateBar, mix, described)
        : judgeDistance(found, bar, mix, described))
    );
  },
});

const undeclared = (): Finding =>
  notProven(`${PRODUCTION_MIX_FILE} does not say what production consists of.`, {
    location: { file: PRODUCTION_MIX_FILE, line: null },
    remedy: `Count a month of the work by slice, and write \`${PRODUCTION_MIX_FILE}\`: \`query\`, \`window\`, and each slice with its share.`,
  });

function uncounted(mix: Mix, now: Date): Finding | null {
  const { query, window } = mix.value;
  if (isPlaceholder(query)) {
    return notProven(`query is “${query}”: nobody can count the shares again.`, {
      location: locate(mix, 'query'),
      remedy: 'Paste the query or name the report that counted the slices.',
    });
  }
  if (!yetToCome(`${window.to}T00:00:00Z`, now)) return null;
  return notProven(`The shares are of ${window.from} to ${window.to}, which is yet to come.`, {
    location: locate(mix, 'window'),
    remedy: 'Write the days that were counted.',
  });
}

/** What was counted once cannot come out in another way. A new count can, and is told. */
function rewritten(mix: Mix, changed: MixChange | null): Finding | null {
  if (changed === null || !changed.sameCount) return null;
  const what = [
    ...changed.gone.map(describeGone),
    ...changed.moved.map((name) => `${name} has another share than at the base`),
  ];
  if (what.length === 0) return null;
  return fail(`${named(what)}, and the query and its window are those of the base.`, {
    location: locate(mix, 'slices'),
    remedy: 'Restore the slices; or count anew, and write the window that was counted.',
  });
}

const describeGone = ({ name, now }: MixChange['gone'][number]): string =>
  now.length === 0
    ? `slice ${name} is gone`
    : `slice ${name} is gone, and its cases are in ${now.join(' and ')}`;

function placedTwice({ several }: CaseMix): Finding | null {
  const [first] = several;
  if (first === undefined) return null;
  return notProven(
    `${several.length} cases are in more than one slice of ${PRODUCTION_MIX_FILE}, such as ${first.row.value.id} in ${first.slices.join(' and ')}; shares that add up to 1 have room for one.`,
    {
      location: first.row,
      spots: several.map(({ row, slices }) => ({
        location: row,
        message: `${row.value.id} is in ${slices.join(' and ')}`,
      })),
      remedy: `Declare in \`${PRODUCTION_MIX_FILE}\` slices of which each case has one; others may stay in the cases.`,
    },
  );
}

function tooThin({ slices, outside }: CaseMix, bar: Bar): Finding | null {
  const thin = slices.filter((one) => one.cases < bar.cases_per_slice);
  if (thin.length === 0) return null;
  const counts = thin.map(
    ({ name, cases, share }) => `${name} has ${cases} (${percent(share)} of production)`,
  );
  return notProven(
    `Of ${slices.length} slices, ${thin.length} have fewer than ${bar.cases_per_slice} real scored cases: ${named(counts)}${describeOutside(outside)}.`,
    CASES,
  );
}

function describeOutside(outside: CaseMix['outside']): string {
  if (outside.length === 0) return '';
  return `; ${outside.length} cases are in no slice of ${PRODUCTION_MIX_FILE}: ${named(outside.map((row) => row.value.id))}`;
}

function tooOld([newest]: readonly number[], bar: Bar): Finding | null {
  if (newest === undefined) return notProven('No real case says when it was drawn.', CASES);
  if (newest <= bar.newest_days) return null;
  return notProven(
    `The newest real case was drawn ${newest} days ago; ${bar.newest_days} days is the most.`,
    {
      ...CASES,
      remedy: 'Draw cases of the last 30 days, and label them.',
    },
  );
}

function judgeDistance({ distance }: CaseMix, bar: Bar, mix: Mix, described: string): Finding {
  const apart = distance ?? 1;
  const message = `The mix of cases is ${percent(apart)} away from that of production; ${percent(bar.distance)} is the most${described}.`;
  if (apart <= bar.distance + LAST_BITS) return pass(message);
  return fail(message, {
    location: locate(mix, 'slices'),
    remedy:
      'Draw cases from the slices that have too few; or write `weights: true`, and the pass rate has to meet its bar weighted by the shares.',
  });
}

/** Weights excuse another mix only where the rate holds when it is weighted. */
function judgeWeighted(
  { slices, outside }: CaseMix,
  score: EvalScore | null,
  bar: number,
  mix: Mix,
  described: string,
): Finding {
  const location = locate(mix, 'weights');
  if (outside.length > 0)
    return notProven(`A rate weighted by slice would leave cases out${describeOutside(outside)}.`, CASES);
  const weighted = weightedScore(score, slices);
  if (weighted === null) {
    return notProven(
      'The rate is to be weighted, and not every slice has results that are about this tree.',
      {
        location,
        remedy: 'Run `npm run eval`.',
      },
    );
  }
  const { rate, interval, effectiveN } = weighted;
  const message = `Weighted as production is mixed, it is right in ${percent(rate)} (${percentRange(interval)}), worth ${Math.round(effectiveN)} cases; the bar is ${percent(bar)} on the lower bound${described}`;
  if (interval.low >= bar) return pass(`${message}.`);
  const detail = {
    location,
    remedy: 'Add cases of the slices that weigh most and have few, and run `npm run eval`.',
  };
  return interval.high < bar
    ? fail(`${message}: missed.`, detail)
    : notProven(`${message}: cannot tell yet.`, detail);
}

function describe(
  { slices, outside }: CaseMix,
  ages: readonly number[],
  bar: Bar,
  changed: MixChange | null,
): string {
  const recent = ages.filter((days) => days <= bar.newest_days).length;
  const fewest = slices.reduce((least, one) => Math.min(least, one.cases), Number.POSITIVE_INFINITY);
  const counted =
    slices.length === 1
      ? `the one slice has ${fewest} cases`
      : `each of ${slices.length} slices has ${fewest} cases or more`;
  const gone = changed === null ? [] : changed.gone.map(describeGone);
  return [
    `; ${counted}, and ${recent} of ${ages.length} are of the last ${bar.newest_days} days, the newest ${ages[0]} days old`,
    describeOutside(outside),
    gone.length === 0 ? '' : `; counted anew since the base: ${named(gone)}`,
  ].join('');
}
