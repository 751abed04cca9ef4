import { defineAttack } from '../attack.ts';
import { withHeadline } from '../proof-deeds.ts';
import { readingAs } from '../use-deeds.ts';

export const aWriteCalledARead = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: readingAs('merge_cases'),
  says: 'merge_cases of helpdesk is declared as reading: a write may stand behind it.',
  check: 'integration/write-safety',
  twin: { what: 'looks for cases that were merged', deed: readingAs('find_merged_cases') },
});
