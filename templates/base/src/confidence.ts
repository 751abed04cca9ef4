import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UnusableFile } from './jsonl.ts';
import type { Doubt } from './outcome.ts';
import type { Signals } from './output.ts';

/** Written by `npm run calibrate`: what signals are worth, and from which confidence on an answer is given. */
export const CONFIDENCE_FILE = 'data/confidence.json';

const combine = z.discriminatedUnion('method', [
  z.looseObject({
    method: z.literal('isotonic'),
    signal: z.string(),
    points: z.array(z.tuple([z.number(), z.number()])).min(1),
  }),
  z.looseObject({
    method: z.literal('logistic'),
    intercept: z.number(),
    signals: z.array(
      z.looseObject({ name: z.string(), mean: z.number(), sd: z.number(), weight: z.number() }),
    ),
  }),
]);
type Combine = z.infer<typeof combine>;

const calibration = z.looseObject({
  version: z.literal(1),
  model: z.string(),
  training: z.string(),
  verdict: z.enum(['usable', 'useless', 'too_few']),
  combine,
  answers_from: z.number().nullable(),
});

export type Confidence = {
  /** @returns the share of answers with such signals that are right, from 0 to 1. */
  of(signals: Signals): number;
  /** An answer with less confidence goes to a person; `null` when all of them do, and `doubt` says why. */
  answersFrom: number | null;
  doubt: Doubt;
};

/** For whatever is always taken at its word, such as a rule. */
export const ALWAYS: Confidence = { of: () => 1, answersFrom: 0, doubt: 'low_confidence' };
const NOT_CALIBRATED: Confidence = { of: () => 0, answersFrom: null, doubt: 'not_calibrated' };

/** Why everything goes to a person, where no limit could be chosen. */
const DOUBT_OF = {
  usable: 'low_confidence',
  useless: 'confidence_says_nothing',
  too_few: 'not_calibrated',
} as const satisfies Record<z.infer<typeof calibration>['verdict'], Doubt>;

/**
 * Reads what was measured for this model on this training data. Measured on anything else, it says nothing.
 *
 * @param training digest of the training data, as `digestOfTraining` gives it
 * @throws UnusableFile
 */
export function readConfidence(root: string, model: string, training: string): Confidence {
  const file = join(root, CONFIDENCE_FILE);
  if (!existsSync(file)) return NOT_CALIBRATED;
  const read = calibration.safeParse(parse(file));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw unusable(`${issue?.path.join('.')} that is not usable (${issue?.message})`);
  }
  if (read.data.model !== model || read.data.training !== training) return NOT_CALIBRATED;
  const { answers_from: answersFrom, verdict } = read.data;
  const doubt = DOUBT_OF[verdict];
  return { of: (signals) => combined(read.data.combine, signals), answersFrom, doubt };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw unusable('text that is not JSON');
  }
}

const unusable = (found: string): UnusableFile =>
  new UnusableFile(`${CONFIDENCE_FILE}: found ${found}; expected a calibration. Run npm run calibrate.`);

/** A signal that is missing speaks for nothing, so it leaves no confidence. */
function combined(how: Combine, signals: Signals): number {
  if (how.method === 'isotonic') {
    const score = signals[how.signal];
    if (score === undefined) return 0;
    return (how.points.findLast(([from]) => score >= from) ?? how.points[0])?.[1] ?? 0;
  }
  let sum = how.intercept;
  for (const { name, mean, sd, weight } of how.signals) {
    const value = signals[name];
    if (value === undefined) return 0;
    sum += (weight * (value - mean)) / sd;
  }
  return 1 / (1 + Math.exp(-sum));
}
