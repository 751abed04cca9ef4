import type { Seed } from '../../contract/eligible.ts';
import { DAY, yetToCome } from '../clock.ts';
import { caseKey, nameKey } from '../names.ts';
import type { Row } from '../reading.ts';
import { momentOf } from './events.ts';
import { LONGEST_PAUSE, type Session } from './sessions.ts';
import { type Share, shareOf } from './share.ts';

/** A seeded error, with what the usage log says of the person and the case; `null` where it says nothing. */
export type ShownSeed = { row: Row<Seed>; session: Session | null };

/** Who counts, and until when. */
export type SeedTerms = { roster: ReadonlySet<string>; now: Date; mostDays: number };

/** @returns the seeds that were shown to people of the roster, not too long ago, each with what the log has of it. */
export function shownSeeds(
  seeds: readonly Row<Seed>[],
  sessions: readonly Session[],
  { roster, now, mostDays }: SeedTerms,
): ShownSeed[] {
  const byCase = new Map<string, Session[]>();
  for (const session of sessions)
    byCase.set(session.caseRef, [...(byCase.get(session.caseRef) ?? []), session]);
  const recent = ({ value }: Row<Seed>) =>
    !yetToCome(value.shown_at, now) && now.getTime() - Date.parse(value.shown_at) <= mostDays * DAY;
  return seeds
    .filter((row) => roster.has(nameKey(row.value.user)) && recent(row))
    .map((row) => {
      const own = byCase.get(caseKey(row.value.case_ref)) ?? [];
      return { row, session: own.find((session) => isOf(session, row.value)) ?? null };
    });
}

/** A seed is shown while somebody works on its case. */
const isOf = ({ user, rows }: Session, { user: shownTo, shown_at: at }: Seed): boolean =>
  user === nameKey(shownTo) && rows.some((row) => Math.abs(momentOf(row) - Date.parse(at)) <= LONGEST_PAUSE);

/** @returns the seeds of which the usage log tells too: the others are somebody's word. */
export const loggedSeeds = (seeds: readonly ShownSeed[]): ShownSeed[] =>
  seeds.filter(({ session }) => session !== null);

/** Whoever caught it did not accept it; whoever did not catch it accepted it. */
export const isContradicted = ({ row, session }: ShownSeed): boolean =>
  session?.end === 'accepted' ? row.value.caught : session?.end === 'rejected' && !row.value.caught;

/** @returns how many were caught, each id once. */
export function seedsCaught(seeds: readonly ShownSeed[]): Share | null {
  const byId = new Map(loggedSeeds(seeds).map(({ row }) => [row.value.seed_id, row.value.caught]));
  return shareOf([...byId.values()].filter((caught) => caught).length, byId.size);
}
