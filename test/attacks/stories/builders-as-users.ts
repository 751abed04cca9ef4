import { defineAttack } from '../attack.ts';
import { recruit } from '../use-deeds.ts';

export const buildersAsUsers = defineAttack({
  stage: 'explore',
  attack: recruit('Bo Builder'),
  says: 'Bo Builder has commits in this repository: a builder, not a user.',
  check: 'users/named-users',
  twin: { what: 'wins a fourth clerk for it', deed: recruit('user-4') },
});
