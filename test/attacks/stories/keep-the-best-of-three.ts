import { defineAttack } from '../attack.ts';
import { EXAM, failing, firstIds, handIn, weakerRule } from '../deeds.ts';

const kept = failing()(EXAM).map((row) => (firstIds(5).includes(row.id) ? { ...row, repeat: 2 } : row));

/** Five cases were right in their third attempt, and only that one was kept. */
export const keepTheBestOfThree = defineAttack({
  stage: 'pilot',
  poc: { results: failing(...firstIds(2)) },
  before: weakerRule(),
  attack: handIn({ rows: kept, alternative: weakerRule() }),
  check: 'eval/pass-rate',
  says: '5 cases have a later attempt and not an earlier one, such as case-1 with 2 and without 0: the best of several tries is no rate.',
  twin: {
    what: 'tries each case once, in a run that numbers its attempts from 1',
    deed: handIn({
      rows: failing(...firstIds(2))(EXAM).map((row) => ({ ...row, repeat: 1 })),
      alternative: weakerRule(),
    }),
  },
});
