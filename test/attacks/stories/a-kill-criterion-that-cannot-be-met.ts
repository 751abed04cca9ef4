import type { Kill } from '../../../action/contract/kill.ts';
import { defineAttack } from '../attack.ts';
import { amend, inTurn } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

/** Sets under which rate it is hopeless, in the name of the sponsor. */
const hopelessUnder = (threshold: number) =>
  amend<Kill>('policy/kill.yaml', ({ criteria, ...file }) => ({
    ...file,
    criteria: criteria.map((one) => (one.id === 'hopeless' ? { ...one, threshold } : one)),
  }));

export const aKillCriterionThatCannotBeMet = defineAttack({
  stage: 'explore',
  attack: inTurn(hopelessUnder(0), proveAgain),
  says: 'No criterion that can be met by 2026-11-24 is about quality.',
  check: 'decision/kill-criteria',
  twin: {
    what: 'has the sponsor lower a criterion that can still be met',
    deed: inTurn(hopelessUnder(0.6), proveAgain),
  },
});
