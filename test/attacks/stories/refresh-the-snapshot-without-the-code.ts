import { sha256 } from '../../given/proven/integration.ts';
import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, proveWith, withHeadline, write } from '../proof-deeds.ts';

const SHAPE = '{ "cases": [{ "number": "integer", "subject": "string", "status": "string" }] }\n';

/** The vendor answers in another shape, and the snapshot says so. */
const REFRESHED = inTurn(
  write({ 'contracts/helpdesk.json': SHAPE }),
  proveWith('integration/contract-drift', (result) => ({
    ...result,
    systems: result.systems.map((one) => ({
      ...one,
      snapshot_digest: sha256(SHAPE),
      live_digest: sha256(SHAPE),
    })),
  })),
);

export const refreshTheSnapshotWithoutTheCode = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: REFRESHED,
  says: 'contracts/helpdesk.json is refreshed without the code: this pull request changes no source file.',
  check: 'integration/contract-drift',
  twin: { what: 'changes what reads it as well', deed: inTurn(develop(), REFRESHED) },
});
