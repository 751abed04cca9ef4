import type { EligibleCase, Seed } from '../../../action/contract/eligible.ts';
import type { UsageEvent } from '../../../action/contract/usage.ts';
import type { Evidence } from '../../../action/readiness/evidence.ts';
import { rows } from '../rows.ts';
import type { Proven } from './proven.ts';

const DAY = 86_400_000;
const DAYS = 28;
/** The fourth closes cases and does not use it. */
const PEOPLE = ['user-1', 'user-2', 'user-3', 'person-9'] as const;

/** Four weeks of a team, as the running system and the system of record tell of them. */
export type UseMade = { usage: UsageEvent[]; eligible: EligibleCase[]; seeds: Seed[] };

const iso = (moment: number): string => new Date(moment).toISOString();

/** Squares are out of order and never evenly apart, as people are. */
const scattered = (n: number, most: number): number => (n * n * 37 + n * 101) % most;

/** A case with who did it and when it was begun. */
type Case = { n: number; ref: string; user: (typeof PEOPLE)[number]; begun: number };

function casesOf(now: Date, perMonth: number): Case[] {
  const count = Math.round((perMonth * 12 * DAYS) / 365.25);
  const from = Math.floor(now.getTime() / DAY) * DAY - DAYS * DAY;
  return Array.from({ length: count }, (_, n) => {
    const day = Math.floor((n * DAYS) / count);
    const ofDay = n - Math.ceil((day * count) / DAYS);
    const slot = (9 * 3_600_000) / Math.ceil(count / DAYS);
    const begun = from + day * DAY + 7 * 3_600_000 + Math.floor(ofDay * slot) + scattered(n, 3301) * 1000;
    return { n, ref: `msg-${100_000 + n}`, user: PEOPLE[n % 4] as Case['user'], begun };
  });
}

/** Nine of ten cases of those who use it are begun with it; of twenty one is given up, one rejected, two are mended. */
const isTried = ({ n, user }: Case): boolean => user !== 'person-9' && Math.floor(n / 4) % 10 !== 9;

function endOf({ n }: Case): Pick<UsageEvent, 'event' | 'reason' | 'edit_share'> {
  const turn = Math.floor(n / 4) % 20;
  if (turn === 0) return { event: 'abandoned' };
  if (turn === 1) return { event: 'rejected', reason: 'wrong queue' };
  if (turn === 2 || turn === 3) return { event: 'edited', edit_share: turn / 10 };
  return { event: 'accepted' };
}

function eventsOf(one: Case): UsageEvent[] {
  const { n, ref, user, begun } = one;
  const event = { user, role: 'support agent', case_ref: ref, workflow_version: '1' };
  const took = 30 + scattered(n, 61);
  const end = endOf(one);
  const review =
    end.event === 'abandoned' ? {} : { review_s: took, output_characters: 300 + scattered(n, 301) };
  return [
    { ...event, event: 'started', ts: iso(begun) },
    { ...event, ...end, ...review, ts: iso(begun + took * 1000) },
  ];
}

/** 22 errors that were rejected or mended and two that were accepted, over the four weeks. */
function seedsOf(tried: readonly Case[]): Seed[] {
  const of = (events: readonly UsageEvent['event'][], count: number) => {
    const some = tried.filter((one) => events.includes(endOf(one).event));
    return Array.from({ length: count }, (_, i) => some[Math.floor((i * some.length) / count)] as Case);
  };
  return [...of(['rejected', 'edited'], 22), ...of(['accepted'], 2)].map((one, i) => ({
    seed_id: `s${1000 + i}`,
    shown_at: iso(one.begun + 1000),
    user: one.user,
    case_ref: one.ref,
    caught: endOf(one).event !== 'accepted',
    review_s: 30 + scattered(one.n, 61),
    output_characters: 300 + scattered(one.n, 301),
  }));
}

/**
 * Use that meets every bar: three users and one who is none, tried on 67 % of what there was until yesterday.
 *
 * @param perMonth eligible cases a month, as `baseline.yaml` of the POC has it
 */
export function useMade(now: Date, perMonth = 1200): UseMade {
  const all = casesOf(now, perMonth);
  const tried = all.filter(isTried);
  return {
    usage: tried.flatMap(eventsOf).sort((a, b) => Date.parse(a.ts) - Date.parse(b.ts)),
    eligible: all.map(({ ref, user, begun }) => ({
      case_ref: ref,
      closed_at: iso(begun + 120_000),
      closed_by: user,
    })),
    seeds: seedsOf(tried),
  };
}

/** The same as its readers find it. */
export const asFound = ({
  usage,
  eligible,
  seeds,
}: UseMade): Pick<Evidence, 'usage' | 'eligible' | 'seeds'> => ({
  usage: rows('usage/export.jsonl', usage),
  eligible: { file: 'usage/eligible.csv', rows: rows('usage/eligible.csv', eligible) },
  seeds: { file: 'evidence/seeds.jsonl', rows: rows('evidence/seeds.jsonl', seeds) },
});

const lines = (values: readonly object[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** The same as the files of a POC whose users are `user-1` to `user-3`. */
export function users(now: Date, perMonth = 1200): Proven {
  const { usage, eligible, seeds } = useMade(now, perMonth);
  const listed = eligible.map((row) => `${row.case_ref},${row.closed_at},${row.closed_by}\n`);
  return {
    results: {},
    files: {
      'usage/export.jsonl': lines(usage),
      'usage/eligible.csv': `case_ref,closed_at,closed_by\n${listed.join('')}`,
      'evidence/seeds.jsonl': lines(seeds),
    },
  };
}
