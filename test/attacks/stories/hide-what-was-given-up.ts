import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';
import { exporting, numberOf } from '../use-deeds.ts';

/** Takes so many of twenty cases out of the usage export; the traces still have them. */
const without = (cases: number) =>
  inTurn(
    exporting(({ usage, spans, seeds }) => {
      const seeded = new Set(seeds.map((one) => one.case_ref));
      const isOut = (ref: string) =>
        !seeded.has(ref) && numberOf(ref) > 3 && (Math.floor(numberOf(ref) / 4) + 7) % 20 < cases;
      return { usage: usage.filter((one) => !isOut(one.case_ref)), spans };
    }),
    withHeadline,
  );

export const hideWhatWasGivenUp = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: without(4),
  says: '264 of 1182 runs are of no case of the usage export (msg-100053,',
  check: 'scale/cost-per-case',
  twin: { what: 'erases a few whose senders asked for it', deed: without(1) },
});
