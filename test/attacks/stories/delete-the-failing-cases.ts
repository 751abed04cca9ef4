import { defineAttack } from '../attack.ts';
import { EXAM, examBut, failing, handIn, logged } from '../deeds.ts';

const FAILED = ['case-3', 'case-7'];
const without = (ids: readonly string[]) => examBut((one) => (ids.includes(one.id) ? null : one));

export const deleteTheFailingCases = defineAttack({
  stage: 'explore',
  poc: { results: failing(...FAILED) },
  attack: handIn({ cases: without(FAILED) }),
  check: 'eval/case-set-integrity',
  says: 'case case-3 was removed, and it failed at base; case case-7 was removed, and it failed at base.',
  twin: {
    what: 'takes out a case that was never in scope, as the owner agreed',
    deed: handIn({
      cases: without(['case-3']),
      rows: failing('case-7')(EXAM).filter(({ id }) => id !== 'case-3'),
      files: logged('Olga Owner', 'out_of_scope', 'case-3'),
    }),
  },
});
