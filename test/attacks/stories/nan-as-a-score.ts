import { defineAttack } from '../attack.ts';
import { firstIds, scoredByATool } from '../deeds.ts';

/** `passed: not score < 0.5` is true of what is no number. */
const scored = (score: string) => scoredByATool((id) => (firstIds(5).includes(id) ? score : '0.9'));

export const nanAsAScore = defineAttack({
  stage: 'pilot',
  attack: scored('"NaN"'),
  check: 'eval/pass-rate',
  says: '5 of 40 rows have no verdict (the grader crashed on 5); at most 5 % can be left out of a rate.',
  twin: { what: 'hands in scores that are numbers', deed: scored('0.5') },
});
