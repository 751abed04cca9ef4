import type { Env, Part } from '../part.ts';
import { type Authorise, ITEM, may, readAccess } from './policy.ts';

/** Turns away whoever may not run items, before a model is asked. Evals, load tests and tests are nobody's work. */
export function accessPart(_: Env, authorise: Authorise = may): Part {
  const access = readAccess();
  return {
    name: 'access',
    before({ kind, user, role }) {
      const asked = { permission: 'run', dataClass: ITEM };
      if (kind !== 'live' || authorise(access, { user, role }, asked)) return null;
      return {
        outcome: 'refused',
        refusal: { class: 'not_allowed', reason: `the role ${role} may not run items` },
      };
    },
  };
}
