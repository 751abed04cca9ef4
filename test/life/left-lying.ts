import { scaffold } from './deeds.ts';
import type { Step } from './script.ts';

/** A POC that nobody touches after its first day. */
export const leftLying: readonly Step[] = [
  {
    day: 0,
    what: 'the scaffold is pushed',
    event: 'first push',
    deed: scaffold,
    verdict: 'continue',
    blocks: ['baseline/task-defined'],
    turns: [],
    says: '17 things would block later',
  },
  {
    day: 3,
    what: 'three days of grace are over',
    event: 'schedule',
    verdict: 'continue',
    blocks: ['baseline/task-defined', 'data/permission', 'data/real-cases', 'users/named-users'],
    turns: [],
    says: '4 things block this pull request',
  },
  {
    day: 5,
    what: 'five days of grace are over',
    event: 'schedule',
    verdict: 'continue',
    blocks: [
      'baseline/measured-timings',
      'baseline/task-defined',
      'data/permission',
      'data/real-cases',
      'users/named-users',
    ],
    turns: [],
    says: '0 of 5 timed cases. The estimate of 4 minutes counts as nothing.',
  },
  {
    day: 14,
    what: 'the decision is due',
    event: 'schedule',
    verdict: 'stop',
    blocks: [
      'baseline/measured-timings',
      'baseline/task-defined',
      'data/permission',
      'data/real-cases',
      'decision/kill-criteria',
      'users/named-users',
    ],
    turns: ['decision/kill-criteria fail'],
    says: 'Criterion value-cannot-be-measured, set by Ada Example, is met: baseline.timed_cases < 5 on 2027-02-15: now 0, 5 below 5.',
  },
  {
    day: 15,
    what: 'the decision is overdue',
    event: 'schedule',
    verdict: 'stop',
    blocks: [
      'baseline/measured-timings',
      'baseline/task-defined',
      'data/permission',
      'data/real-cases',
      'decision/kill-criteria',
      'decision/timebox',
      'users/named-users',
    ],
    turns: ['decision/timebox fail'],
    says: 'Until it is recorded, only a pull request that touches nothing but decisions/ can be merged.',
  },
];
