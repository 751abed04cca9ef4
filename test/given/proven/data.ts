import type { Scan } from '../../../action/contract/proofs/clean-repo.ts';
import { dayOf, daysAfter } from '../../../action/readiness/clock.ts';
import type { Proven } from './proven.ts';

/** More files than a made repository has. */
const FILES = 400;

const scan = (kind: Scan['scan'], tool: string, lookedAt: number): Scan => ({
  scan: kind,
  tool,
  version: '1.2.3',
  looked_at: lookedAt,
  media: 0,
  excluded: [],
  findings: [],
});

/** Data that its owner allowed four days ago, in a repository in which three scans found nothing. */
export const data = (now: Date): Proven => ({
  results: {
    'data/clean-repo': {
      result: {
        scans: [
          scan('secrets', 'secretlint', FILES),
          scan('personal_data', 'poc scan', FILES),
          scan('dependencies', 'npm audit', 120),
        ],
      },
      n: FILES,
    },
  },
  files: {
    'policy/data.yaml': `version: 1
sources:
  - id: helpdesk
    owner: Dana Data
    purpose: Sorting incoming messages in this proof of concept.
    personal_data: personal
    processors: [vendor]
    retention_days: 90
    approved_by: Dana Data
    approved_on: ${daysAfter(dayOf(now), -4)}
    expires_on: ${daysAfter(dayOf(now), 131)}
`,
    'policy/owners.yaml': `version: 1
owners:
  data: [Dana Data]
  security: [Sal Security]
  operations: [Ona Operations]
  waivers: [Sam Sponsor]
`,
    'policy/suppressions.yaml': `version: 1
suppressions: []
`,
  },
});
