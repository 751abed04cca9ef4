import type { DataSource } from '../../../action/contract/data-register.ts';
import { defineAttack } from '../attack.ts';
import { register } from '../use-deeds.ts';

const under = (over: Partial<DataSource>) =>
  register((sources) => sources.map((one) => ({ ...one, ...over })));

export const widenAnOldApproval = defineAttack({
  stage: 'explore',
  attack: under({ processors: ['embedded', 'Vendor Ltd'] }),
  says: 'helpdesk was allowed on 2026-11-16, and its processors changed since.',
  check: 'data/permission',
  twin: { what: 'keeps it for a shorter time', deed: under({ retention_days: 30 }) },
});
