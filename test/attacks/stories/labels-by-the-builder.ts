import { defineAttack } from '../attack.ts';
import { labelled } from '../deeds.ts';
import { declare, inTurn } from '../policy-deeds.ts';

const judge = 'other/judge-2026-04-01';

export const labelsByTheBuilder = defineAttack({
  stage: 'pilot',
  before: inTurn(
    declare((poc) => ({ ...poc, capabilities: { ...poc.capabilities, llm_judge: true } })),
    labelled({ judge }),
  ),
  attack: labelled({ judge, people: ['Bo Builder', 'bea-builder'] }),
  check: 'eval/grader-validated',
  says: '0 outputs are labelled by people; 50 are needed; 50 more do not count: that of case-1 was labelled by Bo Builder, bea-builder alone, who built it or is a model.',
  twin: {
    what: 'has two users label them who will use it',
    deed: labelled({ judge, people: ['user-2', 'user-3'] }),
  },
});
