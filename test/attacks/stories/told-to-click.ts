import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';
import { exporting, numberOf } from '../use-deeds.ts';

/** Nothing is edited or rejected any more, but for one of so many cases; what was seeded is only completed. */
const clicked = (but: (n: number) => boolean) =>
  exporting(({ usage, seeds }) => {
    const seeded = new Set(seeds.map((one) => one.case_ref));
    return {
      usage: usage.map(({ edit_share: _, ...one }) =>
        ['edited', 'rejected'].includes(one.event) && !but(numberOf(one.case_ref))
          ? { ...one, event: seeded.has(one.case_ref) ? ('completed' as const) : ('accepted' as const) }
          : one,
      ),
    };
  });

export const toldToClick = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: inTurn(
    clicked(() => false),
    withHeadline,
  ),
  says: '1094 of 1116 outputs were accepted as they were, and not one was edited or rejected: so do people who were told to click.',
  check: 'users/adoption-threshold',
  twin: {
    what: 'finds little to mend',
    deed: inTurn(
      clicked((n) => Math.floor(n / 4) % 20 === 1),
      withHeadline,
    ),
  },
});
