import { defineAttack } from '../attack.ts';
import { register } from '../use-deeds.ts';

const sentTo = (...processors: string[]) =>
  register((sources) =>
    sources.map((one) => ({ ...one, processors, approved_on: '2026-11-19', expires_on: '2027-03-01' })),
  );

export const sendItToAnyVendor = defineAttack({
  stage: 'explore',
  attack: sentTo('embedded', 'any vendor of a model'),
  says: 'helpdesk may go to "any vendor of a model", which is anybody',
  check: 'data/permission',
  twin: { what: 'has two vendors allowed by their names', deed: sentTo('Vendor Ltd', 'Anyword Inc.') },
});
