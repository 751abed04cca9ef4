import type { DataSource } from '../../../action/contract/data-register.ts';
import { aCase } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, handIn } from '../deeds.ts';
import { inTurn } from '../policy-deeds.ts';
import { register } from '../use-deeds.ts';

/** Ten cases come from a second system, for which this row stands. */
const alsoFrom = (id: string, over: Partial<DataSource>) =>
  inTurn(
    handIn({
      cases: [
        ...EXAM,
        ...Array.from({ length: 10 }, (_, i) => aCase(41 + i, { source_system: id, slices: ['reminders'] })),
      ],
    }),
    register((sources) => [...sources, { ...(sources[0] as DataSource), id, ...over }]),
  );

export const copyAnAttestation = defineAttack({
  stage: 'explore',
  attack: alsoFrom('crm', {}),
  says: 'crm has every word of helpdesk but the id: its approval was copied',
  check: 'data/permission',
  twin: {
    what: 'asks again, for what it is there',
    deed: alsoFrom('crm', { purpose: 'Finding the customer of a message.', approved_on: '2026-11-19' }),
  },
});
