import { defineAttack } from '../attack.ts';
import { usersAre } from '../use-deeds.ts';

/** The third manager agrees on this day. */
const agreed = (day: string) =>
  usersAre((users) => users.map((one, i) => (i === 2 ? { ...one, acknowledged_on: day } : one)));

export const agreedNextWeek = defineAttack({
  stage: 'pilot',
  attack: agreed('2026-11-27'),
  says: '2 users are named with their manager’s agreement (3 are needed).',
  check: 'users/named-users',
  twin: { what: 'has it from today', deed: agreed('2026-11-20') },
});
