import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, proveWith } from '../proof-deeds.ts';

/** What the provider says that the accounts of the workflow hold. */
const holding = (...accounts: readonly (readonly string[])[]) =>
  inTurn(
    develop(),
    proveWith('security/least-privilege', ({ grants }) => ({
      grants: grants
        .slice(0, 1)
        .flatMap((grant) =>
          accounts.map((scopes, i) => ({ ...grant, principal: `svc-triage-${i + 1}`, scopes: [...scopes] })),
        ),
    })),
  );

export const askForEveryScope = defineAttack({
  stage: 'pilot',
  attack: holding(['api', 'full']),
  says: 'evidence/security/least-privilege.json has helpdesk full, which opens everything.',
  check: 'security/least-privilege',
  twin: { what: 'has a second account with the one scope that there is', deed: holding(['api'], ['api']) },
});
