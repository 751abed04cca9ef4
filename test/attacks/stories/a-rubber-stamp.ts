import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';
import { exporting } from '../use-deeds.ts';

/** But for what was seeded everything is accepted as it is, in so many of its seconds. */
const accepted = (share: number) =>
  exporting(({ usage, seeds }) => {
    const seeded = new Set(seeds.map((one) => one.case_ref));
    return {
      usage: usage.map(({ edit_share: _, ...one }) => ({
        ...one,
        ...(seeded.has(one.case_ref) || !['edited', 'rejected'].includes(one.event)
          ? {}
          : { event: 'accepted' as const }),
        ...(one.review_s === undefined ? {} : { review_s: one.review_s * share }),
      })),
    };
  });

export const aRubberStamp = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: inTurn(accepted(0.05), withHeadline),
  says: '98 % of 1116 outputs were accepted as they were, in a median of 2.9 s where reading takes 19.4 s (n=1116): faster than anybody reads.',
  check: 'users/review-is-real',
  twin: { what: 'accepts as much, and reads it first', deed: inTurn(accepted(1), withHeadline) },
});
