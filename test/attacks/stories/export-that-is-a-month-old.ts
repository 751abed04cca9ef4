import { defineAttack } from '../attack.ts';
import { daysLater, exporting, longInPilot } from '../use-deeds.ts';

/** The export as it was so many days ago. */
const asOf = (days: number) =>
  exporting(({ usage, eligible }) => ({
    usage: usage.map((one) => ({ ...one, ts: daysLater(one.ts, -days) })),
    eligible: eligible.map((one) => ({ ...one, closed_at: daysLater(one.closed_at, -days) })),
  }));

export const exportThatIsAMonthOld = defineAttack({
  stage: 'pilot',
  before: longInPilot,
  attack: asOf(30),
  says: 'The last event is of 2026-10-20T15:46:07.000Z; none is of the last 14 days.',
  check: 'users/real-usage',
  twin: { what: 'exported it five days ago', deed: asOf(5) },
});
