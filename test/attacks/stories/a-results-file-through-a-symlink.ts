import { jsonLines } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { change, EXAM, failing, handIn } from '../deeds.ts';
import { inTurn } from '../policy-deeds.ts';

const ROWS = 'eval/results/results.jsonl';

/** Whoever reviews sees a link, and not what was made elsewhere. */
export const aResultsFileThroughASymlink = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3') },
  attack: inTurn(
    handIn({}),
    change({ 'notes/rows.jsonl': jsonLines(failing()(EXAM)), [ROWS]: { link: '../../notes/rows.jsonl' } }),
  ),
  check: 'eval/results-fresh',
  says: 'eval/results/results.jsonl: found a symbolic link; expected a file inside this folder.',
  twin: {
    what: 'links to the results from elsewhere',
    deed: inTurn(handIn({}), change({ 'notes/rows.jsonl': { link: `../${ROWS}` } })),
  },
});
