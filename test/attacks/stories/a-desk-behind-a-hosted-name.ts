import { HOST } from '../../given/proven/integration.ts';
import { defineAttack } from '../attack.ts';
import { listHosts, readingFrom } from '../use-deeds.ts';

const OTHER = HOST.replace('uat', 'gitpod');

export const aDeskBehindAHostedName = defineAttack({
  stage: 'pilot',
  before: listHosts('8080-acme-helpdesk-k3f2.ws-eu117.gitpod.io', OTHER),
  attack: readingFrom({ host: '8080-acme-helpdesk-k3f2.ws-eu117.gitpod.io' }),
  says: 'helpdesk was proven against 8080-acme-helpdesk-k3f2.ws-eu117.gitpod.io , which is a tunnel to somebody’s machine.',
  check: 'integration/real-connection',
  twin: { what: 'reads a sandbox whose name has the word in it', deed: readingFrom({ host: OTHER }) },
});
