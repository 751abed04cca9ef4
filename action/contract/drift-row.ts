import { z } from 'zod';
import { moment, named } from './fields.ts';

const EXPECTED = 'expected a number or text';

/** A line of `poc drift --rows FILE`: what was seen of one thing, and when. Written by whoever has such data; read once. */
export const driftRow = z.strictObject({
  ts: moment,
  features: named(
    z.union([z.number({ error: EXPECTED }), z.string({ error: EXPECTED })], { error: EXPECTED }),
  ),
});
export type DriftRow = z.infer<typeof driftRow>;
