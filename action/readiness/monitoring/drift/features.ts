import type { FeatureFinding } from '../../../contract/drift-report.ts';
import { holm } from '../../../statistics/holm.ts';
import { kolmogorovSmirnov } from '../../../statistics/kolmogorov-smirnov.ts';
import { permutationChiSquare } from '../../../statistics/permutation.ts';
import { randomFrom } from '../../../statistics/random.ts';
import { type ShiftTest, smallestDistance, smallestMixShift } from '../../../statistics/smallest-shift.ts';
import { totalVariation } from '../../../statistics/total-variation.ts';
import { mixChange, mixOf } from './mix.ts';
import { numbersIn, numbersOf } from './numbers.ts';
import type { Observation } from './observations.ts';
import { RUN_FEATURES, sideOf } from './observations.ts';
import type { Samples } from './samples.ts';

/** All features of an evaluation together are wrong so often at most where nothing has changed. */
export const LEVEL = 0.01;

/**
 * What is less is not drift, however sure: with thousands of rows every trifle is. A tenth is what one row in ten has to
 * change for, and where the usual tools draw the line as well.
 */
export const FLOOR = 0.1;

/** How often a shift of the size that is told would be found. */
const POWER = 0.8;
const HAIR = 1e-9;

/** So many that after Holm's correction p can still be a tenth of the level. */
export const permutationsFor = (features: number): number => 1000 * Math.max(10, features) - 1;

/** Two samples, and whether they are large enough for a test. */
type Pair = Pick<Samples, 'before' | 'after' | 'enough'>;

/** The features of two samples, outcomes before inputs. */
export type Features = {
  features: FeatureFinding[];
  constant: string[];
  unique: string[];
  permutations: number;
};

/**
 * Tests every feature of two samples, or says what could be seen where there are too few rows.
 *
 * @param beside the p of other tests that are looked at together with these
 */
export function compareFeatures(samples: Pair, beside: readonly number[] = []): Features {
  const { before, after, enough } = samples;
  const rows = [...before, ...after];
  const names = namesIn(rows);
  const constant = names.filter((name) => valuesOf(rows, name).size === 1);
  const unique = names.filter((name) => isUnique(valuesOf(rows, name), rows.length));
  const varied = names.filter((name) => !constant.includes(name) && !unique.includes(name));
  const tests = varied.length + beside.length;
  const permutations = permutationsFor(tests);
  const size: ShiftTest = {
    reference: before.length,
    window: after.length,
    alpha: LEVEL / Math.max(1, tests),
    power: POWER,
  };
  const compared = varied.map((name) => {
    const isNumber = [...valuesOf(rows, name)].some((value) => typeof value === 'number');
    return isNumber ? ofNumbers(name, samples, size) : ofMix(name, samples, size, permutations);
  });
  return {
    features: enough ? judged(compared, beside) : compared,
    constant,
    unique,
    permutations,
  };
}

/** Those of runs in their own order, others by their name. */
function namesIn(rows: readonly Observation[]): string[] {
  const names = new Set(rows.flatMap(({ features }) => Object.keys(features)));
  const known = RUN_FEATURES.filter((name) => names.has(name));
  return [...known, ...[...names].filter((name) => !known.includes(name)).sort()];
}

const valuesOf = (rows: readonly Observation[], name: string): ReadonlySet<unknown> =>
  new Set(rows.map(({ features }) => (Object.hasOwn(features, name) ? features[name] : null)));

/** Where most rows have a text of their own, every sample differs from every other in all of them. */
const isUnique = (values: ReadonlySet<unknown>, rows: number): boolean =>
  values.size > rows / 2 && values.size > 2 && ![...values].some((value) => typeof value === 'number');

const UNTESTED = { drift: false, distance: null, p: null, p_adjusted: null, exact: null } as const;

function ofMix(
  name: string,
  { before, after, enough }: Pair,
  size: ShiftTest,
  permutations: number,
): FeatureFinding {
  const [reference, window] = [mixOf(before, name), mixOf(after, name)];
  const kinds = new Set([...reference.keys(), ...window.keys()]).size;
  const tested = () => ({
    distance: totalVariation(reference, window),
    ...permutationChiSquare(reference, window, permutations, randomFrom(`poc drift ${name}`)),
  });
  return {
    kind: 'mix',
    name,
    side: sideOf(name),
    ...UNTESTED,
    ...(enough ? tested() : {}),
    smallest_shift: seen(size, () => smallestMixShift(size, kinds)),
    ...mixChange(reference, window),
  };
}

function ofNumbers(name: string, { before, after, enough }: Pair, size: ShiftTest): FeatureFinding {
  const [reference, window] = [numbersIn(before, name), numbersIn(after, name)];
  return {
    kind: 'number',
    name,
    side: sideOf(name),
    ...UNTESTED,
    ...(enough ? { ...kolmogorovSmirnov(reference, window), exact: true } : {}),
    smallest_shift: seen(size, () => smallestDistance(size)),
    reference: numbersOf(reference),
    window: numbersOf(window),
  };
}

/** What is less than the floor is not told, so it is not seen either. */
function seen({ reference, window }: ShiftTest, shift: () => number): number | null {
  if (reference === 0 || window === 0) return null;
  const smallest = Math.max(FLOOR, shift());
  return smallest > 1 ? null : smallest;
}

function judged(features: readonly FeatureFinding[], beside: readonly number[]): FeatureFinding[] {
  const adjusted = holm([...features.map(({ p }) => p ?? 1), ...beside]);
  return features.map((feature, at) => {
    const p = adjusted[at] as number;
    const drift = p <= LEVEL && (feature.distance ?? 0) >= FLOOR - HAIR;
    return { ...feature, p_adjusted: p, drift };
  });
}
