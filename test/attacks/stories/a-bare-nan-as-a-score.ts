import { defineAttack } from '../attack.ts';
import { firstIds, scoredByATool } from '../deeds.ts';

/** As Python writes it, which no JSON is. */
const scored = (score: string) => scoredByATool((id) => (firstIds(5).includes(id) ? score : '0.9'));

export const aBareNanAsAScore = defineAttack({
  stage: 'pilot',
  attack: scored('NaN'),
  check: 'eval/pass-rate',
  says: '5 of 40 rows have no verdict (the grader crashed on 5); at most 5 % can be left out of a rate.',
  twin: { what: 'leaves scores out where nothing was measured', deed: scored('null') },
});
