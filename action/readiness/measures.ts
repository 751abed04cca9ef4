import type { KillMetric } from '../contract/kill.ts';
import { isMeasured, minutesOf } from '../contract/timings.ts';
import { type Description, describe } from '../statistics/describe.ts';
import { type EvalScore, scoreEval } from './eval-score.ts';
import type { Readings } from './evidence.ts';
import { staleInputs } from './freshness.ts';
import { agreedUsers } from './named-users.ts';
import { readValue } from './reading.ts';
import { sortRealCases } from './real-cases.ts';

/** The figures that the headline, the verdict and the kill criteria share. `null` means not measured. */
export type Measures = {
  timedCases: number;
  minutes: Description | null;
  namedUsers: number;
  realCases: number;
  /** `null` as well when the results are about another tree than this one. */
  score: EvalScore | null;
};

/** @returns the figures, from whatever could be read. What is missing counts as nothing, never as good. */
export function measure(readings: Omit<Readings, 'measures'>): Measures {
  const timings = (readValue(readings.timings)?.rows ?? []).map((row) => row.value).filter(isMeasured);
  const cases = readValue(readings.cases) ?? [];
  const results = readValue(readings.results);
  const manifest = readValue(readings.manifest)?.value;
  const unattended = manifest?.capabilities.unattended ?? false;
  const stale = results === undefined || staleInputs(results).length > 0;
  return {
    timedCases: new Set(timings.map((row) => row.case_ref)).size,
    minutes: timings.length === 0 ? null : describe(timings.map(minutesOf)),
    namedUsers: agreedUsers(manifest?.users ?? [], readValue(readings.authors) ?? []),
    realCases: sortRealCases(cases).counted.length,
    score: stale ? null : scoreEval(cases, results.rows, unattended),
  };
}

/** @returns the value of a kill criterion's metric now, or `null` when it has not been measured. */
export function metricValue(metric: KillMetric, measures: Measures): number | null {
  const values = {
    'baseline.timed_cases': measures.timedCases,
    'baseline.mean_minutes': measures.minutes?.mean ?? null,
    'users.named': measures.namedUsers,
    'eval.real_cases': measures.realCases,
    'eval.pass_rate': measures.score?.estimate?.rate ?? null,
    'eval.pass_rate_upper': measures.score?.estimate?.interval.high ?? null,
  } as const satisfies Record<KillMetric, number | null>;
  return values[metric];
}
