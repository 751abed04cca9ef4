import { defineAttack } from '../attack.ts';
import { EXAM, firstIds, handIn, rowsWith } from '../deeds.ts';

const skipped = (count: number) => rowsWith(firstIds(count), { verdict: 'no_verdict' })(EXAM);

export const callAnErrorNoVerdict = defineAttack({
  stage: 'pilot',
  attack: handIn({ rows: skipped(5) }),
  check: 'eval/pass-rate',
  says: '5 of 40 rows have no verdict (the grader crashed on 0); at most 5 % can be left out of a rate.',
  twin: { what: 'has one case that nobody could judge', deed: handIn({ rows: skipped(1) }) },
});
