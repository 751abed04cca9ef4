import type { Drills, ManualFallbackDrill } from '../../../action/contract/drills.ts';
import { defineAttack } from '../attack.ts';
import { amend, ownersFile } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';

const drilled = (over: Partial<ManualFallbackDrill>) =>
  amend<Drills>('evidence/drills.yaml', ({ drills, ...file }) => {
    const last = drills.findLast(({ kind }) => kind === 'manual_fallback') as ManualFallbackDrill;
    return { ...file, drills: [...drills, { ...last, on: '2026-11-19', ...over }] };
  });

export const attestYourOwnDrill = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  poc: { files: { 'policy/owners.yaml': ownersFile({ operations: ['Ona Operations', 'bea-builder'] }) } },
  attack: drilled({ cases: 11, minutes_per_case: 18.9, attested_by: 'bea-builder' }),
  says: 'bea-builder attests the drill and proposes its record.',
  check: 'errors/manual-fallback',
  twin: {
    what: 'writes down what another owner saw',
    deed: drilled({ cases: 11, minutes_per_case: 18.9, attested_by: 'Ona Operations' }),
  },
});
