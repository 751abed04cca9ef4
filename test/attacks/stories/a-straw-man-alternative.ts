import { aRow } from '../../repository-builder.ts';
import { type Deed, defineAttack } from '../attack.ts';
import { EXAM, weakerRule } from '../deeds.ts';

/** It always says "other". */
const straw: Deed = (poc) =>
  poc.evaluateAlternative(
    EXAM.map((one) =>
      aRow(one, one.suite === 'scored' && one.expected !== 'other' ? { verdict: 'fail' } : {}),
    ),
  );

export const aStrawManAlternative = defineAttack({
  stage: 'pilot',
  attack: straw,
  check: 'scope/simplest-alternative',
  says: '“keyword rule” is a straw man: always answering “other” is right in 50 %.',
  twin: { what: 'takes a rule that is little better than that', deed: weakerRule() },
});
