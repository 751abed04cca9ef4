import { defineAttack } from '../attack.ts';
import { timedByHand } from '../deeds.ts';

const minutes = [5, 10, 15, 12, 20, 10, 15, 17, 5, 10, 25, 10, 15, 20, 8, 10, 15, 30, 5, 20, 11, 13];

export const heapedTimings = defineAttack({
  stage: 'explore',
  attack: timedByHand(minutes.map((one) => one * 60)),
  check: 'baseline/measured-timings',
  says: '17 of 22 durations are exact multiples of five minutes',
  twin: {
    what: 'times whole minutes, a few of which are multiples of five',
    deed: timedByHand(minutes.map((one, i) => (i % 3 === 0 ? one : one + 1 + (i % 3)) * 60)),
  },
});
