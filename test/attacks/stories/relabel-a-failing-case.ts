import { defineAttack } from '../attack.ts';
import { examBut, failing, handIn, logged } from '../deeds.ts';

const relabelled = examBut((one) => (one.id === 'case-3' ? { ...one, expected: 'bill' } : one));

export const relabelAFailingCase = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3') },
  attack: handIn({ cases: relabelled }),
  check: 'eval/case-set-integrity',
  says: 'case case-3 was relabelled, and it failed at base.',
  twin: {
    what: 'corrects a wrong label, as a user of the POC agreed',
    deed: handIn({ cases: relabelled, files: logged('user-2', 'wrong_label', 'case-3') }),
  },
});
