import { defineAttack } from '../attack.ts';
import { examBut, failing, handIn, logged } from '../deeds.ts';

const cases = examBut((one) => (one.id === 'case-3' ? null : one));

/** On the platform Bo is `bb-1987`; whom the log names is the author under the name of his passport. */
export const inventAnApprover = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3') },
  author: 'bb-1987',
  attack: handIn({ cases, files: logged('Bo Builder', 'duplicate', 'case-3') }),
  check: 'eval/case-set-integrity',
  says: 'case case-3 was removed, and it failed at base (“Bo Builder” is the author, or is named in neither poc.yaml nor policy/owners.yaml of the base).',
  twin: {
    what: 'has the removal approved by the one who answers for the data',
    deed: handIn({ cases, files: logged('Dana Data', 'privacy_erasure', 'case-3') }),
  },
});
