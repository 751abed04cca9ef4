import { parse, stringify } from 'yaml';
import { BASELINE, cases, made, scaffold, timings } from './deeds.ts';
import type { Step } from './script.ts';

/** Three days, in which a team answers what the scaffold asks: what the work is, what would stop it, and on which cases. */
export const firstDays: readonly Step[] = [
  {
    day: 0,
    what: 'the scaffold is pushed',
    event: 'first push',
    deed: scaffold,
    verdict: 'continue',
    blocks: ['baseline/task-defined'],
    turns: [],
    says: 'baseline.yaml does not say: start_event, stop_event, eligible_per_month, volume_query, volume_window.',
  },
  {
    day: 0,
    what: 'code owners are named',
    deed: (team) => team.write(made(team, '.github/')),
    verdict: 'continue',
    blocks: [],
    turns: [],
    says: 'Fill in start_event: in baseline.yaml and 4 more.',
  },
  {
    day: 0,
    what: 'a sponsor is named, and confirms what would stop it',
    deed: async (team) => {
      await team.edit('poc.yaml', { sponsor: 'Sam Sponsor' });
      const kill = await team.read('policy/kill.yaml');
      await team.write({ 'policy/kill.yaml': kill.replaceAll('Ada Example', 'Sam Sponsor') });
    },
    verdict: 'continue',
    blocks: ['baseline/task-defined'],
    turns: [],
    says: 'nothing is measured yet, neither the minutes of a case nor how often it is right',
  },
  {
    day: 0,
    what: 'those who may approve something are named',
    deed: (team) => team.write(made(team, 'policy/owners')),
    verdict: 'continue',
    blocks: [],
    turns: [],
    says: 'decision due 15 Feb (14 days left)',
  },
  {
    day: 1,
    what: 'the baseline is filled in, without any money',
    deed: (team) => team.write({ 'baseline.yaml': stringify({ ...parse(BASELINE), value: null }) }),
    verdict: 'continue',
    blocks: [],
    turns: ['baseline/task-defined pass'],
    says: 'Continue: not proven either way; nothing blocks this pull request',
  },
  {
    day: 2,
    what: 'five cases are timed',
    deed: (team) => team.write({ 'baseline/timings.csv': timings(5) }),
    verdict: 'continue',
    blocks: [],
    turns: ['baseline/measured-timings pass'],
    says: '26.5 min (n=5, 23.9–29.1)',
  },
  {
    day: 2,
    what: 'ten real cases take the place of the samples',
    deed: async (team) => {
      await team.write({
        'eval/cases/sample.jsonl': null,
        'eval/cases/helpdesk.jsonl': cases('scored', 10),
      });
      await team.measure();
    },
    verdict: 'continue',
    blocks: [],
    turns: [
      'data/permission fail',
      'data/real-cases pass',
      'eval/pass-rate fail',
      'scope/simplest-alternative fail',
    ],
    says: '1 of 1 sources of real cases are not in policy/data.yaml: helpdesk.',
  },
];
