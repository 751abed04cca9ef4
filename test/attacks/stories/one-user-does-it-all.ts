import { defineAttack } from '../attack.ts';
import { events, longInPilot, numberOf } from '../use-deeds.ts';

/** One of so many cases of the two others is done by the keenest of the three. */
const keenest = (oneOf: number, most: number) =>
  events((one) => (Math.floor(numberOf(one.case_ref) / 4) % oneOf < most ? { ...one, user: 'user-1' } : one));

export const oneUserDoesItAll = defineAttack({
  stage: 'pilot',
  before: longInPilot,
  attack: keenest(2, 1),
  says: 'One user did 68.3 % of the 246 cases; at most 60 % may be of one.',
  check: 'users/real-usage',
  twin: { what: 'has one who is keener than the others', deed: keenest(4, 1) },
});
