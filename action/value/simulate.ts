import { type Belief, beliefsOf } from './beliefs.ts';
import { breakEven } from './break-even.ts';
import type { ValueInputs, ValueResult, Varying } from './business-case.ts';
import { netPresentValue } from './cash-flow.ts';
import { DRAWS, drawsOf, estimateOf } from './draws.ts';
import type { Outcome, Parameters } from './model.ts';
import { outcomeOf } from './outcome.ts';
import { expectPossible } from './possible.ts';
import { savedOf } from './saved.ts';
import { slidewareOf } from './slideware.ts';
import { tornado } from './tornado.ts';

type Of<T> = Readonly<Record<Varying, T>>;
type Fixed = Omit<Parameters, Varying>;

/**
 * The number: 10,000 years, each with every parameter drawn anew and apart from the others. The same inputs give the
 * same figures on every machine, and the order of the rows makes no difference.
 *
 * `mean` and what hangs on it (`atMean`, `breakEven`, `npv`) take each parameter at its mean; the percentiles of hours,
 * net, ROI and payback are those of the draws, so `net.p50` need not be `atMean.net`.
 *
 * @throws RangeError naming a figure that cannot be, such as an arm without rows or a share over 1
 */
export function simulate(inputs: ValueInputs): ValueResult {
  expectPossible(inputs);
  const beliefs = beliefsOf(inputs);
  const fixed = fixedOf(inputs);
  const mean = { ...fixed, ...each(beliefs, (belief) => belief.mean) };
  const draws = each(beliefs, (belief, name) => drawsOf(belief, inputs.seed, name));
  const atMean = outcomeOf(mean);
  const { p10: savedP10, ...saved } = savedOf(atMean.minutesSaved, draws.minutesToday, draws.minutesWithPoc);
  const figures = figuresOf((i) => outcomeOf(drawn(fixed, draws, i)));
  const { build, horizonMonths, discountRate } = inputs;
  return {
    mean,
    atMean,
    saved,
    savedP10,
    ...figures,
    breakEven: breakEven(mean, horizonMonths),
    tornado: tornado(mean, beliefs, draws),
    npv: discountRate === null ? null : netPresentValue(build, atMean.net, horizonMonths, discountRate),
    slideware: slidewareOf(mean, inputs.toolMinutes, figures.net.p50),
  };
}

const fixedOf = ({ hourly, runPerMonth, build, haircut }: ValueInputs): Fixed => ({
  hourly,
  runPerYear: 12 * runPerMonth,
  build,
  haircut,
});

const each = <T>(beliefs: Of<Belief>, make: (belief: Belief, name: Varying) => T): Of<T> =>
  Object.fromEntries(
    Object.entries(beliefs).map(([name, belief]) => [name, make(belief, name as Varying)]),
  ) as Of<T>;

/** Written out, for it is made ten thousand times: spreading `fixed` would take three quarters of all the time. */
const drawn = (fixed: Fixed, draws: Of<Float64Array>, i: number): Parameters => ({
  hourly: fixed.hourly,
  runPerYear: fixed.runPerYear,
  build: fixed.build,
  haircut: fixed.haircut,
  minutesToday: draws.minutesToday[i] as number,
  minutesWithPoc: draws.minutesWithPoc[i] as number,
  adoption: draws.adoption[i] as number,
  capture: draws.capture[i] as number,
  casesPerYear: draws.casesPerYear[i] as number,
  errorsToday: draws.errorsToday[i] as number,
  errorsWithPoc: draws.errorsWithPoc[i] as number,
  costPerError: draws.costPerError[i] as number,
  runPerCase: draws.runPerCase[i] as number,
});

/** Keeps the figures that are shown and lets the outcomes go: holding ten thousand of them takes longer than they do. */
function figuresOf(outcome: (i: number) => Outcome) {
  const column = () => new Float64Array(DRAWS);
  const [hours, net, roi, payback] = [column(), column(), column(), column()];
  for (let i = 0; i < DRAWS; i += 1) {
    const one = outcome(i);
    hours[i] = one.hoursFreed;
    net[i] = one.net;
    roi[i] = one.roi;
    payback[i] = one.paybackMonths;
  }
  const { p50, p90 } = estimateOf(payback.sort());
  return {
    hours: estimateOf(hours.sort()),
    net: estimateOf(net.sort()),
    roi: estimateOf(roi.sort()),
    paybackMonths: { p50, p90 },
    netPositive: net.filter((amount) => amount > 0).length / DRAWS,
  };
}
