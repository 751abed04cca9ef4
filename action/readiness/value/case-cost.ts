import type { Baseline } from '../../contract/baseline.ts';
import { buildCost, hourlyCost, runCosts } from './money.ts';
import type { Adoption, ValueEvidence } from './value-evidence.ts';

const MONTHS = 12;

type Arms = Pick<ValueEvidence, 'today' | 'withPoc'>;

/** What runs whatever is done is shared by the cases that were tried, so it takes the use to be known. */
export function costPerCase(
  { today, withPoc }: Arms,
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
export function addressableRatio(
  { today }: Arms,
  { value, eligible_per_month: perMonth }: Baseline,
): number | null {
  if (today === null || value === null || perMonth === null || buildCost(value) === 0) return null;
  return (perMonth * MONTHS * today.mean * hourlyCost(value)) / 60 / buildCost(value);
}
