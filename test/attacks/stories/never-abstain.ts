import { defineAttack } from '../attack.ts';
import { EXAM, handIn, rowsWith } from '../deeds.ts';

const unanswerable = EXAM.filter(({ suite }) => suite === 'unanswerable').map(({ id }) => id);
const answering = (count: number) => rowsWith(unanswerable.slice(0, count), { outcome: 'answered' })(EXAM);

export const neverAbstain = defineAttack({
  stage: 'pilot',
  attack: handIn({ rows: answering(30) }),
  check: 'errors/abstains-when-unsure',
  says: '30 unanswerable cases: recall 0 % (≥ 80 %), wrong with confidence 42.9 % (≤ 10 %)',
  twin: { what: 'answers three of thirty that nobody could', deed: handIn({ rows: answering(3) }) },
});
