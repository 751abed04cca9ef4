import type { Kill } from '../../../action/contract/kill.ts';
import { defineAttack } from '../attack.ts';
import { amend, inTurn } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

/** `set_by` says that it was the sponsor, and anybody can write that. */
const hopelessUnder = (threshold: number) =>
  inTurn(
    amend<Kill>('policy/kill.yaml', ({ criteria, ...file }) => ({
      ...file,
      criteria: criteria.map((one) =>
        one.id === 'hopeless' ? { ...one, threshold, set_by: 'Sam Sponsor' } : one,
      ),
    })),
    proveAgain,
  );

export const signForTheSponsor = defineAttack({
  stage: 'explore',
  poc: { files: { '.github/CODEOWNERS': '/poc.yaml @acme/platform\n' } },
  attack: hopelessUnder(0.1),
  says: 'Criterion hopeless was made harder to meet, and no code owner of the base but the author is asked whether the sponsor said so.',
  check: 'decision/kill-criteria',
  twin: { what: 'makes it easier to meet, which takes nobody’s leave', deed: hopelessUnder(0.75) },
});
