import type { Baseline } from '../contract/baseline.ts';
import type { KillMetric } from '../contract/kill.ts';
import { isMeasured, minutesOf } from '../contract/timings.ts';
import { type Description, describe } from '../statistics/describe.ts';
import { type AdoptionMetrics, adoptionMetrics } from './adoption/metrics.ts';
import { barsOf } from './bars.ts';
import { staleFinding } from './eval/attempts.ts';
import { type Comparison, compareWithBase } from './eval/comparison.ts';
import { type EvalScore, scoreEval } from './eval/eval-score.ts';
import { sortRealCases } from './eval/real-cases.ts';
import type { Readings, RowsOf } from './evidence.ts';
import { agreedUsers } from './named-users.ts';
import { caseKey } from './names.ts';
import { type Reading, readValue } from './reading.ts';
import { appraise } from './value/appraise.ts';
import { NO_VALUE, type ValueEvidence } from './value/value-evidence.ts';
import { separateWarmUp } from './value/warm-up.ts';

/** The figures that the headline, the verdict and the kill criteria share. `null` means not measured. */
export type Measures = {
  timedCases: number;
  minutes: Description | null;
  namedUsers: number;
  realCases: number;
  /** `null` as well when the results are about another tree than this one. */
  score: EvalScore | null;
  /** The results against those of the base; `null` where one of the two has none that count. */
  comparison: Comparison | null;
  /** `null` as well while nobody who is named has used it. */
  adoption: AdoptionMetrics | null;
  value: ValueEvidence;
};

/** @returns the figures, from whatever could be read. What is missing counts as nothing, never as good. */
export function measure(readings: Omit<Readings, 'measures'>, now: Date): Measures {
  const timings = (readValue(readings.timings)?.rows ?? []).filter((row) => isMeasured(row.value));
  const bars = barsOf(readings);
  const { counted } = separateWarmUp(timings, bars['baseline/measured-timings'].warm_up);
  const minutes = counted.map((row) => minutesOf(row.value)).filter(Number.isFinite);
  const cases = readValue(readings.cases) ?? [];
  const results = readValue(readings.results);
  const manifest = readValue(readings.manifest)?.value;
  const unattended = manifest?.capabilities.unattended ?? false;
  const rows = results === undefined || staleFinding(results) !== null ? null : results.rows;
  const base = readValue(readings.change)?.base ?? null;
  const { of_repeats: ofRepeats } = bars['eval/pass-rate'];
  return {
    timedCases: new Set(timings.map((row) => caseKey(row.value.case_ref))).size,
    minutes: minutes.length === 0 ? null : describe(minutes),
    namedUsers: agreedUsers(manifest?.users ?? [], readValue(readings.authors) ?? []),
    realCases: sortRealCases(cases).counted.length,
    score: rows === null ? null : scoreEval(cases, rows, { unattended, ofRepeats }),
    comparison: rows === null || base === null ? null : compareWithBase(base, { cases, rows }, unattended),
    adoption: adoptionIn(readings, now),
    value: worthOf(readings, now),
  };
}

function adoptionIn(readings: Omit<Readings, 'measures'>, now: Date): AdoptionMetrics | null {
  return adoptionMetrics({
    usage: readValue(readings.usage) ?? [],
    extract: readValue(readings.eligible)?.rows ?? [],
    seeds: readValue(readings.seeds)?.rows ?? [],
    users: readValue(readings.manifest)?.value.users ?? [],
    authors: readValue(readings.authors) ?? [],
    seedDays: barsOf(readings)['users/review-is-real'].seed_days,
    now,
  });
}

/** A file that cannot be read is a gap, and never taken for one without rows. */
function worthOf(readings: Omit<Readings, 'measures'>, now: Date): ValueEvidence {
  const baseline = readValue(readings.baseline)?.value;
  if (baseline === undefined) return NO_VALUE;
  const rowsOf = <T>(reading: Reading<RowsOf<T>>, file: string) => readValue(reading) ?? { file, rows: [] };
  const files = (['timings', 'assisted', 'discarded', 'checkedCases', 'usage', 'eligible'] as const).filter(
    (name) => readings[name].status === 'invalid',
  );
  return appraise({
    baseline,
    timings: rowsOf(readings.timings, baseline.timings),
    assisted: rowsOf(readings.assisted, baseline.assisted),
    discarded: rowsOf(readings.discarded, baseline.discarded),
    checkedCases: rowsOf(readings.checkedCases, baseline.errors),
    usage: readValue(readings.usage) ?? [],
    eligible: rowsOf(readings.eligible, 'the extract of eligible cases'),
    unread: files.map((name) => FILES[name](baseline)),
    taskDigest: readValue(readings.taskDigest) ?? '',
    authors: readValue(readings.authors) ?? [],
    name: shortName(readValue(readings.manifest)?.value.workflow.id ?? 'this-workflow'),
    bars: barsOf(readings),
    now,
    systemChangedAt: readValue(readings.history)?.systemChangedAt ?? null,
  });
}

const FILES = {
  timings: (baseline: Baseline) => baseline.timings,
  assisted: (baseline: Baseline) => baseline.assisted,
  discarded: (baseline: Baseline) => baseline.discarded,
  checkedCases: (baseline: Baseline) => baseline.errors,
  usage: () => 'the usage export',
  eligible: () => 'the extract of eligible cases',
} as const;

/** `invoice-exceptions` as it is said: Invoice exceptions. */
const shortName = (id: string): string => {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function coverageRatio({ result, adoption }: ValueEvidence): number | null {
  if (result === null || adoption === null) return null;
  const needed = result.breakEven.adoption;
  // No use would do: that is as far as it can be from breaking even.
  return needed === null || adoption.share === 0 ? Number.POSITIVE_INFINITY : needed / adoption.share;
}

/** @returns the value of a kill criterion's metric now, or `null` when it has not been measured. */
export function metricValue(metric: KillMetric, measures: Measures): number | null {
  const { value, adoption } = measures;
  const escaped = value.errorsWithPoc?.rate ?? null;
  const today = value.errorsToday?.interval.high ?? null;
  const values = {
    'baseline.timed_cases': measures.timedCases,
    'baseline.mean_minutes': measures.minutes?.mean ?? null,
    'users.named': measures.namedUsers,
    'eval.real_cases': measures.realCases,
    'eval.pass_rate': measures.score?.estimate?.rate ?? null,
    'eval.pass_rate_upper': measures.score?.estimate?.interval.high ?? null,
    'value.addressable_ratio': value.addressableRatio,
    'value.minutes_saved': value.saved?.difference ?? null,
    'value.minutes_saved_p10': value.saved?.p10 ?? null,
    'value.net_p50': value.result?.net.p50 ?? null,
    'value.net_p10': value.result?.net.p10 ?? null,
    'value.payback_months_p50': value.result?.paybackMonths.p50 ?? null,
    'value.break_even_coverage_ratio': coverageRatio(value),
    'errors.escaped': escaped,
    'errors.escaped_over_today': escaped === null || today === null ? null : escaped - today,
    'users.coverage': value.adoption?.share ?? null,
    ...useValues(adoption),
  } as const satisfies Record<KillMetric, number | null>;
  return values[metric];
}

const useValues = (adoption: AdoptionMetrics | null) =>
  ({
    'users.active_weekly': adoption?.activeWeekly?.count ?? null,
    'users.retention_week4': adoption?.retention?.share ?? null,
    'users.abandoned': adoption?.abandoned?.share ?? null,
    'users.old_way': adoption?.oldWay?.share ?? null,
    'users.seeds_caught': adoption?.seeds?.share ?? null,
  }) as const;
