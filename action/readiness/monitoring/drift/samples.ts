import type { Distributions } from '../../../contract/drift-report.ts';
import { DAY, dayOf } from '../../clock.ts';
import type { Observation } from './observations.ts';

/** Fewer rows show nothing but shifts that nobody needs a test for. */
export const LEAST_WINDOW = 200;
export const LEAST_REFERENCE = 500;

/** Which days are compared. Moments in milliseconds. */
export type Comparison = {
  /** From when on rows count; `null` for all. */
  since: number | null;
  referenceDays: number;
  windowDays: number;
  /** The window ends here. */
  end: number;
};

/** The first days of what there is, and the last. */
export type Samples = Pick<Distributions, 'reference' | 'window' | 'enough' | 'would_do'> & {
  before: readonly Observation[];
  after: readonly Observation[];
};

/**
 * The reference stays where it is: one that moved along with the window would never see a slow drift.
 *
 * @param observations at least one, in the order of time
 */
export function samplesOf(observations: readonly Observation[], asked: Comparison): Samples {
  const counted = observations.filter(({ at }) => at >= (asked.since ?? at) && at < asked.end);
  const first = counted[0]?.at ?? asked.end;
  const from = asked.since ?? Date.parse(dayOf(new Date(first)));
  const start = Math.max(from, asked.end - asked.windowDays * DAY);
  const to = Math.min(from + asked.referenceDays * DAY, start);
  const before = counted.filter(({ at }) => at < to);
  const after = counted.filter(({ at }) => at >= start);
  const enough = before.length >= LEAST_REFERENCE && after.length >= LEAST_WINDOW;
  return {
    before,
    after,
    reference: { from: iso(from), to: iso(to), n: before.length, needed: LEAST_REFERENCE },
    window: { from: iso(start), to: iso(asked.end), n: after.length, needed: LEAST_WINDOW },
    enough,
    would_do: enough ? null : wouldDo(counted, from, asked),
  };
}

const iso = (at: number): string => new Date(at).toISOString();

/** @returns at least the days that were asked for, and as many as it takes; `null` where the two would overlap. */
function wouldDo(
  counted: readonly Observation[],
  from: number,
  asked: Comparison,
): Distributions['would_do'] {
  const lastNeeded = counted[LEAST_REFERENCE - 1];
  const firstNeeded = counted.at(-LEAST_WINDOW);
  if (lastNeeded === undefined || firstNeeded === undefined) return null;
  const ofReference = Math.floor((lastNeeded.at - from) / DAY) + 1;
  const ofWindow = Math.ceil((asked.end - firstNeeded.at) / DAY);
  const days = {
    reference_days: Math.max(ofReference, asked.referenceDays),
    window_days: Math.max(ofWindow, asked.windowDays),
  };
  if (from + days.reference_days * DAY <= asked.end - days.window_days * DAY) return days;
  return from + ofReference * DAY <= asked.end - ofWindow * DAY
    ? { reference_days: ofReference, window_days: ofWindow }
    : null;
}
