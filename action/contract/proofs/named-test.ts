import { z } from 'zod';
import { text } from '../fields.ts';

/** One automated test by its name. One that was skipped, or took no time, was not run. */
export const namedTest = z.strictObject({
  id: text,
  status: z.enum(['passed', 'failed', 'skipped', 'error']),
  duration_ms: z.number().min(0),
});
export type NamedTest = z.infer<typeof namedTest>;

/** The test that must fail: a harness that passes it would pass anything. */
export const CANARY_TEST = 'canary';

/** @returns how many tests there are beside the canary: it is no evidence, it shows that the others are. */
export const testsBesideCanary = (tests: readonly NamedTest[]): number =>
  tests.filter(({ id }) => id !== CANARY_TEST).length;
