import { defineAttack } from '../attack.ts';
import { EXAM, failing, firstIds, handIn, weakerRule } from '../deeds.ts';

const tried = (times: number, ...failed: string[]) =>
  Array.from({ length: times }, (_, repeat) =>
    failing(...failed)(EXAM).map((row) => ({ ...row, repeat })),
  ).flat();

/** 35 of 40 are too few to tell, 175 of 200 would be enough. */
export const countAttemptsAsCases = defineAttack({
  stage: 'pilot',
  poc: { results: failing(...firstIds(2)) },
  before: weakerRule(),
  attack: handIn({ rows: tried(5, ...firstIds(5)), alternative: weakerRule() }),
  check: 'eval/pass-rate',
  says: '87.5 % (73–95), 175 of 200 rows from 40 cases, worth 39; the bar is 80 % on the lower bound: cannot tell yet',
  twin: {
    what: 'tries every case five times, and is right as often as before',
    deed: handIn({ rows: tried(5, ...firstIds(2)), alternative: weakerRule() }),
  },
});
