import { byRule } from '../../repository-builder/proven.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, failing } from '../deeds.ts';
import { declare, inTurn } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

const withPrompts = (...prompts: string[]) =>
  declare(({ evidence, ...manifest }) => ({
    ...manifest,
    evidence: { ...evidence, inputs: { ...evidence.inputs, prompts } },
  }));

export const aReportBoundToNothing = defineAttack({
  stage: 'pilot',
  attack: inTurn(
    withPrompts('prompts/*.txt'),
    (poc) => poc.evaluate(failing()(EXAM)),
    (poc) => poc.evaluateAlternative(byRule(EXAM)),
    proveAgain,
  ),
  says: 'evidence/errors/output-contract.json is bound to no files: evidence.inputs.prompts matches none.',
  check: 'errors/output-contract',
  twin: {
    what: 'names a further kind of file before there is one',
    deed: inTurn(withPrompts('prompts/**', 'src/prompts/**'), proveAgain),
  },
});
