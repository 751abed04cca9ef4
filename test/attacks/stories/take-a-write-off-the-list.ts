import { writeTest } from '../../given/proven/integration.ts';
import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { proveWith, withHeadline } from '../proof-deeds.ts';
import { operationsAre } from '../use-deeds.ts';

/** `poc.yaml` no longer declares that it closes cases, and no test is about that, but for what is given. */
const without = (...revoked: ReturnType<typeof writeTest>[]) =>
  inTurn(
    operationsAre((operations) => operations.filter(({ name }) => name !== 'close_case')),
    proveWith('integration/write-safety', ({ tests }) => ({
      tests: [...tests.filter(({ operation }) => operation !== 'close_case'), ...revoked],
    })),
  );

export const takeAWriteOffTheList = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: without(),
  says: 'close_case of helpdesk has no test of the kind revoked .',
  check: 'integration/write-safety',
  twin: { what: 'shows that it can no longer', deed: without(writeTest('close_case', 'revoked')) },
});
