import { defineAttack } from '../attack.ts';
import { amend, inTurn, setBars } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

export const throughSeverity = defineAttack({
  stage: 'explore',
  attack: inTurn(
    amend<object>('policy/thresholds.yaml', (file) => ({
      ...file,
      severity: { 'eval/pass-rate': 'medium' },
    })),
    proveAgain,
  ),
  says: 'severity: found the key "severity", which nothing reads; expected one of version, catalogue, bars, slices, budgets.',
  check: 'eval/threshold-fixed-first',
  twin: {
    what: 'writes out a bar that is in force anyway',
    deed: inTurn(setBars({ 'eval/must-never': { pilot_cases: 30 } }), proveAgain),
  },
});
