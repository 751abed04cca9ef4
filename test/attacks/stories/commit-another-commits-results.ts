import { defineAttack } from '../attack.ts';
import { change, handIn } from '../deeds.ts';

const asked = { 'prompts/classify.md': 'Say whether it is about money that is owed, or about a refund.\n' };

export const commitAnotherCommitsResults = defineAttack({
  stage: 'explore',
  attack: change(asked),
  check: 'eval/results-fresh',
  says: 'eval/results/run.json : The results are for prompts',
  twin: { what: 'changes the prompt, and runs the eval again', deed: handIn({ files: asked }) },
});
