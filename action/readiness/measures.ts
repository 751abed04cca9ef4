import type { KillMetric } from '../contract/kill.ts';
import { isMeasured, minutesOf } from '../contract/timings.ts';
import { type Description, describe } from '../statistics/describe.ts';
import { staleFinding } from './attempts.ts';
import { barsOf } from './bars.ts';
import { type Comparison, compareWithBase } from './comparison.ts';
import { type EvalScore, scoreEval } from './eval-score.ts';
import type { Readings } from './evidence.ts';
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
  /** The results against those of the base; `null` where one of the two has none that count. */
  comparison: Comparison | null;
};

/** @returns the figures, from whatever could be read. What is missing counts as nothing, never as good. */
export function measure(readings: Omit<Readings, 'measures'>): Measures {
  const timings = (readValue(readings.timings)?.rows ?? []).map((row) => row.value).filter(isMeasured);
  const minutes = timings.map(minutesOf).filter(Number.isFinite);
  const cases = readValue(readings.cases) ?? [];
  const results = readValue(readings.results);
  const manifest = readValue(readings.manifest)?.value;
  const unattended = manifest?.capabilities.unattended ?? false;
  const rows = results === undefined || staleFinding(results) !== null ? null : results.rows;
  const base = readValue(readings.change)?.base ?? null;
  const { of_repeats: ofRepeats } = barsOf(readings)['eval/pass-rate'];
  return {
    timedCases: new Set(timings.map((row) => row.case_ref)).size,
    minutes: minutes.length === 0 ? null : describe(minutes),
    namedUsers: agreedUsers(manifest?.users ?? [], readValue(readings.authors) ?? []),
    realCases: sortRealCases(cases).counted.length,
    score: rows === null ? null : scoreEval(cases, rows, { unattended, ofRepeats }),
    comparison: rows === null || base === null ? null : compareWithBase(base, { cases, rows }, unattended),
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
