import { aRow } from '../../repository-builder.ts';
import { type Deed, defineAttack } from '../attack.ts';
import { change, EXAM } from '../deeds.ts';
import { inTurn } from '../policy-deeds.ts';

/** A keyword rule of which these words are left, wrong on as many of every twenty cases. */
const rule = (words: string, wrong: number): Deed =>
  inTurn(
    (poc) =>
      poc.write({
        'alternative/rule.ts': `export const rule = (text: string) => (/${words}/.test(text) ? 'bill' : 'other');\n`,
      }),
    (poc) =>
      poc.evaluateAlternative(
        EXAM.map((one, i) =>
          aRow(
            one,
            one.suite === 'scored' && i % 20 < wrong ? { verdict: 'fail', reason: 'another label' } : {},
          ),
        ),
      ),
    change({}),
  );

export const weakenTheAlternative = defineAttack({
  stage: 'pilot',
  before: rule('bill|invoice|payment', 5),
  attack: rule('bill', 9),
  says: 'This pull request changes the code of “keyword rule” and makes it worse: right in 75 % of 40 cases at the base and in 55 % here, −20.0 points',
  check: 'scope/simplest-alternative',
  twin: { what: 'tidies the rule up, and it is wrong on two more', deed: rule('bill|invoice', 6) },
});
