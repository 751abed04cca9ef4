import { defineAttack } from '../attack.ts';
import { events, isOfLast, longInPilot } from '../use-deeds.ts';

/** Of the last two weeks only what was done on these days. */
const onlyOn = (...days: readonly string[]) =>
  events((one) => (!isOfLast(15, one.ts) || days.includes(one.ts.slice(0, 10)) ? one : null));

export const aDemoDay = defineAttack({
  stage: 'pilot',
  before: longInPilot,
  attack: onlyOn('2026-11-18', '2026-11-19'),
  says: '3 named users (3 are needed), 2 days (5)',
  check: 'users/real-usage',
  twin: {
    what: 'does not use it every day',
    deed: onlyOn('2026-11-11', '2026-11-13', '2026-11-16', '2026-11-18', '2026-11-19'),
  },
});
