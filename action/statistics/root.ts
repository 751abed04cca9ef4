/**
 * Where an increasing function reaches `target`, by bisection until the two ends are neighbours (or 200 halvings).
 * The answer is one of the ends when the target lies outside.
 *
 * @throws RangeError when the function gives NaN
 */
export function bisect(f: (x: number) => number, target: number, low: number, high: number): number {
  let [left, right] = [low, high];
  for (let step = 0; step < 200; step += 1) {
    const middle = (left + right) / 2;
    if (middle <= left || middle >= right) break;
    const value = f(middle);
    if (Number.isNaN(value)) throw new RangeError(`No root: the function is not a number at ${middle}`);
    if (value < target) left = middle;
    else right = middle;
  }
  return (left + right) / 2;
}
