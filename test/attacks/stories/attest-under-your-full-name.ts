import { defineAttack } from '../attack.ts';
import { ownersFile } from '../policy-deeds.ts';
import { register } from '../use-deeds.ts';

const allowed = (by: string) =>
  register((sources) =>
    sources.map((one) => ({
      ...one,
      processors: ['embedded', 'Vendor Ltd'],
      approved_by: by,
      approved_on: '2026-11-20',
      expires_on: '2027-05-18',
    })),
  );

/** On GitHub she is `bea-builder`. */
export const attestUnderYourFullName = defineAttack({
  stage: 'explore',
  poc: { files: { 'policy/owners.yaml': ownersFile({ data: ['Bea Buildwell', 'Bea Builder'] }) } },
  before: register((sources) => sources.map((one) => ({ ...one, approved_by: 'Bea Buildwell' }))),
  attack: allowed('Bea Builder'),
  says: 'helpdesk was allowed by Bea Builder, who proposes this.',
  check: 'data/permission',
  twin: { what: 'asks a namesake', deed: allowed('Bea Buildwell') },
});
