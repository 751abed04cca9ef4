import { type Bars, barsInForce } from '../contract/thresholds.ts';
import type { Readings } from './evidence.ts';
import { readValue } from './reading.ts';

/** @returns the bars that decide: those of the base, and those of the tree only where there is no base. */
export function barsOf({ change, thresholds }: Pick<Readings, 'change' | 'thresholds'>): Bars {
  const base = readValue(change)?.base;
  return barsInForce(base == null ? readValue(thresholds)?.value : base.thresholds?.value);
}
