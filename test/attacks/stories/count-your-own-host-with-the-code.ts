import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { listHosts, readingFrom } from '../use-deeds.ts';

/** Today the sandbox is read as ever; the next pull request reads what is listed now. */
export const countYourOwnHostWithTheCode = defineAttack({
  stage: 'pilot',
  attack: inTurn(listHosts('helpdesk.bea-builder.dev'), readingFrom({})),
  says: 'This pull request lets helpdesk.bea-builder.dev prove helpdesk, and changes',
  check: 'eval/threshold-fixed-first',
  twin: { what: 'lists a second tenant by itself', deed: listHosts('acme.my.salesforce.com') },
});
