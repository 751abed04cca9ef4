import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';
import { exporting, numberOf } from '../use-deeds.ts';

/** Leaves out so many of eight cases that nobody tried it on. */
const extract = (left: number) =>
  exporting(({ usage, eligible }) => {
    const tried = new Set(usage.map((one) => one.case_ref));
    return {
      eligible: eligible.filter(
        ({ case_ref: ref }) => tried.has(ref) || Math.floor(numberOf(ref) / 4) % 8 >= left,
      ),
    };
  });

export const shrinkTheDenominator = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: inTurn(extract(8), withHeadline),
  says: 'lists 1182 cases from 2026-10-23 to 2026-11-19, and by baseline.yaml there were 1748 (1900 a month): they may differ by 20 %.',
  check: 'users/adoption-threshold',
  twin: { what: 'leaves out what was merged into other messages', deed: inTurn(extract(2), withHeadline) },
});
