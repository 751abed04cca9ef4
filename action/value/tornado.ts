import type { Belief } from './beliefs.ts';
import type { Swing, Varying } from './business-case.ts';
import { estimateOf } from './draws.ts';
import type { Parameters } from './model.ts';
import { outcomeOf } from './outcome.ts';

/**
 * What the net of a year does when one parameter alone moves to its own P10 and P90 and the others stay at their means.
 * What does not vary is left out; what moves the net most comes first.
 */
export function tornado(
  mean: Parameters,
  beliefs: Readonly<Record<Varying, Belief>>,
  draws: Readonly<Record<Varying, Float64Array>>,
): Swing[] {
  const varying = (Object.keys(beliefs) as Varying[]).filter((name) => beliefs[name].draw !== null);
  return varying.map((name) => swing(mean, name, draws[name])).sort((a, b) => width(b) - width(a));
}

function swing(mean: Parameters, parameter: Varying, drawn: Float64Array): Swing {
  const { p10, p90 } = estimateOf(drawn.toSorted());
  const netAt = (value: number) => outcomeOf({ ...mean, [parameter]: value }).net;
  return { parameter, atP10: p10, atP90: p90, netAtP10: netAt(p10), netAtP90: netAt(p90) };
}

const width = ({ netAtP10, netAtP90 }: Swing): number => Math.abs(netAtP90 - netAtP10);
