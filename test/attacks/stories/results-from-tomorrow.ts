import { NOW } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { handIn } from '../deeds.ts';

const producedAfter = (minutes: number) =>
  handIn({ run: { produced_at: new Date(NOW.getTime() + minutes * 60_000).toISOString() } });

/** Results of the future do not get old. */
export const resultsFromTomorrow = defineAttack({
  stage: 'explore',
  attack: producedAfter(24 * 60),
  check: 'eval/results-fresh',
  says: 'The results are dated 2026-11-21T12:00:00.000Z, which is yet to come.',
  twin: { what: 'runs the eval on a machine whose clock is five minutes ahead', deed: producedAfter(5) },
});
