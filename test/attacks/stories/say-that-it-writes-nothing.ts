import { defineAttack } from '../attack.ts';
import { declare, inTurn } from '../policy-deeds.ts';
import { develop, proveAgain } from '../proof-deeds.ts';

/** So that nothing in `poc.yaml` contradicts it. */
const READS_ONLY = declare((manifest) => ({
  ...manifest,
  capabilities: { ...manifest.capabilities, writes: false },
  systems: manifest.systems.map((system) => ({
    ...system,
    access: 'read',
    operations: system.operations.filter(({ access }) => access === 'read'),
  })),
}));

export const sayThatItWritesNothing = defineAttack({
  stage: 'explore',
  attack: inTurn(READS_ONLY, develop()),
  says: 'This pull request declares that writes no longer applies, and changes',
  check: 'eval/threshold-fixed-first',
  twin: { what: 'says so in a pull request of its own', deed: inTurn(READS_ONLY, proveAgain) },
});
