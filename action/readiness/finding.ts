import type { Location } from '../contract/problem.ts';

/** One place that a finding is about, with what is wrong there. Becomes an annotation. */
export type Spot = { location: Location; message: string };

/** Where a finding points, and what else there is to say. `remedy` replaces the check's own where the edit is known. */
export type FindingDetail = {
  location?: Location;
  remedy?: string;
  spots?: readonly Spot[];
  /** What many checks wait for at once, in words that are the same for each of them, so that it is told once. */
  cause?: string;
  /** It would pass, were the evidence signed. */
  unsigned?: true;
};

/** What a check found. `waived` is not here: no check waives itself. */
export type Finding =
  | ({ outcome: 'pass'; message: string } & FindingDetail)
  | ({ outcome: 'fail'; message: string } & FindingDetail)
  | ({ outcome: 'not-proven'; message: string } & FindingDetail)
  | { outcome: 'not-applicable'; message: string };

/** The evidence was read and meets the bar. `message` names the value that was read. */
export const pass = (message: string, detail: FindingDetail = {}): Finding => ({
  outcome: 'pass',
  message,
  ...detail,
});

/** The evidence was read and misses the bar. */
export const fail = (message: string, detail: FindingDetail = {}): Finding => ({
  outcome: 'fail',
  message,
  ...detail,
});

/** There is no evidence, or it is unreadable, stale, or about something else. */
export const notProven = (message: string, detail: FindingDetail = {}): Finding => ({
  outcome: 'not-proven',
  message,
  ...detail,
});

/** A condition that the catalogue names makes the question pointless. `message` is that condition. */
export const notApplicable = (message: string): Finding => ({ outcome: 'not-applicable', message });
