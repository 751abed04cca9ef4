import type { Scan } from '../../../action/contract/proofs/clean-repo.ts';
import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, proveWith } from '../proof-deeds.ts';

const scanned = (edit: (scans: Scan[]) => Scan[]) =>
  inTurn(
    develop(),
    proveWith('data/clean-repo', ({ scans }) => ({ scans: edit(scans) })),
  );

export const aScanWithoutDependencies = defineAttack({
  stage: 'explore',
  attack: scanned((scans) => scans.filter(({ scan }) => scan !== 'dependencies')),
  says: 'Nobody looked for vulnerable dependencies.',
  check: 'data/clean-repo',
  twin: {
    what: 'looks for them with another tool, and finds one of severity low',
    deed: scanned((scans) =>
      scans.map((one) =>
        one.scan === 'dependencies'
          ? {
              ...one,
              tool: 'osv-scanner',
              version: '2.2.4',
              findings: [
                {
                  rule: 'GHSA-demo',
                  severity: 'low',
                  file: 'package-lock.json',
                  line: null,
                  times: 1,
                  fingerprint: 'a1b2',
                },
              ],
            }
          : one,
      ),
    ),
  },
});
