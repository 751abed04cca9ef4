import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, write } from '../proof-deeds.ts';

const workflow = (types: string) =>
  `on:\n  pull_request:\n    types: [${types}]\njobs:\n  poc:\n    uses: acme/poc/.github/workflows/gate.yml@v1\n`;

export const changeTheWorkflowWithTheCode = defineAttack({
  stage: 'explore',
  before: write({ '.github/workflows/poc.yml': workflow('opened, synchronize') }),
  attack: inTurn(write({ '.github/workflows/poc.yml': workflow('closed') }), develop()),
  says: 'This pull request changes the gate itself (.github/workflows/poc.yml) together with what it judges (src/workflow.ts).',
  check: 'eval/threshold-fixed-first',
  twin: {
    what: 'changes the workflow in a pull request of its own',
    deed: write({ '.github/workflows/poc.yml': workflow('opened, reopened, synchronize') }),
  },
});
