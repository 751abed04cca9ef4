import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { proveWith, withHeadline } from '../proof-deeds.ts';
import { operationsAre } from '../use-deeds.ts';

const LOW = operationsAre((operations) => operations.map((one) => ({ ...one, impact: 'low' })));

export const lowerTheImpactOfAWrite = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: inTurn(
    LOW,
    proveWith('integration/write-safety', ({ tests }) => ({
      tests: tests.filter(({ kind }) => kind !== 'approval'),
    })),
  ),
  says: 'close_case of helpdesk has no test of the kind approval .',
  check: 'integration/write-safety',
  twin: { what: 'lowers it, and still shows that a person has to approve', deed: LOW },
});
