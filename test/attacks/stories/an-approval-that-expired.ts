import { defineAttack } from '../attack.ts';
import { register } from '../use-deeds.ts';

/** The approval of the spring, put back in the place of one that allowed less. */
const until = (day: string) =>
  register((sources) =>
    sources.map((one) => ({
      ...one,
      processors: ['embedded', 'Vendor Ltd'],
      approved_on: '2026-06-01',
      expires_on: day,
    })),
  );

export const anApprovalThatExpired = defineAttack({
  stage: 'explore',
  attack: until('2026-11-19'),
  says: 'helpdesk was allowed until 2026-11-19, which has passed.',
  check: 'data/permission',
  twin: { what: 'has one whose last day is today', deed: until('2026-11-20') },
});
