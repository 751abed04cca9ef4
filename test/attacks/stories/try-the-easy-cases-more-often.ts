import { defineAttack } from '../attack.ts';
import { EXAM, failing, firstIds, handIn, weakerRule } from '../deeds.ts';

const rows = failing(...firstIds(5))(EXAM);
const again = (times: number, some: typeof rows) =>
  Array.from({ length: times }, (_, i) => some.map((row) => ({ ...row, repeat: i + 1 }))).flat();

/** What is right is tried ten times, what is wrong once: 350 of 355. */
export const tryTheEasyCasesMoreOften = defineAttack({
  stage: 'pilot',
  poc: { results: failing(...firstIds(2)) },
  before: weakerRule(),
  attack: handIn({
    rows: [
      ...rows,
      ...again(
        9,
        rows.filter(({ verdict }) => verdict === 'pass'),
      ),
    ],
    alternative: weakerRule(),
  }),
  check: 'eval/pass-rate',
  says: '5 cases lack results, which count as failures, such as case-1',
  twin: {
    what: 'tries every case as often',
    deed: handIn({
      rows: [...failing(...firstIds(2))(EXAM), ...again(9, failing(...firstIds(2))(EXAM))],
      alternative: weakerRule(),
    }),
  },
});
