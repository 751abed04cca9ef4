import type { ValueResult } from './business-case.ts';
import type { Parameters } from './model.ts';

/**
 * The number that nobody should show, to hold beside the one that may be shown: all cases that there are, the tool's own
 * time instead of the work with it, every hour as money, and no costs.
 *
 * @param toolMinutes mean over cases
 * @returns its ratio to the P50 of the net, `null` where that is 0 or less
 */
export function slidewareOf(mean: Parameters, toolMinutes: number, netP50: number): ValueResult['slideware'] {
  const net = ((mean.casesPerYear * (mean.minutesToday - toolMinutes)) / 60) * mean.hourly;
  return { net, ratio: netP50 > 0 ? net / netP50 : null };
}
