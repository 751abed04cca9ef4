import { defineAttack } from '../attack.ts';
import { timedByHand, UNEVEN } from '../deeds.ts';

const again = (times: number) => timedByHand(UNEVEN.map((one, i) => (i < times ? 487 : one)));

export const theSameDurationAgain = defineAttack({
  stage: 'explore',
  attack: again(3),
  check: 'baseline/measured-timings',
  says: '3 durations are 487 s to the second',
  twin: { what: 'has two that happen to be alike', deed: again(2) },
});
