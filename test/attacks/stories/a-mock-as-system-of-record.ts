import { HOST } from '../../given/proven/integration.ts';
import { defineAttack } from '../attack.ts';
import { listHosts, readingFrom } from '../use-deeds.ts';

/** Both were listed long ago. */
export const aMockAsSystemOfRecord = defineAttack({
  stage: 'pilot',
  before: listHosts('helpdesk-mock.acme.com', HOST.replace('uat', 'mockford')),
  attack: readingFrom({ host: 'helpdesk-mock.acme.com' }),
  says: 'helpdesk was proven against helpdesk-mock.acme.com , which is called a stand-in (“mock”).',
  check: 'integration/real-connection',
  twin: {
    what: 'reads the sandbox of the office in Mockford',
    deed: readingFrom({ host: HOST.replace('uat', 'mockford') }),
  },
});
