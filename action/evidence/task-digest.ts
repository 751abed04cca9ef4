import { createHash } from 'node:crypto';
import type { Baseline } from '../contract/baseline.ts';

/**
 * What is timed, in twelve hexadecimal digits: the SHA-256 of unit, start event and stop event as a JSON list. Stored
 * with each timing, so that a unit that is redefined later does not take the old timings along.
 */
export const taskDigest = ({ unit, start_event, stop_event }: Baseline): string =>
  createHash('sha256')
    .update(JSON.stringify([unit, start_event, stop_event]))
    .digest('hex')
    .slice(0, 12);
