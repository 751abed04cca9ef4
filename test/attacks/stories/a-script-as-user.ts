import { defineAttack } from '../attack.ts';
import { exporting, longInPilot } from '../use-deeds.ts';

const DAY = '2026-11-18';

/** On one day the third user did twelve cases more, begun so many seconds apart. */
const busy = (gap: (i: number) => number) =>
  exporting(({ usage, eligible }) => {
    const others = eligible
      .filter((one) => one.closed_by === 'person-9' && one.closed_at.startsWith('2026-11'))
      .slice(-90);
    let at = Date.parse(`${DAY}T08:02:11Z`);
    const more = others.slice(0, 12).flatMap(({ case_ref }, i) => {
      at += gap(i) * 1000;
      const event = { user: 'user-3', role: 'support agent', case_ref, workflow_version: '1' };
      const moment = (ms: number) => new Date(at + ms).toISOString();
      return [
        { ...event, event: 'started' as const, ts: moment(0) },
        {
          ...event,
          event: 'accepted' as const,
          ts: moment(31_000 + i * 1_700),
          review_s: 31 + i,
          output_characters: 320,
        },
      ];
    });
    return { usage: [...usage.filter((one) => one.user !== 'user-3' || !one.ts.startsWith(DAY)), ...more] };
  });

export const aScriptAsUser = defineAttack({
  stage: 'pilot',
  before: longInPilot,
  attack: busy((i) => 300 + (i % 3)),
  says: 'user-3 began 12 cases some 301 s apart, as regular as a machine (coefficient of variation 0.003).',
  check: 'users/real-usage',
  twin: { what: 'works off a pile on one morning', deed: busy((i) => 130 + ((i * 97) % 410)) },
});
