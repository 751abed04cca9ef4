import { defineAttack } from '../attack.ts';
import { events, longInPilot } from '../use-deeds.ts';

export const buildersInTheUsageExport = defineAttack({
  stage: 'pilot',
  before: longInPilot,
  attack: events((one) => (one.user === 'user-3' ? { ...one, user: 'bo' } : one)),
  says: '174 events of bo do not count, who are not under',
  check: 'users/real-usage',
  twin: {
    what: 'lets a colleague of the three try it before her manager has agreed',
    deed: events((one) =>
      one.user === 'user-3' && one.ts < '2026-11-16' ? { ...one, user: 'user-4' } : one,
    ),
  },
});
