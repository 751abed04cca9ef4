import { defineAttack } from '../attack.ts';
import { later, timedByHand, UNEVEN } from '../deeds.ts';

/** Has the second case begin a minute after the first. */
const together = (performer: string) =>
  timedByHand(UNEVEN, (row, i, [first = row]) =>
    i === 1
      ? {
          ...row,
          performer,
          started_at: later(first.started_at, 60),
          stopped_at: later(first.stopped_at, 97),
        }
      : row,
  );

export const overlappingTimings = defineAttack({
  stage: 'explore',
  attack: together('Person-A '),
  check: 'baseline/measured-timings',
  says: 'Person-A was timed on two cases at once',
  twin: { what: 'times two people who work side by side', deed: together('person-b') },
});
