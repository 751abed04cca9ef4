import { defineAttack } from '../attack.ts';
import { write } from '../proof-deeds.ts';

export const aSecondConfigurationFile = defineAttack({
  stage: 'explore',
  attack: write({ 'policy/thresholds.yml': 'version: 1\nbars:\n  eval/pass-rate: { reviewed: 0.6 }\n' }),
  says: 'policy/thresholds.yml looks like a policy and is not read: the gate reads policy/thresholds.yaml.',
  check: 'eval/threshold-fixed-first',
  twin: {
    what: 'explains the bars in a file beside them',
    deed: write({ 'policy/README.md': '# Our bars\n\nEight of ten, since a clerk reads every answer.\n' }),
  },
});
