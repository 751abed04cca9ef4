import type { ValueResult } from './business-case.ts';
import type { Parameters } from './model.ts';
import { outcomeOf } from './outcome.ts';

/**
 * Where the net of a year just covers the year's part of building, C₀ / horizon in years. One of minutes saved, adoption
 * and cases a year is moved, the rest stays.
 *
 * The haircut counts here as it does in the net: at break-even the gain is 0 or more, so g · gain = R + C₀/years. (With
 * g left out, the net at break-even would fall short by the haircut.) For the minutes only L moves:
 *
 *     ΔT* = 60 · ((R + C₀/years) / g − E) / (a · V · κ · r)
 *
 * E and the run cost a case move with a and V, so those are solved by what a case that is attempted is worth:
 *
 *     w   = κ · r · ΔT / 60 + (e_today − e_with_poc) · c_error
 *     a · V = (F + C₀/years) / (g · w − c_run),   a* = that / V,   V* = that / a
 *
 * Less than no minutes are an answer: the errors alone pay, and a case may take longer. An adoption over 1 is one too:
 * not even full use would do.
 *
 * @param parameters with a haircut from 0 to 1
 * @returns `null` where nothing would do: minutes that are worth nothing, or a case that costs more than it is worth
 */
export function breakEven(parameters: Parameters, horizonMonths: number): ValueResult['breakEven'] {
  const yearly = parameters.build / (horizonMonths / 12);
  const attempted = casesNeeded(parameters, yearly);
  const { adoption, casesPerYear } = parameters;
  return {
    minutesSaved: minutesNeeded(parameters, yearly),
    adoption: attempted === null || casesPerYear === 0 ? null : attempted / casesPerYear,
    casesPerYear: attempted === null || adoption === 0 ? null : attempted / adoption,
  };
}

/** A saving of two years a case is none that anybody could make. */
const ABSURD = 1_000_000;

function minutesNeeded(parameters: Parameters, yearly: number): number | null {
  const { adoption, casesPerYear, capture, hourly } = parameters;
  const kept = 1 - parameters.haircut;
  const hourWorth = adoption * casesPerYear * capture * hourly;
  if (kept === 0 || hourWorth === 0) return null;
  const { run, errors } = outcomeOf(parameters);
  const minutes = (60 * ((run + yearly) / kept - errors)) / hourWorth;
  return Math.abs(minutes) < ABSURD ? minutes : null;
}

/** Cases attempted a year. The worth of one is the net of a year with that one case and no cost that is fixed. */
function casesNeeded(parameters: Parameters, yearly: number): number | null {
  const margin = outcomeOf({ ...parameters, adoption: 1, casesPerYear: 1, runPerYear: 0 }).net;
  const cases = (parameters.runPerYear + yearly) / margin;
  return margin > 0 && Number.isFinite(cases) ? cases : null;
}
