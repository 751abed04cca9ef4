import type { Baseline } from '../../../action/contract/baseline.ts';
import { defineAttack } from '../attack.ts';
import { change } from '../deeds.ts';
import { amend, inTurn } from '../policy-deeds.ts';

const redefine = (fields: Partial<Baseline>) =>
  inTurn(
    amend<Baseline>('baseline.yaml', (file) => ({ ...file, ...fields })),
    change({}),
  );

/** What ends later takes longer, and the tool stops earlier. */
export const redefineTheUnitAfterTiming = defineAttack({
  stage: 'explore',
  attack: redefine({ stop_event: 'the customer has confirmed' }),
  check: 'baseline/measured-timings',
  says: '38 of 38 rows are of another task than baseline.yaml has now.',
  twin: {
    what: 'says which messages are left out',
    deed: redefine({ exclusions: ['Messages that somebody else has begun'] }),
  },
});
