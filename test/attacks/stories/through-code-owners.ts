import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, write } from '../proof-deeds.ts';

const NOBODY_OWNS_POLICY = { '.github/CODEOWNERS': '/poc.yaml @acme/platform\n/.github/ @acme/platform\n' };

export const throughCodeOwners = defineAttack({
  stage: 'explore',
  attack: inTurn(write(NOBODY_OWNS_POLICY), develop()),
  says: 'This pull request changes the gate itself (.github/CODEOWNERS) together with what it judges (src/workflow.ts).',
  check: 'eval/threshold-fixed-first',
  twin: {
    what: 'changes the code owners in a pull request of its own',
    deed: write(NOBODY_OWNS_POLICY),
  },
});
