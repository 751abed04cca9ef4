import { HOST } from '../../given/proven/integration.ts';
import { defineAttack } from '../attack.ts';
import { readingFrom } from '../use-deeds.ts';

export const aLocalHostAsSystemOfRecord = defineAttack({
  stage: 'pilot',
  attack: readingFrom({ host: 'localhost:8080' }),
  says: 'helpdesk was proven against localhost , which is the machine that asks.',
  check: 'integration/real-connection',
  twin: { what: 'reads the sandbox, with its port', deed: readingFrom({ host: `${HOST}:443` }) },
});
