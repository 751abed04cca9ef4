import { ASSISTED, ERRORS, made, usage } from './deeds.ts';
import type { Step } from './script.ts';
import { wrongOnceIn } from './system.ts';

/** The first week of pilot: what is worse does not come in. */
export const pilotBegins: readonly Step[] = [
  {
    day: 21,
    what: 'a new prompt is worse',
    event: 'refused',
    deed: async (team) => {
      team.answers = wrongOnceIn(3);
      await team.write({ 'prompts/classify.md': 'Say what it is.\n' });
      await team.measure();
      await team.prove('errors/output-contract');
    },
    verdict: 'continue',
    blocks: [
      'errors/abstains-when-unsure',
      'eval/no-regression',
      'eval/pass-rate',
      'scope/simplest-alternative',
    ],
    turns: [
      'errors/abstains-when-unsure fail',
      'eval/no-regression fail',
      'eval/pass-rate fail',
      'scope/simplest-alternative fail',
    ],
    says: '13 broke (case-3, case-6, case-9 and 10 more), 2 repaired',
  },
  {
    day: 22,
    what: 'the workflow reads the helpdesk on every run',
    deed: async (team) => {
      team.provenInCi.push('integration/real-connection', 'security/least-privilege');
      const workflow = await team.read('.github/workflows/poc.yml');
      await team.write({ '.github/workflows/poc.yml': `${workflow}\n# and reads the helpdesk\n` });
    },
    verdict: 'harden',
    blocks: [],
    turns: [],
    says: 'nothing blocks this pull request',
  },
  {
    day: 26,
    what: 'the work with the POC was timed',
    deed: (team) => team.write({ 'baseline/assisted.csv': ASSISTED }),
    verdict: 'continue',
    blocks: [],
    turns: ['baseline/assisted-timings pass', 'users/real-usage fail'],
    says: '7.5 min incl. review (n=48, 6.7–8.3) −10.7 min (−8.9…−12.5)',
  },
];

/** Four weeks of use: the number grows until it holds. */
export const pilotEnds: readonly Step[] = [
  {
    day: 60,
    what: 'four weeks of use, with errors that were seeded',
    deed: (team) => team.write({ ...usage(team, 20), ...made(team, 'evidence/seeds') }),
    verdict: 'harden',
    blocks: [],
    turns: ['baseline/roi-recomputed fail', 'users/adoption-threshold pass', 'users/review-is-real pass'],
    says: 'At worst it pays back after 24 months (P90); 18 is the most.',
  },
  {
    day: 60,
    what: 'errors with the POC are counted',
    deed: (team) => team.write({ 'baseline/errors.csv': ERRORS }),
    verdict: 'harden',
    blocks: [],
    turns: ['baseline/roi-recomputed not-proven'],
    says: 'Net $54K a year, at least $38K; pays back in 10 months, at worst 15.',
  },
  {
    day: 61,
    what: 'the number goes into the README',
    deed: async (team) => {
      await team.measure();
      await team.poc('roi', '--write', 'README.md');
    },
    verdict: 'harden',
    blocks: [],
    turns: ['baseline/roi-recomputed pass'],
    says: 'nothing blocks this pull request',
  },
  {
    day: 61,
    what: 'GitHub vouches for what CI makes',
    event: 'schedule',
    deed: async (team) => {
      team.signs = true;
    },
    verdict: 'harden',
    blocks: [],
    turns: [],
    says: 'Value holds: at least 8.9 min saved a case. 11 checks left for production.',
  },
];
