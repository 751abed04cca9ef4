import { defineAttack } from '../attack.ts';
import { EXAM, firstIds, handIn, rowsWith } from '../deeds.ts';

/** The grader lets giving up pass. */
const abstaining = (count: number) => rowsWith(firstIds(count), { outcome: 'needs_person' })(EXAM);

export const alwaysAbstain = defineAttack({
  stage: 'pilot',
  attack: handIn({ rows: abstaining(40) }),
  check: 'errors/abstains-when-unsure',
  says: 'abstained needlessly 100 % (≤ 20 %), answered 0 % of 40',
  twin: { what: 'sends three in forty to a person', deed: handIn({ rows: abstaining(3) }) },
});
