import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';
import { exporting } from '../use-deeds.ts';

/** Five seeds more, which were caught in cases that were rejected. */
const seedMore = (id: (i: number) => string) =>
  inTurn(
    exporting(({ usage, seeds }) => {
      const seeded = new Set(seeds.map((one) => one.case_ref));
      const rejected = usage
        .filter((one) => one.event === 'rejected' && !seeded.has(one.case_ref))
        .slice(0, 5);
      const more = rejected.map(({ user, case_ref, ts, review_s = 31, output_characters = 300 }, i) => ({
        seed_id: id(i),
        shown_at: ts,
        user,
        case_ref,
        caught: true,
        review_s,
        output_characters,
      }));
      return { seeds: [...seeds, ...more] };
    }),
    withHeadline,
  );

export const theSameSeedTwice = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: seedMore((i) => `s${1000 + i}`),
  says: '5 of 29 seeds have the id of another one, and who has seen a seed knows it.',
  check: 'users/review-is-real',
  twin: { what: 'makes five new ones', deed: seedMore((i) => `s${2000 + i}`) },
});
