import type { Access } from '../../../action/contract/access.ts';
import { denyTest } from '../../given/proven/security.ts';
import { defineAttack } from '../attack.ts';
import { amend, inTurn } from '../policy-deeds.ts';
import { proveAgain, proveWith } from '../proof-deeds.ts';

const TEMPS = amend<Access>('policy/access.yaml', (file) => ({
  ...file,
  roles: [
    ...file.roles,
    { id: 'temp', who: 'temporary staff', may: [{ permission: 'run', data_class: 'message' }] },
  ],
}));
const TURNED_AWAY = { kind: 'other_users_record', role: 'temp', permission: null } as const;

export const aRoleWithoutATest = defineAttack({
  stage: 'pilot',
  attack: inTurn(TEMPS, proveAgain),
  says: '1 of 3 pairs of role and data have no test that denies: temp × message.',
  check: 'security/access-control',
  twin: {
    what: 'brings the test with the role',
    deed: inTurn(
      TEMPS,
      proveWith('security/access-control', ({ tests }) => ({
        tests: [...tests, denyTest('a temp asks for a message of an agent', TURNED_AWAY)],
      })),
    ),
  },
});
