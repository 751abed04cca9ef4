import type { Random } from '../statistics/gamma-draw.ts';
import type { Timed } from './business-case.ts';

/** From so many people on, people are drawn too. */
const FEWEST_PEOPLE = 3;

/**
 * Draws the mean of an arm as it might have come out: people with replacement, then as many rows of each drawn person
 * as they have, with replacement. Cases of one person are alike, so drawing rows alone would make the mean look surer
 * than it is. With fewer than three people it does draw rows alone: people drawn from two say next to nothing.
 *
 * The two arms are drawn apart, also where the same people worked in both. That leaves out what a person's two means
 * have in common, so the interval of the difference is rather too wide than too narrow.
 *
 * The order of the rows makes no difference.
 *
 * @see A. C. Davison and D. V. Hinkley, Bootstrap Methods and their Application (1997), section 3.8
 */
export function resampledMean(rows: readonly Timed[]): (random: Random) => number {
  const groups = groupsOf(rows);
  return (random) => {
    let [sum, n] = [0, 0];
    for (let i = 0; i < groups.length; i += 1) {
      const drawn = groups[Math.floor(random() * groups.length)] as Float64Array;
      for (let j = 0; j < drawn.length; j += 1) sum += drawn[Math.floor(random() * drawn.length)] as number;
      n += drawn.length;
    }
    return sum / n;
  };
}

/** The minutes of each person, or all in one group. Both are sorted, so that the same rows give the same draws. */
function groupsOf(rows: readonly Timed[]): Float64Array[] {
  const people = [...new Set(rows.map(({ person }) => person))].sort();
  if (people.length < FEWEST_PEOPLE) return [minutesOf(rows)];
  return people.map((name) => minutesOf(rows.filter(({ person }) => person === name)));
}

const minutesOf = (rows: readonly Timed[]): Float64Array =>
  Float64Array.from(rows, ({ minutes }) => minutes).sort();
