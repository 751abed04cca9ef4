import type { Drills, ManualFallbackDrill } from '../../../action/contract/drills.ts';
import { defineAttack } from '../attack.ts';
import { amend } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';

const drilled = (over: Partial<ManualFallbackDrill>) =>
  amend<Drills>('evidence/drills.yaml', ({ drills, ...file }) => {
    const last = drills.findLast(({ kind }) => kind === 'manual_fallback') as ManualFallbackDrill;
    return { ...file, drills: [...drills, { ...last, on: '2026-11-19', ...over }] };
  });

export const copyADrill = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: drilled({}),
  says: 'The drills of 2026-11-10 and 2026-11-19 measured the same (12, 18.4): this one was copied.',
  check: 'errors/manual-fallback',
  twin: { what: 'holds it again', deed: drilled({ cases: 11, minutes_per_case: 18.9 }) },
});
