import { aCase, jsonLines } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, failing, handIn } from '../deeds.ts';

const teach = (...cases: readonly (typeof EXAM)[number][]) => ({
  'data/train.jsonl': jsonLines(cases.map((one) => ({ ...one, suite: 'training' }))),
});
const [, , third] = EXAM as [unknown, unknown, (typeof EXAM)[number]];

export const moveAFailingCaseToTraining = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3') },
  attack: handIn({ files: teach({ ...third, id: 'taught-1', source_ref: 'hmac-sha256:00009999' }) }),
  check: 'eval/case-set-integrity',
  says: 'case case-3 is also in the training split.',
  twin: {
    what: 'teaches it another message of the same kind',
    deed: handIn({ files: teach(aCase(3003)), rows: failing()(EXAM) }),
  },
});
