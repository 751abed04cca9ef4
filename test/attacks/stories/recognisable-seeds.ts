import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { proveWith, withHeadline } from '../proof-deeds.ts';
import { exporting, numberOf } from '../use-deeds.ts';

/** Cases that are seeded, and those that this names, get an id that says so. */
const marked = (others: (n: number) => boolean) => {
  const renamed = (seeded: ReadonlySet<string>) => (one: { case_ref: string }) =>
    seeded.has(one.case_ref) || others(numberOf(one.case_ref))
      ? `seed-${one.case_ref.slice(4)}`
      : one.case_ref;
  return inTurn(
    exporting(({ usage, eligible, seeds }) => {
      const name = renamed(new Set(seeds.map((one) => one.case_ref)));
      const rename = <T extends { case_ref: string }>(rows: T[]): T[] =>
        rows.map((one) => ({ ...one, case_ref: name(one) }));
      return { usage: rename(usage), eligible: rename(eligible), seeds: rename(seeds) };
    }),
    proveWith('security/audit-trail', (trail) => ({
      ...trail,
      records: trail.records.map((one) => ({
        ...one,
        case_ref: others(numberOf(one.case_ref)) ? `seed-${one.case_ref.slice(4)}` : one.case_ref,
      })),
    })),
    withHeadline,
  );
};

export const recognisableSeeds = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: marked(() => false),
  says: 'The case_ref of 24 of 24 seeds says “seed”, and that of no other case does.',
  check: 'users/review-is-real',
  twin: {
    what: 'triages for a trade of seeds, whose orders are all called so',
    deed: marked((n) => n % 3 === 0),
  },
});
