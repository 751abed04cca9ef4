import { defineAttack } from '../attack.ts';
import { register } from '../use-deeds.ts';

const allowed = (by: string) =>
  register((sources) =>
    sources.map((one) => ({ ...one, retention_days: 365, approved_by: by, approved_on: '2026-11-20' })),
  );

export const somebodyWhoMayNot = defineAttack({
  stage: 'explore',
  attack: allowed('Max Manager'),
  says: 'helpdesk was allowed by Max Manager, who is not among owners.data (Dana Data).',
  check: 'data/permission',
  twin: { what: 'has it from the owner, in another spelling', deed: allowed('@dana  data') },
});
