import { defineAttack } from '../attack.ts';
import { withHeadline } from '../proof-deeds.ts';
import { readingAs } from '../use-deeds.ts';

export const aWriteBehindAGenericTool = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: readingAs('execute_query'),
  says: 'execute_query of helpdesk can do anything: a write may stand behind it.',
  check: 'integration/write-safety',
  twin: { what: 'calls it by what it reads', deed: readingAs('search_cases') },
});
