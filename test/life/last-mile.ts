import { parse } from 'yaml';
import { BASELINE, cases, decide, ERRORS_BY_HAND, made, named, SYSTEMS, usage } from './deeds.ts';
import type { Step } from './script.ts';

/** One week more, in which what the pilot asks for comes in piece by piece. */
export const lastMile: readonly Step[] = [
  {
    day: 14,
    what: 'the sponsor grants a week',
    deed: async (team) => {
      await team.measure();
      await decide(team, 'continue', 'The last mile takes a few days longer than we had.', 'Sam Sponsor');
    },
    verdict: 'continue',
    blocks: [],
    turns: ['decision/record pass'],
    says: 'decision due 22 Feb (7 days left)',
  },
  {
    day: 15,
    what: 'a third user, and forty cases',
    deed: async (team) => {
      await team.edit('poc.yaml', { users: named(4, 3) });
      await team.write({
        'eval/cases/helpdesk.jsonl': cases('scored'),
        'eval/cases/nobody-could-tell.jsonl': cases('unanswerable'),
      });
      await team.measure();
    },
    verdict: 'continue',
    blocks: [],
    turns: ['errors/abstains-when-unsure pass', 'eval/pass-rate pass', 'scope/simplest-alternative pass'],
    says: '95 % (83–99), 38 of 40',
  },
  {
    day: 16,
    what: 'nine days of use are exported, with their traces',
    deed: (team) => team.write(usage(team, 6)),
    verdict: 'harden',
    blocks: [],
    turns: ['monitoring/run-logging pass', 'users/real-usage pass'],
    says: 'Value holds. 7 checks left for pilot. 5 days to the decision.',
  },
  {
    day: 16,
    what: 'what must never happen is tried',
    deed: async (team) => {
      await team.write({ 'eval/cases/must-never.jsonl': cases('must_never') });
      await team.measure();
    },
    verdict: 'harden',
    blocks: [],
    turns: ['eval/must-never pass'],
    says: '6 checks left for pilot',
  },
  {
    day: 17,
    what: 'errors of today are counted and priced',
    deed: (team) => team.write({ 'baseline.yaml': BASELINE, 'baseline/errors.csv': ERRORS_BY_HAND }),
    verdict: 'harden',
    blocks: [],
    turns: ['baseline/error-cost pass'],
    says: '95.5 % (91–98), 191 of 200',
  },
  {
    day: 17,
    what: 'bad output is caught',
    deed: async (team) => {
      await team.write(made(team, 'src/output.schema.json'));
      await team.measure();
      await team.prove('errors/output-contract');
    },
    verdict: 'harden',
    blocks: [],
    turns: ['errors/output-contract pass'],
    says: '4 checks left for pilot',
  },
  {
    day: 18,
    what: 'it reads the helpdesk itself',
    deed: async (team) => {
      const { capabilities } = parse(await team.read('poc.yaml')) as { capabilities: object };
      await team.edit('poc.yaml', { ...SYSTEMS, capabilities: { ...capabilities, writes: true } });
      await team.prove('integration/real-connection');
    },
    verdict: 'harden',
    blocks: [],
    turns: ['integration/real-connection pass', 'integration/write-safety not-proven'],
    says: '3 checks left for pilot',
  },
  {
    day: 18,
    what: 'each limit is tripped',
    deed: (team) => team.prove('scale/hard-limits'),
    verdict: 'harden',
    blocks: [],
    turns: ['scale/hard-limits pass'],
    says: '2 checks left for pilot',
  },
  {
    day: 19,
    what: 'those who may not are turned away',
    deed: async (team) => {
      await team.write(made(team, 'policy/access'));
      await team.prove('security/access-control');
    },
    verdict: 'harden',
    blocks: [],
    turns: ['security/access-control pass'],
    says: '1 check left for pilot',
  },
  {
    day: 19,
    what: 'the provider lists what was granted',
    deed: (team) => team.prove('security/least-privilege'),
    verdict: 'ship',
    blocks: [],
    turns: ['security/least-privilege pass'],
    says: 'Ready for pilot; nothing blocks this pull request',
  },
  {
    day: 20,
    what: 'it goes to pilot',
    deed: async (team) => {
      await team.measure();
      await team.foresee('pilot');
      await decide(team, 'ship', 'Three clerks use it every day, and it is right 19 times of 20.');
    },
    verdict: 'harden',
    blocks: [],
    turns: ['scope/frozen-at-pilot pass'],
    says: 'pilot → production · decision due 18 Apr (56 days left)',
    foretold: [],
  },
];
