import { toPerson } from '../outcome.ts';
import type { Env, Part } from '../part.ts';
import { Stopped } from '../workflow.ts';
import { readOutbound } from './policy.ts';
import { redact } from './redact.ts';

/** Models that run within the process call themselves so. Whatever calls itself anything else is taken to be elsewhere. */
const WITHIN = 'embedded/';

/** Lets only those fields go to a hosted model that the policy names, and replaces what its detectors find in them. */
export function outboundPart(_: Env): Part {
  const policy = readOutbound();
  return {
    name: 'outbound',
    model(inner) {
      if (inner.id.startsWith(WITHIN)) return inner;
      return {
        ...inner,
        async ask(item, context) {
          const { sent, restore } = redact(item, policy);
          if (Object.keys(sent.fields).length === 0)
            throw new Stopped(
              toPerson('model_failed', null, 'policy/outbound.yaml lets no field of it leave'),
            );
          const reply = await inner.ask(sent, context);
          return { ...reply, said: restore(reply.said) };
        },
      };
    },
  };
}
