import { defineAttack } from '../attack.ts';
import { timedByHand, UNEVEN } from '../deeds.ts';

export const estimatesAsTimings = defineAttack({
  stage: 'explore',
  attack: timedByHand(UNEVEN, (row, i) => (i < 4 ? row : { ...row, method: 'estimate' })),
  check: 'baseline/measured-timings',
  says: '4 of 5 timed cases. 16 estimated rows count as nothing.',
  twin: {
    what: 'keeps a few guesses beside what was timed',
    deed: timedByHand(UNEVEN, (row, i) => (i < 16 ? row : { ...row, method: 'estimate' })),
  },
});
