import { toPerson } from '../outcome.ts';
import type { Env, Part } from '../part.ts';
import { Stopped } from '../workflow.ts';
import { isOff } from './switch.ts';

/** While it is off no run begins, and one that is under way calls no model any more. People do the work. */
export function offSwitchPart(env: Env): Part {
  return {
    name: 'off-switch',
    before: () => (isOff(env) ? toPerson('switched_off') : null),
    model: (inner) => ({
      ...inner,
      ask: (item, context) =>
        inner.ask(item, {
          ...context,
          mayCall() {
            if (isOff(env)) throw new Stopped(toPerson('switched_off'));
            context.mayCall();
          },
        }),
    }),
  };
}
