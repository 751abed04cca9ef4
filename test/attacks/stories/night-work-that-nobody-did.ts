import { defineAttack } from '../attack.ts';
import { exporting, longInPilot } from '../use-deeds.ts';

/** Twelve cases more in one sitting that begins then, some 40 seconds each. */
const sitting = (begins: string) =>
  exporting(({ usage, eligible }) => {
    const of = eligible.filter((one) => one.closed_by === 'person-9').slice(-12);
    const more = of.map(({ case_ref }, i) => ({
      event: 'accepted' as const,
      user: 'user-2',
      role: 'support agent',
      case_ref,
      workflow_version: '1',
      ts: new Date(Date.parse(begins) + (i * 40 + ((i * i * 7) % 23)) * 1000).toISOString(),
      review_s: 31 + i,
      output_characters: 320,
    }));
    return { usage: [...usage, ...more] };
  });

export const nightWorkThatNobodyDid = defineAttack({
  stage: 'pilot',
  before: longInPilot,
  attack: sitting('2026-11-19T02:10:00Z'),
  says: 'user-2 did 10 cases on 2026-11-19 in ten minutes from 2026-11-19 02:10 UTC on, an hour in which nobody else closes a case.',
  check: 'users/real-usage',
  twin: { what: 'clears the rest of the day at noon', deed: sitting('2026-11-19T12:10:00Z') },
});
