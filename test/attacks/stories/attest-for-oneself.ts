import { defineAttack } from '../attack.ts';
import { ownersFile } from '../policy-deeds.ts';
import { register } from '../use-deeds.ts';

/** Half a year more, and for the provider of a model too. */
const allowed = (by: string) =>
  register(([helpdesk, ...others]) => [
    {
      ...(helpdesk as NonNullable<typeof helpdesk>),
      processors: ['embedded', 'Vendor Ltd'],
      approved_by: by,
      approved_on: '2026-11-20',
      expires_on: '2027-05-18',
    },
    ...others,
  ]);

/** Who builds it may say yes to the data of others, and not to her own. */
export const attestForOneself = defineAttack({
  stage: 'explore',
  poc: { files: { 'policy/owners.yaml': ownersFile({ data: ['Dana Data', 'bea-builder'] }) } },
  attack: allowed('bea-builder'),
  says: 'helpdesk was allowed by bea-builder, who proposes this.',
  check: 'data/permission',
  twin: { what: 'asks the other owner of the data', deed: allowed('Dana Data') },
});
