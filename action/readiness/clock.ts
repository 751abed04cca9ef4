/** Clocks of two machines may differ by this much before a time counts as being in the future. */
const CLOCK_SKEW = 10 * 60 * 1000;

/** @returns whether a moment lies in the future, or cannot be told: what has not happened proves nothing. */
export const yetToCome = (moment: string, now: Date): boolean =>
  !(Date.parse(moment) <= now.getTime() + CLOCK_SKEW);
