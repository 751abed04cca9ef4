import type { FeatureFinding } from '../../../contract/drift-report.ts';
import { quantile } from '../../../statistics/quantile.ts';
import type { Observation } from './observations.ts';

/** A row without the number lies below all that have one: where a field stops being filled, that is a shift too. */
const ABSENT = Number.NEGATIVE_INFINITY;

/** @returns a number for each row. */
export const numbersIn = (observations: readonly Observation[], name: string): number[] =>
  observations.map(({ features }) => (Object.hasOwn(features, name) ? (features[name] as number) : ABSENT));

/** @returns what a sample of numbers looks like. */
export function numbersOf(
  values: readonly number[],
): Extract<FeatureFinding, { kind: 'number' }>['reference'] {
  const present = values.filter((value) => value !== ABSENT);
  const at = (p: number) => (present.length === 0 ? null : quantile(present, p));
  const absent = values.length === 0 ? 0 : (values.length - present.length) / values.length;
  return { p10: at(0.1), median: at(0.5), p90: at(0.9), absent };
}
