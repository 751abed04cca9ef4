import { HOST } from '../../given/proven/integration.ts';
import { defineAttack } from '../attack.ts';
import { listHosts, readingFrom } from '../use-deeds.ts';

/** Whoever approved the list did not see what it is. */
export const aHostInAnotherSpelling = defineAttack({
  stage: 'pilot',
  before: listHosts('0x7f.1'),
  attack: readingFrom({ host: '0x7f.1' }),
  says: 'helpdesk was proven against 127.0.0.1 , which is the machine that asks.',
  check: 'integration/real-connection',
  twin: {
    what: 'writes the sandbox as a client does',
    deed: readingFrom({ host: `https://${HOST.toUpperCase()}.:443/services/data` }),
  },
});
