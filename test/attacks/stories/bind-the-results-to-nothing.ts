import { defineAttack } from '../attack.ts';
import { EXAM, failing } from '../deeds.ts';
import { declare, inTurn } from '../policy-deeds.ts';
import { develop, proveAgain } from '../proof-deeds.ts';

const withSource = (...source: string[]) =>
  declare(({ evidence, ...manifest }) => ({
    ...manifest,
    evidence: { ...evidence, inputs: { ...evidence.inputs, source } },
  }));

export const bindTheResultsToNothing = defineAttack({
  stage: 'explore',
  attack: inTurn(withSource('src/generated/**'), develop(failing()(EXAM))),
  says: 'No file is named as source, so the results would fit any.',
  check: 'eval/results-fresh',
  twin: {
    what: 'names a further folder before there is anything in it',
    deed: inTurn(withSource('src/**', 'data/**', 'lib/**'), proveAgain),
  },
});
