import { type FieldName, typeOf } from '../fields.ts';
import { sameValue, type Value } from '../values/values.ts';
import type { Candidate, Cues } from './candidates.ts';

/** A document to learn from: what could be the value of a field, and what it is; `null` where it has none. */
export type Lesson = { candidates: readonly Candidate[]; value: Value | null };

/** How often something was seen at the value of the field, and how often at another. */
type Count = { right: number; wrong: number };

/** What the cues of a candidate say: the log odds that it is the value, and which share of them speaks for it. */
export type Evidence = { odds: number; agreement: number };
export type Weigh = (cues: Cues) => Evidence;

/** As much is believed before anything was seen: that it is like any other candidate. */
const PRIOR = 1;

/** @returns in how many documents the value stands. */
export const foundIn = (name: FieldName, lessons: readonly Lesson[]): number =>
  lessons.filter(({ candidates, value }) => candidates.some((one) => isValue(name, one, value))).length;

/**
 * Learns what stands around the value of a field, by adding up weights of evidence (Good 1950): how much likelier than any
 * other candidate is one with such a cue? Cues are taken to be independent, which they are not, so the sum only ranks.
 */
export function learnEvidence(name: FieldName, lessons: readonly Lesson[]): Weigh {
  const all: Count = { right: 0, wrong: 0 };
  const seen = new Map<string, Count>();
  for (const { candidates, value } of lessons) {
    const right = candidates.filter((one) => isValue(name, one, value));
    for (const one of candidates) {
      // A value that stands in three places is one value: nobody knows which of them the person read.
      const count = right.includes(one) ? { right: 1 / right.length, wrong: 0 } : { right: 0, wrong: 1 };
      add(all, count);
      for (const cue of Object.entries(one.cues)) add(counted(seen, cue.join(': ')), count);
    }
  }
  const base = all.right / Math.max(1, all.right + all.wrong);
  return (cues) => {
    const weights = Object.entries(cues).map((cue) => weightOf(seen.get(cue.join(': ')), base));
    const odds = weights.reduce((sum, weight) => sum + weight, logOdds(base));
    return { odds, agreement: weights.filter((weight) => weight > 0).length / weights.length };
  };
}

const isValue = (name: FieldName, one: Candidate, value: Value | null): boolean =>
  sameValue(typeOf(name), one.value, value);

function add(to: Count, { right, wrong }: Count): void {
  to.right += right;
  to.wrong += wrong;
}

function counted(seen: Map<string, Count>, cue: string): Count {
  const count = seen.get(cue) ?? { right: 0, wrong: 0 };
  seen.set(cue, count);
  return count;
}

/** A cue that was never seen says nothing. */
function weightOf(count: Count | undefined, base: number): number {
  if (count === undefined) return 0;
  const share = (count.right + PRIOR * base) / (count.right + count.wrong + PRIOR);
  return logOdds(share) - logOdds(base);
}

const LEAST = 1e-6;
const logOdds = (share: number): number =>
  Math.log(Math.max(LEAST, share)) - Math.log(Math.max(LEAST, 1 - share));
