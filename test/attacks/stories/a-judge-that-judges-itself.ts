import { defineAttack } from '../attack.ts';
import { EXAM, failing, handIn, labelled } from '../deeds.ts';
import { declare, inTurn } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';

const MODEL = 'vendor/model-2026-05-01';
const answers = failing()(EXAM).map((row) => ({ ...row, model: MODEL }));

export const aJudgeThatJudgesItself = defineAttack({
  stage: 'production',
  signed: () => true,
  before: inTurn(
    declare((poc) => ({ ...poc, capabilities: { ...poc.capabilities, llm_judge: true } })),
    handIn({ rows: answers }),
    withHeadline,
    labelled({ judge: 'other/judge-2026-04-01' }),
  ),
  attack: labelled({ judge: 'vendor/model-2026-06-30' }),
  check: 'eval/grader-validated',
  says: 'vendor/model-2026-06-30 grades what vendor/model-2026-05-01 answered: it is its own judge.',
  twin: {
    what: 'takes the next snapshot of the judge, and has its verdicts labelled',
    deed: labelled({ judge: 'other/judge-2026-10-01' }),
  },
});
