import { defineAttack } from '../attack.ts';
import { EXAM, failing, handIn } from '../deeds.ts';

const answeredBy = (model: string) => handIn({ rows: failing()(EXAM).map((row) => ({ ...row, model })) });

export const aModelWithoutADate = defineAttack({
  stage: 'explore',
  attack: answeredBy('vendor/model-latest'),
  check: 'eval/results-fresh',
  says: 'The model is “vendor/model-latest”, a name that can point to another model tomorrow.',
  twin: { what: 'names the snapshot', deed: answeredBy('vendor/model-2026-05-01') },
});
