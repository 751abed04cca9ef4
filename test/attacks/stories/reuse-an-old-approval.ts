import { defineAttack } from '../attack.ts';
import { examBut, failing, handIn, logged } from '../deeds.ts';

const approved = logged('Olga Owner', 'wrong_label', 'case-3');
const { 'eval/CHANGES.jsonl': entry } = approved;
const relabelled = examBut((one) => (one.id === 'case-3' ? { ...one, expected: 'bill' } : one));

/** A month ago the owner agreed to another label of this case. */
export const reuseAnOldApproval = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3'), files: approved },
  attack: handIn({ cases: relabelled }),
  check: 'eval/case-set-integrity',
  says: 'case case-3 was relabelled, and it failed at base.',
  twin: {
    what: 'has the change approved again, with the right reason',
    deed: handIn({
      cases: relabelled,
      files: {
        'eval/CHANGES.jsonl': `${entry}{"id":"case-3","reason":"duplicate","approved_by":"user-1"}\n`,
      },
    }),
  },
});
