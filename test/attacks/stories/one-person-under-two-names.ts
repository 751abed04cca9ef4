import { defineAttack } from '../attack.ts';
import { usersAre } from '../use-deeds.ts';

/** The third clerk has left, and this is who comes instead. */
const instead = (pseudonym: string) =>
  usersAre((users) => users.map((one, i) => (i === 2 ? { ...one, pseudonym } : one)));

export const onePersonUnderTwoNames = defineAttack({
  stage: 'pilot',
  attack: instead('USER-2 '),
  says: '2 users are named with their manager’s agreement (3 are needed).',
  check: 'users/named-users',
  twin: { what: 'wins another one', deed: instead('user-22') },
});
