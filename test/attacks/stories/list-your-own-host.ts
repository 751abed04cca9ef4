import { HOST } from '../../given/proven/integration.ts';
import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { listHosts, readingFrom } from '../use-deeds.ts';

const OWN = 'helpdesk.bea-builder.dev';

export const listYourOwnHost = defineAttack({
  stage: 'pilot',
  attack: inTurn(listHosts(OWN), readingFrom({ host: OWN })),
  says: `helpdesk was proven against ${OWN} ; its hosts are ${HOST} at the base.`,
  check: 'integration/real-connection',
  twin: {
    what: 'lists a second tenant, for a later pull request',
    deed: listHosts('acme.my.salesforce.com'),
  },
});
