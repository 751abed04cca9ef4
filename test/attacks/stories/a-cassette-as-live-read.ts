import { defineAttack } from '../attack.ts';
import { readingFrom } from '../use-deeds.ts';

export const aCassetteAsLiveRead = defineAttack({
  stage: 'pilot',
  attack: readingFrom({ requested_at: '2026-11-20T10:00:00.000Z', server_date: '2026-10-02T09:14:31.000Z' }),
  says: 'helpdesk was asked at 2026-11-20T10:00:00.000Z and answered with the date 2026-10-02T09:14:31.000Z: a recording.',
  check: 'integration/real-connection',
  twin: {
    what: 'has a clock that is two minutes slow',
    deed: readingFrom({ requested_at: '2026-11-20T10:00:00.000Z', server_date: '2026-11-20T10:02:00.000Z' }),
  },
});
