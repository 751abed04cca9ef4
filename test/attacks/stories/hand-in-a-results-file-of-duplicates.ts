import { defineAttack } from '../attack.ts';
import { EXAM, failing, firstIds, handIn } from '../deeds.ts';

const rows = failing(...firstIds(2))(EXAM);
const right = rows.filter(({ id, verdict }) => /^case-\d\d$/.test(id) && verdict === 'pass');

export const handInAResultsFileOfDuplicates = defineAttack({
  stage: 'pilot',
  poc: { results: failing(...firstIds(2)) },
  attack: handIn({ rows: [...rows, ...right] }),
  check: 'eval/pass-rate',
  says: '31 result rows stand twice, such as case-10, repeat 0.',
  twin: {
    what: 'tries every case twice, and numbers the attempts',
    deed: handIn({ rows: [...rows, ...rows.map((row) => ({ ...row, repeat: 1 }))] }),
  },
});
