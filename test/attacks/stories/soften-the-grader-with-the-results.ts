import { aRow } from '../../repository-builder.ts';
import { type Deed, defineAttack } from '../attack.ts';
import { EXAM, firstIds, handIn } from '../deeds.ts';
import { inTurn } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';

/** These three were answered "bill." with a full stop; the grader says what that is worth. */
const graded = (verdict: 'pass' | 'fail', answer = 'bill.') =>
  EXAM.map((one) => aRow(one, firstIds(3).includes(one.id) ? { verdict, answer } : {}));

const grader = (rule: string, rows: ReturnType<typeof graded>): Deed =>
  handIn({
    rows,
    files: { 'eval/grader.ts': `export const grade = (answer: string, expected: string) => ${rule};\n` },
  });

export const softenTheGraderWithTheResults = defineAttack({
  stage: 'production',
  signed: () => true,
  before: inTurn(handIn({ rows: graded('fail') }), withHeadline),
  attack: grader('answer.startsWith(expected.slice(0, 1))', graded('pass')),
  says: 'changes the grader (eval/grader.ts), and 3 answers that failed at the base pass here unchanged: case-1, case-2, case-3. It changes',
  check: 'eval/threshold-fixed-first',
  twin: {
    what: 'makes the grader stricter, and no verdict turns',
    deed: grader('answer === expected && answer.length > 0', graded('fail')),
  },
});
