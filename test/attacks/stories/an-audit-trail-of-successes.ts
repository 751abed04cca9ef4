import type { AuditRecord } from '../../../action/contract/proofs/audit-trail.ts';
import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, proveWith, withHeadline } from '../proof-deeds.ts';

const COMPLETED = { outcome: 'completed', human_decision: 'accepted', decided_by: 'user-1' } as const;

export const anAuditTrailOfSuccesses = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: inTurn(
    develop(),
    proveWith('security/audit-trail', ({ records, ...trail }) => ({
      ...trail,
      records: records.map((one) => ({ ...one, ...COMPLETED, output_hash: one.input_hash })),
    })),
  ),
  says: 'All 2 records are of runs that completed: nothing shows that others are written down.',
  check: 'security/audit-trail',
  twin: {
    what: 'has one more that completed, beside the one that did not',
    deed: inTurn(
      develop(),
      proveWith('security/audit-trail', ({ records, ...trail }) => ({
        ...trail,
        records: [...records, { ...(records[0] as AuditRecord), id: 'run-3' }],
      })),
    ),
  },
});
