import { taskDefined } from '../../../action/checks/baseline/task-defined.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const defined = (change: Parameters<typeof given.baseline>[0]) => ({ baseline: given.baseline(change) });

tellStories(taskDefined, { severity: 'critical', blocksFrom: 'explore' }, [
  {
    it: 'passes when every field is filled, and prints what one unit is',
    outcome: 'pass',
    says: 'One unit is “one incoming message”, from “the message is opened” to “the message is filed”; 1200 a month',
  },
  ...(['unit', 'start_event', 'stop_event', 'volume_query', 'volume_window'] as const).flatMap((field) => [
    {
      it: `is not proven without ${field}`,
      given: defined({ [field]: null }),
      outcome: 'not-proven' as const,
      says: `does not say: ${field}.`,
    },
    {
      it: `is not proven when ${field} is only spaces`,
      given: defined({ [field]: '  ' }),
      outcome: 'not-proven' as const,
      says: `does not say: ${field}.`,
    },
  ]),
  {
    it: 'is not proven while nobody has counted the units of a month',
    given: defined({ eligible_per_month: null }),
    outcome: 'not-proven',
    says: 'eligible_per_month',
  },
  {
    it: 'is not proven when nobody is named who does it',
    given: defined({ performer_roles: [] }),
    outcome: 'not-proven',
    says: 'performer_roles',
  },
  {
    it: 'is not proven when one of two roles holds a place',
    given: defined({ performer_roles: ['support agent', 'TBD'] }),
    outcome: 'not-proven',
    says: 'performer_roles',
  },
  {
    it: 'names every open field',
    given: defined({ start_event: null, stop_event: 'TODO' }),
    outcome: 'not-proven',
    says: 'does not say: start_event, stop_event.',
  },
  {
    it: 'fails when nothing lies between start and stop',
    given: defined({ start_event: 'the message is filed' }),
    outcome: 'fail',
    says: 'start_event and stop_event are the same',
  },
  {
    it: 'fails when start and stop differ only in capitals and spaces',
    given: defined({ start_event: ' The message  is filed ' }),
    outcome: 'fail',
  },
  {
    it: 'counts a guess at the minutes as nothing: neither asked for nor a help',
    given: defined({ unit: null, estimate: { minutes: 12, said_by: 'Olga Owner', said_on: '2026-11-16' } }),
    outcome: 'not-proven',
  },
  {
    it: 'fails when another volume comes from the same query over the same window',
    given: { baseline: given.baseline({ eligible_per_month: 1100 }) },
    outcome: 'fail',
    says: 'eligible_per_month went from 1200 to 1100, and volume_query and volume_window are those of before.',
  },
  {
    it: 'passes when it was counted in another month',
    given: {
      baseline: given.baseline({ eligible_per_month: 1100, volume_window: '2026-11-01/2026-11-30' }),
    },
    outcome: 'pass',
    says: '1100 a month',
  },
  {
    it: 'passes when it is filled in for the first time',
    given: {
      change: given.change({
        base: given.base({ baseline: given.baseline({ eligible_per_month: null }) }),
      }),
    },
    outcome: 'pass',
  },
]);
