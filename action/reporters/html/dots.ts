/** More dots than these in all, or on top of each other, cannot be told apart; then each stands for several. */
const MOST_DOTS = 150;
const HIGHEST = 12;

/** Every so-manyth by rank, so that the shape stays; the longest among them. */
export const thinned = (minutes: readonly number[], each: number): number[] =>
  minutes.filter((_, i) => (minutes.length - 1 - i) % each === 0);

/** @returns how many cases a dot stands for, of minutes in ascending order */
export function perDot(minutes: readonly number[]): number {
  let each = Math.ceil(minutes.length / MOST_DOTS);
  while (each < minutes.length && highest(thinned(minutes, each), minutes.at(-1) as number) > HIGHEST)
    each += 1;
  return each;
}

/** Columns of dots beside each other on a phone. */
const COLUMNS = 46;

/** @returns the dots of the highest stack, on a scale from 0 to `most` */
export function highest(dots: readonly number[], most: number): number {
  const stacks = new Map<number, number>();
  for (const at of dots) {
    const column = Math.floor((at / most) * COLUMNS);
    stacks.set(column, (stacks.get(column) ?? 0) + 1);
  }
  return Math.max(...stacks.values());
}
