import type { Seed } from '../../contract/eligible.ts';
import type { Manifest } from '../../contract/manifest.ts';
import { yetToCome } from '../clock.ts';
import type { Row } from '../reading.ts';
import { activeIn, retentionOf } from './active-users.ts';
import { type Answers, answersOf } from './answers.ts';
import { topShareIn } from './concentration.ts';
import { coverageOf, type Extract } from './coverage.ts';
import { momentOf, rosterOf, type Use, useOf } from './events.ts';
import { type OldWay, oldWayOf } from './old-way.ts';
import { type ReviewTimes, reviewIn, reviewTimes } from './review-times.ts';
import { seedsCaught, shownSeeds } from './seeds.ts';
import { begunIn, type Session, sessionsOf, wasDone } from './sessions.ts';
import { type Share, shareOf } from './share.ts';
import { daysCovered, lastDayOf, WINDOW_DAYS, type Window, windowTo, within } from './window.ts';

/**
 * What the logs show of adoption, over the last 28 days of use by the people that `poc.yaml` names. `null` is what
 * nobody knows: the share of nothing, or four weeks of an export that is shorter.
 */
export type AdoptionMetrics = Window &
  Answers & {
    /** Days from the first use to the last. */
    days: number;
    /** Users on two days of the last 7 and of the last 28, of all that are named. */
    activeWeekly: Share | null;
    activeMonthly: Share | null;
    /** Tried, of the eligible cases that the system of record lists. */
    coverage: Share | null;
    /** Cases of whoever did most. */
    topShare: Share | null;
    /** Users of the first week who are active in the fourth. */
    retention: Share | null;
    oldWay: OldWay | null;
    reviews: ReviewTimes | null;
    seeds: Share | null;
  };

/** What they are made of. */
export type UseSources = {
  usage: readonly Use[];
  extract: Extract;
  seeds: readonly Row<Seed>[];
  users: Manifest['users'];
  authors: readonly string[];
  /** For how many days a seed counts. */
  seedDays: number;
  now: Date;
};

/** @returns `null` where nobody on the list has used it: what has not happened yet is no use */
export function adoptionMetrics(sources: UseSources): AdoptionMetrics | null {
  const { extract, now } = sources;
  const roster = rosterOf(sources.users, sources.authors);
  const usage = useOf(sources.usage, roster).filter(({ value }) => !yetToCome(value.ts, now));
  const to = lastDayOf(usage);
  if (to === null) return null;
  const window = windowTo(to, WINDOW_DAYS);
  const sessions = sessionsOf(usage);
  const shown = shownSeeds(sources.seeds, sessions, { roster, now, mostDays: sources.seedDays });
  const active = (days: number) => shareOf(activeIn(usage, windowTo(to, days)).size, roster.size);
  const days = daysCovered(usage);
  return {
    ...window,
    days,
    ...overSessions(begunIn(sessions, window), usage),
    activeWeekly: active(7),
    activeMonthly: active(WINDOW_DAYS),
    topShare: topShareIn(within(usage, window)),
    seeds: seedsCaught(shown),
    ...(days < WINDOW_DAYS
      ? { coverage: null, retention: null, oldWay: null }
      : {
          coverage: coverageOf(usage, extract, window),
          retention: retentionOf(usage, window),
          oldWay: oldWayOf(usage, sessions, extract, window),
        }),
  };
}

function overSessions(sessions: readonly Session[], usage: readonly Use[]) {
  const exportEnds = usage.reduce((last, row) => Math.max(last, momentOf(row)), 0);
  const reviewed = sessions.filter(wasDone).map(reviewIn);
  return {
    ...answersOf(sessions, exportEnds),
    reviews: reviewTimes(reviewed.filter((one) => one !== null)),
  };
}
