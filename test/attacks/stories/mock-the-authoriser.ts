import type { DenyTest } from '../../../action/contract/proofs/access-control.ts';
import { denyTest } from '../../given/proven/security.ts';
import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, proveWith } from '../proof-deeds.ts';

const withTest =
  (over: Partial<DenyTest>) =>
  ({ tests }: { tests: DenyTest[] }) => ({
    tests: [
      ...tests,
      denyTest('an agent asks for a message of a stranger', {
        kind: 'other_users_record',
        role: 'agent',
        permission: null,
        ...over,
      }),
    ],
  });

export const mockTheAuthoriser = defineAttack({
  stage: 'pilot',
  attack: inTurn(develop(), proveWith('security/access-control', withTest({ authoriser_mocked: true }))),
  says: '1 of 4 tests replace what decides about access: an agent asks for a message of a stranger.',
  check: 'security/access-control',
  twin: {
    what: 'adds the same test against the authoriser that is in use',
    deed: inTurn(develop(), proveWith('security/access-control', withTest({}))),
  },
});
