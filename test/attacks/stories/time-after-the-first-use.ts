import { defineAttack } from '../attack.ts';
import { later, timedByHand, UNEVEN } from '../deeds.ts';

const DAY_S = 24 * 60 * 60;
const timedLater = (days: number) =>
  timedByHand(UNEVEN, (row) => ({
    ...row,
    started_at: later(row.started_at, days * DAY_S),
    stopped_at: later(row.stopped_at, days * DAY_S),
  }));

/** Who knows what it answers is slower without it. */
export const timeAfterTheFirstUse = defineAttack({
  stage: 'explore',
  attack: timedLater(60),
  check: 'baseline/measured-timings',
  says: '20 cases were timed after the first use of the tool (2026-10-23T',
  twin: { what: 'times in the month before', deed: timedLater(25) },
});
