import { aCase } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, examBut, failing, handIn } from '../deeds.ts';

export const renameTheFailingCases = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3') },
  attack: handIn({ cases: examBut((one) => (one.id === 'case-3' ? { ...one, id: 'case-1003' } : one)) }),
  check: 'eval/case-set-integrity',
  says: 'case case-3 was renamed to case-1003, and it failed at base.',
  twin: {
    what: 'adds a case under a new name, and leaves the failing one where it is',
    deed: handIn({
      cases: [...EXAM, aCase(1003, { slices: ['invoices'] })],
      rows: failing('case-3')([...EXAM, aCase(1003)]),
    }),
  },
});
