import { defineAttack } from '../attack.ts';
import { daysLater, exporting, isOfLast, longInPilot, numberOf, type Use } from '../use-deeds.ts';

/** The last two weeks are those before them again, with other cases, each moved by so many seconds. */
const again = (seconds: (n: number) => number) =>
  exporting(({ usage, eligible }: Use) => {
    const old = usage.filter((one) => !isOfLast(14, one.ts));
    const free = eligible.filter((one) => isOfLast(14, one.closed_at)).map((one) => one.case_ref);
    const refs = new Map(
      [...new Set(old.map((one) => one.case_ref))].map((ref, i) => [ref, free[i]] as const),
    );
    const moved = old.flatMap((one) => {
      const case_ref = refs.get(one.case_ref);
      const ts = new Date(
        Date.parse(daysLater(one.ts, 14)) + seconds(numberOf(one.case_ref)) * 1000,
      ).toISOString();
      return case_ref === undefined ? [] : [{ ...one, case_ref, ts }];
    });
    return { usage: [...old, ...moved] };
  });

export const redateAnOldExport = defineAttack({
  stage: 'pilot',
  before: longInPilot,
  attack: again(() => 0),
  says: '7 of 7 cases of user-3 on 2026-11-07 begin at the very times of day of 2026-10-24.',
  check: 'users/real-usage',
  twin: { what: 'had two weeks much like the two before', deed: again((n) => (n * n * 17) % 900) },
});
