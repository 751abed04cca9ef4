/**
 * These refuse impossible input by name, so that a wrong argument is found where it was made and never comes
 * out as a NaN three rooms further on.
 *
 * @throws RangeError naming the argument, what was found and what was expected
 */
export function expectCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name} is ${value}; expected a whole number, 0 or more`);
}

/** @throws RangeError when the value is not finite, or 0 or less */
export function expectPositive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(`${name} is ${value}; expected a finite number over 0`);
}

/** Strictly between 0 and 1: a confidence, a power, an alpha. @throws RangeError otherwise */
export function expectInside(name: string, value: number): void {
  if (!(value > 0 && value < 1))
    throw new RangeError(`${name} is ${value}; expected a number over 0 and under 1`);
}

/** From 0 to 1, ends included: a share, a rate. @throws RangeError otherwise */
export function expectShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} is ${value}; expected a number from 0 to 1`);
}

/** @throws RangeError for NaN and the infinities */
export function expectFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} is ${value}; expected a finite number`);
}
