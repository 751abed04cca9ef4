import type { Waiver } from '../../../action/contract/waivers.ts';
import { type Deed, defineAttack } from '../attack.ts';
import { inTurn, waive, waiverOf } from '../policy-deeds.ts';
import { write } from '../proof-deeds.ts';

/** What the file once said: all but the last is only in the history. */
const granted =
  (...waivers: readonly Waiver[]): Deed =>
  async (poc) => {
    await write(waive(...waivers))(poc);
    await poc.commit('What is waived');
  };

export const aThirdRenewal = defineAttack({
  stage: 'explore',
  before: inTurn(
    granted(waiverOf('security/access-control', { granted_on: '2026-09-10', expires_on: '2026-10-10' })),
    granted(waiverOf('security/access-control', { granted_on: '2026-10-11', expires_on: '2026-11-10' })),
    granted(waiverOf('scale/hard-limits', { granted_on: '2026-10-15', expires_on: '2026-11-14' })),
    granted(),
  ),
  attack: write(waive(waiverOf('security/access-control', { renewals: 0 }))),
  says: 'The waiver of security/access-control is the third for this check; one renewal is the most.',
  check: 'decision/waivers',
  twin: {
    what: 'renews one for the first time',
    deed: write(waive(waiverOf('scale/hard-limits', { renewals: 1 }))),
  },
});
