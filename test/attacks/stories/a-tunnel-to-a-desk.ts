import { HOST } from '../../given/proven/integration.ts';
import { defineAttack } from '../attack.ts';
import { listHosts, readingFrom } from '../use-deeds.ts';

const OTHER = HOST.replace('uat', 'ngrok');

export const aTunnelToADesk = defineAttack({
  stage: 'pilot',
  before: listHosts('acme-helpdesk.ngrok-free.app', OTHER),
  attack: readingFrom({ host: 'acme-helpdesk.ngrok-free.app' }),
  says: 'helpdesk was proven against acme-helpdesk.ngrok-free.app , which is a tunnel to somebody’s machine.',
  check: 'integration/real-connection',
  twin: { what: 'reads a sandbox whose name has the word in it', deed: readingFrom({ host: OTHER }) },
});
