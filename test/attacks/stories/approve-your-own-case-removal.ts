import type { Owners } from '../../../action/contract/owners.ts';
import { defineAttack } from '../attack.ts';
import { change, examBut, failing, handIn, logged } from '../deeds.ts';
import { amend, inTurn } from '../policy-deeds.ts';

const cases = examBut((one) => (one.id === 'case-3' ? null : one));

/** Bea answers for operations, so that her word counts on what others take out. */
const beaAnswers = amend<Owners>('policy/owners.yaml', (file) => ({
  ...file,
  owners: { ...file.owners, operations: [...file.owners.operations, 'bea-builder'] },
}));

export const approveYourOwnCaseRemoval = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3') },
  author: 'bea-builder',
  before: inTurn(beaAnswers, change({})),
  attack: handIn({ cases, files: logged('Bea-Builder ', 'duplicate', 'case-3') }),
  check: 'eval/case-set-integrity',
  says: 'case case-3 was removed, and it failed at base (“Bea-Builder” is the author, or is named in neither poc.yaml nor policy/owners.yaml of the base).',
  twin: {
    what: 'has the removal approved by the owner',
    deed: handIn({ cases, files: logged('Olga Owner', 'duplicate', 'case-3') }),
  },
});
