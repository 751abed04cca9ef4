import type { Baseline } from '../contract/baseline.ts';
import type { Bars } from '../contract/thresholds.ts';
import { isMeasured } from '../contract/timings.ts';
import type { Value } from '../contract/value.ts';
import type { ValueInputs } from '../value/business-case.ts';
import { type Grade, gradeOf } from '../value/grade.ts';
import { savedBy } from '../value/saved.ts';
import { simulate } from '../value/simulate.ts';
import { adoptionByWeek, adoptionOf, realUse } from './adoption.ts';
import { checkedByOthers, errorRate } from './error-rates.ts';
import type { Evidence } from './evidence.ts';
import { buildCost, captureOf, hourlyCost, runCosts } from './money.ts';
import { compareArms, meanToolMinutes, type Study, summarise, timedOf } from './study.ts';
import { patternsToday, patternsWithPoc } from './study-patterns.ts';
import type { Adoption, ValueEvidence } from './value-evidence.ts';
import { gapsOf } from './value-gaps.ts';
import { headlineOf } from './value-words.ts';
import { peopleIn } from './warm-up.ts';

const MONTHS = 12;

/** What the worth is made of. */
export type Sources = Pick<
  Evidence,
  'timings' | 'assisted' | 'discarded' | 'checkedCases' | 'usage' | 'taskDigest' | 'authors'
> & {
  baseline: Baseline;
  /** Files that are there and cannot be read. */
  unread: readonly string[];
  /** Of the workflow, as a sentence begins. */
  name: string;
  bars: Bars;
  now: Date;
};

/** @returns what is known of the worth of a POC; the one calculation that the gate, the comment and `poc roi` share. */
export function appraise(sources: Sources): ValueEvidence {
  const { baseline, bars, checkedCases } = sources;
  const study = compareArms(
    sources.timings.rows,
    sources.assisted.rows,
    bars['baseline/measured-timings'].warm_up,
  );
  const usage = realUse(sources.usage, sources.authors);
  const adoption = adoptionOf(usage, baseline.eligible_per_month);
  const measured = sources.timings.rows.filter((row) => isMeasured(row.value));
  const doubts = { today: patternsToday({ ...sources, usage }, measured), withPoc: patternsWithPoc(sources) };
  const gaps = gapsOf({ ...sources, usage, study, adoption, doubts });
  const known = knownWithoutMoney(sources, study);
  const haircut = haircutOf(known.grade, bars);
  const inputs = gaps.length === 0 ? inputsOf(sources, study, adoption as Adoption, haircut) : null;
  const result = inputs === null ? null : simulate(inputs);
  const evidence: ValueEvidence = {
    ...known,
    haircut,
    adoption,
    weeks: adoptionByWeek(usage, baseline.eligible_per_month),
    errorsToday: errorRate(checkedCases.rows, 'by_hand'),
    errorsWithPoc: errorRate(checkedCases.rows, 'with_poc'),
    costPerCase: costPerCase(known, baseline, adoption),
    addressableRatio: addressableRatio(known, baseline),
    currency: baseline.value?.currency ?? null,
    locale: baseline.value?.locale ?? 'en',
    doubts,
    gaps,
    inputs,
    result,
    notes: notesOf(sources, known.grade),
    headline: null,
  };
  return { ...evidence, headline: headlineOf(evidence, sources.name) };
}

type WithoutMoney = Pick<
  ValueEvidence,
  'today' | 'withPoc' | 'saved' | 'comparison' | 'grade' | 'denominators'
>;

function knownWithoutMoney({ assisted, discarded }: Sources, study: Study): WithoutMoney {
  const [today, withPoc] = [summarise(study.byHand), summarise(study.withPoc)];
  const tried = assisted.rows.filter(({ value }) => value.arm === 'with_poc' && value.followed === 'yes');
  return {
    today,
    withPoc,
    comparison: today === null || withPoc === null ? null : study.comparison,
    saved: today === null || withPoc === null || today.n < 2 || withPoc.n < 2 ? null : savedBy(rowsOf(study)),
    grade: gradeOf({ comparison: study.comparison, today: sizeOf(today), withPoc: sizeOf(withPoc) }),
    denominators: {
      used: tried.length,
      people: peopleIn(tried),
      refused: assisted.rows.filter(({ value }) => value.followed === 'no').length,
      neverTimed: discarded.rows.length,
    },
  };
}

const sizeOf = (arm: ValueEvidence['today']) => ({ n: arm?.n ?? 0, people: arm?.people ?? 0 });

