import { defineAttack } from '../attack.ts';
import { recruit } from '../use-deeds.ts';

/** The commits are by Bo Builder. */
export const buildersUnderALogin = defineAttack({
  stage: 'explore',
  attack: recruit('bo-builder'),
  says: 'bo-builder has commits in this repository: a builder, not a user.',
  check: 'users/named-users',
  twin: { what: 'wins a clerk whose name begins alike', deed: recruit('bo-buildwell') },
});
