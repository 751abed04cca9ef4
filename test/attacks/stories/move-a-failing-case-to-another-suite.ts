import { aCase } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, examBut, failing, handIn } from '../deeds.ts';

const more = [...EXAM, aCase(3003, { suite: 'capability' })];

export const moveAFailingCaseToAnotherSuite = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3') },
  attack: handIn({ cases: examBut((one) => (one.id === 'case-3' ? { ...one, suite: 'capability' } : one)) }),
  check: 'eval/case-set-integrity',
  says: 'case case-3 was changed in its suite, and it failed at base.',
  twin: {
    what: 'adds a hard case to that suite',
    deed: handIn({ cases: more, rows: failing('case-3', 'case-3003')(more) }),
  },
});
