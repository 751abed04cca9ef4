import { parse, stringify } from 'yaml';
import { BASELINE, cases, made, named, scaffold, timings } from './deeds.ts';
import type { Step } from './script.ts';
import { wrongOnceIn } from './system.ts';

const WHY = 'Half of the answers are wrong, and reading them takes as long as the work.';

/** A POC that does all that is asked for, and is not right often enough. */
export const stopped: readonly Step[] = [
  {
    day: 0,
    what: 'the scaffold is pushed, with those who answer for something',
    event: 'first push',
    deed: async (team) => {
      await scaffold(team);
      await team.edit('poc.yaml', { sponsor: 'Sam Sponsor', users: named(0, 2) });
      await team.write(made(team, '.github/CODEOWNERS', 'policy/owners', 'policy/data'));
      await team.write({ 'baseline.yaml': stringify({ ...parse(BASELINE), value: null }) });
    },
    verdict: 'continue',
    blocks: [],
    turns: [],
    says: 'nothing blocks this pull request',
  },
  {
    day: 5,
    what: 'forty cases, half of them wrong',
    deed: async (team) => {
      team.answers = wrongOnceIn(2);
      await team.write({
        'baseline/timings.csv': timings(38),
        'eval/cases/sample.jsonl': null,
        'eval/cases/helpdesk.jsonl': cases('scored'),
      });
      await team.measure();
    },
    verdict: 'continue',
    blocks: [],
    turns: [
      'baseline/measured-timings pass',
      'data/permission pass',
      'data/real-cases pass',
      'eval/pass-rate fail',
      'scope/simplest-alternative fail',
    ],
    says: '50 % (35–65), 20 of 40',
  },
  {
    day: 13,
    what: 'the day before',
    event: 'schedule',
    verdict: 'continue',
    blocks: [],
    turns: ['eval/no-regression pass'],
    says: 'not closable with review',
  },
  {
    day: 14,
    what: 'the criterion is met on its day',
    event: 'schedule',
    verdict: 'stop',
    blocks: ['decision/kill-criteria'],
    turns: ['decision/kill-criteria fail'],
    says: 'criterion not-right-often-enough, set by Ada Example, is met: eval.pass_rate_upper < 0.7 on 2027-02-15: now 0.648, 0.052 below 0.7.',
  },
  {
    day: 14,
    what: 'a better prompt comes too late',
    event: 'refused',
    deed: async (team) => {
      await team.write({ 'prompts/classify.md': 'Think before you say what it is.\n' });
      await team.measure();
    },
    verdict: 'stop',
    blocks: ['decision/kill-criteria'],
    turns: [],
    says: 'Stop recommended, and that is a result; 1 thing blocks this pull request',
  },
  {
    day: 14,
    what: 'a stop is proposed',
    deed: async (team) => {
      await team.poc('decide', 'stop', '--by', 'Ada Example', '--reason', WHY);
    },
    verdict: 'stop',
    blocks: [],
    turns: [],
    says: 'Stop recommended, and that is a result; nothing blocks this pull request',
  },
  {
    day: 15,
    what: 'the stop is accepted',
    deed: async (team) => {
      await team.poc('decide', 'accept', 'decisions/0001-stop.md');
    },
    verdict: 'stop',
    blocks: [],
    turns: ['decision/kill-criteria pass', 'decision/record pass'],
    says: 'Stopped, and that is a result; nothing blocks this pull request',
  },
  {
    day: 60,
    what: 'nothing else is asked of what was stopped',
    event: 'schedule',
    verdict: 'stop',
    blocks: [],
    turns: [],
    says: 'Stopped on 2027-02-16, as decisions/0001-stop.md records.',
  },
];
