import { aCase } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, examBut, failing, handIn } from '../deeds.ts';

const INVENTED = { origin: 'synthetic', source_system: null, source_ref: null } as const;
const more = [...EXAM, aCase(3003, INVENTED)];

/** Synthetic cases count as nothing. */
export const callAFailingCaseInvented = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3') },
  attack: handIn({ cases: examBut((one) => (one.id === 'case-3' ? { ...one, ...INVENTED } : one)) }),
  check: 'eval/case-set-integrity',
  says: 'case case-3 was changed in its origin, and it failed at base.',
  twin: {
    what: 'adds a case that is invented, and says so',
    deed: handIn({ cases: more, rows: failing('case-3', 'case-3003')(more) }),
  },
});
