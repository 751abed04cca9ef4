import { sha256 } from '../../given/proven/integration.ts';
import { defineAttack } from '../attack.ts';
import { proveWith } from '../proof-deeds.ts';
import { readingFrom } from '../use-deeds.ts';

const ON_MONDAY = {
  payload: sha256('25 cases of Monday'),
  requested_at: '2026-11-16T09:00:00.000Z',
  server_date: '2026-11-16T09:00:01.000Z',
};

export const aPayloadThatNeverChanges = defineAttack({
  stage: 'pilot',
  before: proveWith('integration/real-connection', ({ systems }) => ({
    systems: systems.map((one) => ({ ...one, ...ON_MONDAY })),
  })),
  attack: readingFrom({ payload: ON_MONDAY.payload }),
  says: 'helpdesk answered byte for byte as on 2026-11-16: a recording, or a read that shows nothing.',
  check: 'integration/real-connection',
  twin: { what: 'reads the newest records', deed: readingFrom({}) },
});
