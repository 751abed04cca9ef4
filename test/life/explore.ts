import { decide, made, named, timings } from './deeds.ts';
import type { Step } from './script.ts';
import { wrongOnceIn } from './system.ts';

/** The rest of two weeks: the answer is not there on the last day, and the owner would go on without it. */
export const explore: readonly Step[] = [
  {
    day: 2,
    what: 'the owner of the data allows it',
    deed: (team) => team.write(made(team, 'policy/data')),
    verdict: 'continue',
    blocks: [],
    turns: ['data/permission pass', 'eval/no-regression pass'],
    says: '0 % (0–28), 0 of 10 not closable with review; 10 went to a person',
  },
  {
    day: 3,
    what: 'it has learnt, and the eval is run',
    deed: async (team) => {
      team.answers = wrongOnceIn(20);
      await team.write({ 'data/learnt.jsonl': '{"of":"the first rows"}\n' });
      await team.measure();
    },
    verdict: 'continue',
    blocks: ['users/named-users'],
    turns: ['eval/pass-rate not-proven', 'scope/simplest-alternative not-proven'],
    says: '0 users are named with their manager’s agreement (2 are needed).',
  },
  {
    day: 4,
    what: 'two users are named',
    deed: (team) => team.edit('poc.yaml', { users: named(4, 2) }),
    verdict: 'continue',
    blocks: [],
    turns: ['users/named-users pass'],
    says: 'Continue: not proven either way; nothing blocks this pull request',
  },
  {
    day: 13,
    what: 'the rest of the work by hand was timed on days 1 to 4',
    deed: (team) => team.write({ 'baseline/timings.csv': timings(38) }),
    verdict: 'continue',
    blocks: [],
    turns: [],
    says: '18.2 min (n=32, 16.9–19.5)',
  },
  {
    day: 14,
    what: 'the decision is due, and half of the evidence is there',
    event: 'schedule',
    verdict: 'continue',
    blocks: [],
    turns: [],
    says: 'Next evidence to get: eval/pass-rate.',
  },
  {
    day: 14,
    what: 'the owner wants the pilot all the same',
    event: 'refused',
    deed: async (team) => {
      await team.measure();
      await team.foresee('pilot');
      await decide(team, 'ship', 'The clerks ask for it every day, and it is right often enough.');
    },
    verdict: 'continue',
    blocks: [
      'baseline/error-cost',
      'data/real-cases',
      'errors/abstains-when-unsure',
      'errors/output-contract',
      'eval/must-never',
      'eval/pass-rate',
      'integration/real-connection',
      'monitoring/run-logging',
      'scale/hard-limits',
      'scope/simplest-alternative',
      'security/access-control',
      'security/least-privilege',
      'users/named-users',
    ],
    turns: [
      'data/real-cases not-proven',
      'decision/record pass',
      'scope/frozen-at-pilot pass',
      'users/named-users not-proven',
    ],
    says: '10 real cases from helpdesk; 30 are needed.',
    foretold: [
      'baseline/error-cost',
      'data/real-cases',
      'decision/record',
      'errors/abstains-when-unsure',
      'errors/output-contract',
      'eval/must-never',
      'eval/pass-rate',
      'integration/real-connection',
      'monitoring/run-logging',
      'scale/hard-limits',
      'scope/simplest-alternative',
      'security/access-control',
      'security/least-privilege',
      'users/named-users',
      'users/real-usage',
    ],
  },
];
