import { criteria } from '../../repository-builder/files.ts';
import { type Deed, defineAttack } from '../attack.ts';
import { change, handIn } from '../deeds.ts';
import { inTurn } from '../policy-deeds.ts';

const CRITERIA: Deed = (poc) =>
  poc.commit('What stops it', {
    'policy/kill.yaml': criteria(poc.now, 'explore')['policy/kill.yaml'] ?? null,
  });
const RESULTS: Deed = async (poc) => {
  await handIn({})(poc);
  await poc.commit('Results');
};

export const criteriaAfterTheResults = defineAttack({
  stage: 'explore',
  poc: { results: null, files: { 'policy/kill.yaml': null } },
  attack: inTurn(RESULTS, CRITERIA, change({})),
  says: 'The first results came in on 2026-11-10, before these criteria were written.',
  check: 'decision/kill-criteria',
  twin: {
    what: 'writes the criteria first, in the same pull request',
    deed: inTurn(CRITERIA, RESULTS, change({})),
  },
});
