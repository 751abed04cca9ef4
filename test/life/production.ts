import { decide, made, usage } from './deeds.ts';
import type { Step } from './script.ts';
import type { Team } from './team.ts';

const WHY = 'It saves ten minutes a case, and four weeks of use show that people stay with it.';

const decideForProduction = async (team: Team) => {
  await team.measure();
  await team.foresee('production');
  await decide(team, 'ship', WHY);
};

/** What production asks for besides, and the way into it. */
export const production: readonly Step[] = [
  {
    day: 62,
    what: 'what is watched and what it costs is written down',
    deed: (team) => team.write(made(team, 'policy/signals', 'policy/prices')),
    verdict: 'harden',
    blocks: [],
    turns: ['scale/cost-per-case pass'],
    says: '10 checks left for production',
  },
  {
    day: 62,
    what: 'everything for production is proven',
    deed: async (team) => {
      await team.write({
        ...made(team, 'eval/slices', 'contracts', 'evidence/', 'docs/', 'src/off-switch'),
        ...usage(team, 20),
      });
      await team.measure();
      await team.prove(
        'errors/output-contract',
        'errors/dependency-failure',
        'integration/write-safety',
        'integration/contract-drift',
        'monitoring/off-switch',
        'monitoring/quality-signal',
        'scale/load-at-volume',
        'scale/hard-limits',
        'security/access-control',
        'security/injection-suite',
        'security/audit-trail',
      );
    },
    verdict: 'ship',
    blocks: [],
    turns: [
      'data/representative-and-fresh pass',
      'errors/dependency-failure pass',
      'errors/manual-fallback pass',
      'integration/contract-drift pass',
      'integration/write-safety pass',
      'monitoring/off-switch pass',
      'monitoring/quality-signal pass',
      'scale/load-at-volume pass',
      'security/audit-trail pass',
      'security/injection-suite pass',
    ],
    says: 'Ready for production; nothing blocks this pull request',
  },
  {
    day: 63,
    what: 'it goes to production on files that nobody vouches for',
    event: 'refused',
    deed: async (team) => {
      team.signs = false;
      await decideForProduction(team);
    },
    verdict: 'harden',
    blocks: [
      'data/clean-repo',
      'errors/abstains-when-unsure',
      'eval/must-never',
      'eval/pass-rate',
      'integration/real-connection',
      'integration/write-safety',
      'monitoring/off-switch',
      'monitoring/quality-signal',
      'security/access-control',
      'security/audit-trail',
      'security/injection-suite',
    ],
    turns: [
      'data/clean-repo not-proven',
      'errors/abstains-when-unsure not-proven',
      'eval/must-never not-proven',
      'eval/pass-rate not-proven',
      'integration/real-connection not-proven',
      'integration/write-safety not-proven',
      'monitoring/off-switch not-proven',
      'monitoring/quality-signal not-proven',
      'security/access-control not-proven',
      'security/audit-trail not-proven',
      'security/injection-suite not-proven',
    ],
    says: 'data/clean-repo and 10 more checks: It passes, and nobody vouches for the evidence',
    foretold: [
      'data/clean-repo',
      'errors/abstains-when-unsure',
      'eval/must-never',
      'eval/pass-rate',
      'integration/real-connection',
      'integration/write-safety',
      'monitoring/off-switch',
      'monitoring/quality-signal',
      'security/access-control',
      'security/audit-trail',
      'security/injection-suite',
    ],
  },
  {
    day: 63,
    what: 'it goes to production',
    deed: async (team) => {
      team.signs = true;
      await decideForProduction(team);
    },
    verdict: 'ship',
    blocks: [],
    turns: [],
    says: '44 of 44 checks that guard production are proven.',
  },
];
