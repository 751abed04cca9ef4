import type { DataSource } from '../../../action/contract/data-register.ts';
import { defineAttack } from '../attack.ts';
import { register } from '../use-deeds.ts';

const alsoFor = (id: string) =>
  register((sources) => [
    ...sources,
    {
      ...(sources[0] as DataSource),
      id,
      purpose: 'Whatever we find out that it takes.',
      approved_on: '2026-11-19',
    },
  ]);

export const anApprovalForAllData = defineAttack({
  stage: 'explore',
  attack: alsoFor('all'),
  says: 'A row of policy/data.yaml is about "all", which is any source.',
  check: 'data/permission',
  twin: { what: 'has a system allowed that is called nearly so', deed: alsoFor('allegro') },
});