/** The same rows give the same draws, whatever is changed about the money: two cases differ by what differs in them. */
function rowsOf({ byHand, withPoc }: Study): Pick<ValueInputs, 'seed' | 'today' | 'withPoc'> {
  const arms = { today: timedOf(byHand.counted), withPoc: timedOf(withPoc.counted) };
  return { seed: JSON.stringify(arms), ...arms };
}

function haircutOf(grade: Grade, bars: Bars): number {
  const { haircut_a: a, haircut_b: b, haircut_c: c } = bars['baseline/roi-recomputed'];
  return { A: a, B: b, C: c, D: 1 }[grade];
}

function inputsOf(
  { baseline, bars, checkedCases }: Sources,
  study: Study,
  adoption: Adoption,
  haircut: number,
): ValueInputs {
  const value = baseline.value as Value;
  const run = runCosts(value);
  const { low, likely, high } = value.cost_per_error as NonNullable<Value['cost_per_error']>;
  const counted = (arm: 'by_hand' | 'with_poc') => {
    const rate = errorRate(checkedCases.rows, arm);
    return rate === null ? null : { count: rate.wrong, of: rate.checked };
  };
  return {
    ...rowsOf(study),
    toolMinutes: meanToolMinutes(study.withPoc.counted),
    casesPerMonth: baseline.eligible_per_month as number,
    adoption: { count: adoption.attempted, of: adoption.eligible },
    errorsToday: counted('by_hand'),
    errorsWithPoc: counted('with_poc'),
    costPerError: { low, likely, high },
    hourly: hourlyCost(value),
    capture: captureOf(value, bars['baseline/roi-recomputed'].capture_without_owner).share,
    runPerCase: run.perCase,
    runPerMonth: run.perMonth,
    build: buildCost(value),
    haircut,
    horizonMonths: value.horizon_months,
    discountRate: value.discount_rate,
  };
}

/** What runs whatever is done is shared by the cases that were tried, so it takes the use to be known. */
function costPerCase(
  { today, withPoc }: WithoutMoney,
  { value, eligible_per_month: perMonth }: Baseline,
  adoption: Adoption | null,
): ValueEvidence['costPerCase'] {
  if (value === null || today === null || withPoc === null || perMonth === null) return null;
  if (adoption === null || adoption.attempted === 0) return null;
  const perMinute = hourlyCost(value) / 60;
  const run = runCosts(value);
  return {
    today: today.mean * perMinute,
    withPoc: withPoc.mean * perMinute + meanOf(run.perCase) + run.perMonth / (perMonth * adoption.share),
  };
}

const meanOf = ({ low, likely, high }: { low: number; likely: number; high: number }): number =>
  (low + likely + high) / 3;

/** What a year of today's work costs, over what building costs: under some bar there is not enough to win. */
function addressableRatio(
  { today }: WithoutMoney,
  { value, eligible_per_month: perMonth }: Baseline,
): number | null {
  if (today === null || value === null || perMonth === null || buildCost(value) === 0) return null;
  return (perMonth * MONTHS * today.mean * hourlyCost(value)) / 60 / buildCost(value);
}

/** Of the cases that were begun so many may be discarded before a reader has to know (gate.md, T13). */
const MOST_DISCARDED = 0.1;

function discardedNote({ timings, assisted, discarded }: Sources): string[] {
  const begun = timings.rows.length + assisted.rows.length + discarded.rows.length;
  if (discarded.rows.length <= begun * MOST_DISCARDED) return [];
  return [`${discarded.rows.length} of ${begun} cases that were begun were discarded and count nowhere.`];
}

function notesOf(sources: Sources, grade: Grade): string[] {
  const { baseline, bars, checkedCases } = sources;
  const { value } = baseline;
  const capture =
    value === null ? null : captureOf(value, bars['baseline/roi-recomputed'].capture_without_owner);
  const looked = (arm: 'by_hand' | 'with_poc') => checkedByOthers(checkedCases.rows, arm).length > 0;
  return [
    ...(grade === 'C' ? ['Few cases or people were timed (grade C): for use inside, not to be quoted.'] : []),
    ...discardedNote(sources),
    ...(capture?.note == null ? [] : [capture.note]),
    ...(looked('by_hand') ? [] : ['Errors of today’s work were not counted, so they are taken as none.']),
    ...(looked('with_poc')
      ? []
      : ['Errors with the POC were not counted, so as many are assumed as could have gone unseen (3 in n).']),
    ...(value?.hourly_cost.basis === 'wage'
      ? ['Only the wage is known; the cost of an hour is made of it by the usual share of wages.']
      : []),
  ];
}
