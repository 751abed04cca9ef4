import type { Location } from '../../contract/problem.ts';
import type { Description } from '../../statistics/describe.ts';
import type { Interval } from '../../statistics/wilson.ts';
import type { ValueInputs, ValueResult } from '../../value/business-case.ts';
import type { Grade } from '../../value/grade.ts';
import type { Saved } from '../../value/saved.ts';
import type { Pattern } from './timing-patterns.ts';

/** The timed cases of one way of doing the work, without warm-up. */
export type ArmSummary = Description & {
  people: number;
  warmUp: number;
  /** The interval of the mean if the durations are log-normal; it reaches further up where they are skewed. */
  logNormal: Interval | null;
};

/** Of the cases that there were in the last 28 days of the usage export, those in which the POC was tried. */
export type Adoption = {
  attempted: number;
  eligible: number;
  share: number;
  from: string;
  to: string;
  /** Who answered an output. */
  users: number;
  /** Of the cases done with it, those of the one user who did most. */
  topShare: number;
};

/** `from` is a Monday. */
export type AdoptionWeek = { from: string; attempted: number; eligible: number; users: number };

/** Wrong after everything that is done to catch mistakes, among those that were looked at again. */
export type ErrorRate = { wrong: number; checked: number; rate: number; interval: Interval };

/** Why there is no number, what to do about it, and where, if it is at one place. */
export type Gap = {
  what: string;
  remedy: string;
  location?: Location;
  /** Does it leave the minutes of the two arms not to be compared at all? */
  spoils?: true;
};

/** What is known of the worth of a POC. With a gap there is no result, and without a gap there is one. */
export type ValueEvidence = {
  today: ArmSummary | null;
  withPoc: ArmSummary | null;
  /** Minutes saved a case, 95 % interval; known before there is any money. */
  saved: Saved | null;
  comparison: 'coin_flip' | 'before_after' | null;
  grade: Grade;
  haircut: number;
  adoption: Adoption | null;
  weeks: readonly AdoptionWeek[];
  errorsToday: ErrorRate | null;
  errorsWithPoc: ErrorRate | null;
  denominators: { used: number; people: number; refused: number; neverTimed: number };
  costPerCase: { today: number; withPoc: number } | null;
  /** Labour cost of a year of today's work over what building costs. */
  addressableRatio: number | null;
  currency: string | null;
  locale: string;
  /** What people who use a stopwatch do not produce. */
  doubts: { today: readonly Pattern[]; withPoc: readonly Pattern[] };
  gaps: readonly Gap[];
  inputs: ValueInputs | null;
  result: ValueResult | null;
  /** What a reader has to know of the number. */
  notes: readonly string[];
  headline: string | null;
};

/** There is no baseline to begin with. */
export const NO_VALUE: ValueEvidence = {
  today: null,
  withPoc: null,
  saved: null,
  comparison: null,
  grade: 'D',
  haircut: 0,
  adoption: null,
  weeks: [],
  errorsToday: null,
  errorsWithPoc: null,
  denominators: { used: 0, people: 0, refused: 0, neverTimed: 0 },
  costPerCase: null,
  addressableRatio: null,
  currency: null,
  locale: 'en',
  doubts: { today: [], withPoc: [] },
  gaps: [],
  inputs: null,
  result: null,
  notes: [],
  headline: null,
};
