import { tightenedBy } from '../contract/organisation.ts';
import { type Bars, barsInForce, type Thresholds } from '../contract/thresholds.ts';
import type { Readings } from './evidence.ts';
import { readValue } from './reading.ts';

/**
 * @returns the bars that decide: those of the base, and those of the tree only where there is no base; where an
 * organisation asks for more, that
 */
export function barsOf(readings: Policies & Pick<Readings, 'organisation'>): Bars {
  const own = barsInForce(policyOf(readings));
  const organisation = readValue(readings.organisation);
  return organisation == null ? own : tightenedBy(own, organisation.value);
}

/** @returns the version of the catalogue that was accepted; the first where nobody said. */
export const acceptedCatalogue = (readings: Policies): number => policyOf(readings)?.catalogue ?? 1;

type Policies = Pick<Readings, 'change' | 'thresholds'>;

function policyOf({ change, thresholds }: Policies): Thresholds | undefined {
  const base = readValue(change)?.base;
  return base == null ? readValue(thresholds)?.value : base.thresholds?.value;
}
