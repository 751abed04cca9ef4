import { aCase } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, handIn } from '../deeds.ts';

/** Ten cases more that claim to be real, with these references. */
const more = (ref: (n: number) => string) =>
  handIn({
    cases: [
      ...EXAM,
      ...Array.from({ length: 10 }, (_, i) =>
        aCase(41 + i, { slices: ['reminders'], source_ref: `hmac-sha256:${ref(41 + i).padStart(8, '0')}` }),
      ),
    ],
  });

export const relabelSyntheticsAsReal = defineAttack({
  stage: 'explore',
  attack: more((n) => String(1 + (n % 4))),
  says: '10 cases say that they are real and do not show it: source_ref hmac-sha256:',
  check: 'data/real-cases',
  twin: { what: 'draws ten records', deed: more((n) => String(n)) },
});
