import { expectFinite, expectPositive, expectShare } from '../statistics/range.ts';
import type { Counted, Range, ValueInputs } from './business-case.ts';

/**
 * Refuses figures that no year can have, by name, before they come out as a NaN.
 *
 * @throws RangeError naming the figure, what was found and what was expected
 */
export function expectPossible(inputs: ValueInputs): void {
  expectStudy(inputs);
  const { toolMinutes, casesPerMonth, hourly, runPerMonth, build } = inputs;
  for (const [name, amount] of Object.entries({ toolMinutes, casesPerMonth, hourly, runPerMonth, build }))
    expectAmount(name, amount);
  for (const name of ['adoption', 'errorsToday', 'errorsWithPoc'] as const) expectCounted(name, inputs[name]);
  for (const name of ['costPerError', 'capture', 'runPerCase'] as const) expectRange(name, inputs[name]);
  expectShare('capture.high', inputs.capture.high);
  expectShare('haircut', inputs.haircut);
  expectPositive('horizonMonths', inputs.horizonMonths);
}

/** @throws RangeError for an empty seed, an arm without rows, or minutes that are not finite and over 0 */
export function expectStudy(study: Pick<ValueInputs, 'seed' | 'today' | 'withPoc'>): void {
  // With the name of a parameter after it no seed would be empty any more.
  if (study.seed === '') throw new RangeError('seed is empty; expected text, such as a digest');
  for (const arm of ['today', 'withPoc'] as const) {
    if (study[arm].length === 0) throw new RangeError(`${arm} is empty; expected one timed case or more`);
    for (const { minutes } of study[arm]) expectPositive(`minutes of ${arm}`, minutes);
  }
}

function expectAmount(name: string, amount: number): void {
  expectFinite(name, amount);
  if (amount < 0) throw new RangeError(`${name} is ${amount}; expected 0 or more`);
}

function expectCounted(name: string, counted: Counted | null): void {
  if (counted === null) return;
  expectPositive(`${name}.of`, counted.of);
  expectShare(name, counted.count / counted.of);
}

function expectRange(name: string, { low, likely, high }: Range): void {
  for (const amount of [low, likely, high]) expectAmount(name, amount);
  if (low > likely || likely > high)
    throw new RangeError(`${name} is ${low}, ${likely}, ${high}; expected ascending amounts`);
}
