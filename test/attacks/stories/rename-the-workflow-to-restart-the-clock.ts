import { defineAttack } from '../attack.ts';
import { declare, inTurn } from '../policy-deeds.ts';
import { proveAgain } from '../proof-deeds.ts';

export const renameTheWorkflowToRestartTheClock = defineAttack({
  stage: 'explore',
  attack: inTurn(
    declare((manifest) => ({
      ...manifest,
      workflow: { ...manifest.workflow, id: 'billing-triage-2' },
      stage_started_on: '2026-11-20',
      decision_due: '2026-12-04',
    })),
    proveAgain,
  ),
  says: 'workflow.id changed within the stage, which would start the clock again.',
  check: 'decision/timebox',
  twin: {
    what: 'gives it a better title',
    deed: inTurn(
      declare((manifest) => ({
        ...manifest,
        workflow: { ...manifest.workflow, title: 'Is this message about a bill?' },
      })),
      proveAgain,
    ),
  },
});
